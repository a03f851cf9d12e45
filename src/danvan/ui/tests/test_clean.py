from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from danvan.ui.clean import cleaned, plain


class Colour(StrEnum):
    RIVER = "river"


@dataclass(frozen=True)
class Leaf:
    text: object
    more: tuple = ()


@given(st.text(st.characters(codec=None)))
def test_plain_text_is_always_fit_for_xml_and_cleaning_twice_changes_nothing(text):
    once = plain(text)
    element = etree.Element("t")
    element.text = once

    assert plain(once) == once
    assert etree.fromstring(etree.tostring(element)).text in (once, once if once else None)


def test_every_text_is_cleaned_however_deep_and_nothing_else_changes():
    found = cleaned(Leaf("a\x00", ([Leaf(gettext_lazy("b\u202e")), 5, None, Colour.RIVER, b"\x00"],)))

    assert found == Leaf("a", ((Leaf("b"), 5, None, Colour.RIVER, b"\x00"),))
    assert type(found.more[0][3]) is Colour
    assert type(found.more[0][0].text) is str
