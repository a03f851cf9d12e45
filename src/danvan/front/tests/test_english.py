"""The English catalogue: placeholders are kept, and citizens' pages have their words."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation import gettext, ngettext, override, pgettext

import danvan

CATALOGUE = Path(danvan.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def texts(message: object) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)  # type: ignore[arg-type]


def test_every_translation_keeps_its_placeholders() -> None:
    with CATALOGUE.open("rb") as file:
        rows = [one for one in read_po(file) if one.id and all(texts(one.string))]

    wrong = [
        one.id
        for one in rows
        if not one.context
        for said in texts(one.string)
        if set(PLACES.findall(said)) != set(PLACES.findall(texts(one.id)[-1]))
    ]
    assert len(rows) > 500
    assert wrong == []


@pytest.mark.django_db
def test_citizens_read_the_gallery_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"

    page = client.get("/mo-hinh/").content.decode()

    assert "“Dân vận khéo” models near you" in page
    assert "Unit of measure" in page


def test_words_of_steps_are_translated() -> None:
    from danvan.do.exemplars.kinds import State  # noqa: PLC0415 - labels are read in another language here

    with override("en"):
        assert [str(State.SENT.label), str(State.RECOGNISED.label)] == ["Sent", "Recognised"]


def test_every_text_has_its_english() -> None:
    with CATALOGUE.open("rb") as file:
        waiting = [one.id for one in read_po(file) if one.id and (one.fuzzy or not all(texts(one.string)))]

    assert waiting == []


def test_one_word_of_a_menu_is_many_and_of_a_column_one() -> None:
    with override("en"):
        assert (pgettext("các", "Đơn vị"), gettext("Đơn vị")) == ("Units", "Unit")
        assert ngettext("trễ %(days)s ngày", "trễ %(days)s ngày", 1) % {"days": 1} == "1 day late"
