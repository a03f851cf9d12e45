"""Numbers in a text know their figure and survive a person's hand; what is typed by hand is told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.overview.reports import tokens
from danvan.overview.reports.tests.make import numbers, row

NOW = numbers({"registered": 12, "recognised": 9, "recognised.kinh_te": 4}, {"registered": 10}, rows=(row("XA", 5, 2),))
CODES = (
    "exemplars.registered",
    "exemplars.registered<",
    "exemplars.registered~",
    "exemplars.recognised/exemplars.registered",
    "exemplars.recognised/exemplars.registered~",
    "exemplars.recognised.kinh_te",
    "exemplars.registered@XA",
    "!communes",
    "!sent",
    "!silent",
)
PLAIN = st.text(st.characters(exclude_characters="[]|", exclude_categories=("Cs", "Cc")), max_size=60)


@pytest.mark.parametrize("code", CODES)
def test_a_token_comes_back_from_the_hand_of_a_person(code):
    text = f"Trước {tokens.token(NOW, code)} sau."

    shown = tokens.to_edit(text, NOW)

    assert "|" in shown
    assert code not in shown or code.startswith("!")
    assert tokens.from_edit(shown, NOW, tokens.codes_in(text)) == text


@given(PLAIN, PLAIN, st.sampled_from(CODES))
def test_whatever_is_written_around_it(before, after, code):
    text = before + tokens.token(NOW, code) + after

    assert tokens.from_edit(tokens.to_edit(text, NOW), NOW, [code]) == text


@given(st.text(max_size=200))
def test_no_text_breaks_the_page(text):
    paragraphs = tokens.pieces(tokens.from_edit(text, NOW, ()), NOW)

    assert all(piece.text for line in paragraphs for piece in line)


def test_a_number_may_be_put_in_by_its_name():
    assert tokens.from_edit("có [4 | công nhận kinh te]", NOW, ()) == "có [4|exemplars.recognised.kinh_te]"


def test_an_unknown_name_loses_its_brackets_and_is_marked_as_typed():
    text = tokens.from_edit("có [99 | số bịa] mô hình", NOW, ())

    assert text == "có 99 mô hình"
    assert [piece.text for piece in tokens.pieces(text, NOW)[0] if piece.typed] == ["99"]


def test_brackets_without_a_bar_are_words():
    assert tokens.from_edit("[chưa rõ] và [12]", NOW, ()) == "[chưa rõ] và [12]"


def test_a_number_whose_brackets_were_taken_off_is_marked():
    pieces = tokens.pieces("đăng ký 12 mô hình, đạt 75,0% và 2.642 hộ", NOW)[0]

    assert [piece.text for piece in pieces if piece.typed] == ["12", "75,0%", "2.642"]


@pytest.mark.parametrize(
    "words",
    [
        "năm 2026",
        "ngày 24/11/2026",
        "Nghị quyết số 25-NQ/TW",
        "Điều 5",
        "ấp 3",
        "quý 2",
        "1. Công tác",
        "tháng 6",
        "Covid19",
    ],
)
def test_a_number_that_names_something_is_not_marked(words):
    assert not any(piece.typed for piece in tokens.pieces(words, NOW)[0])


def test_what_the_machine_wrote_outside_brackets_is_not_marked():
    words = "xã Long Phú 1 chưa gửi"

    assert not any(piece.typed for piece in tokens.pieces(words, NOW, drafted=words)[0])


def test_a_number_whose_records_changed_says_so():
    text = "có [11|exemplars.registered] mô hình, [9|exemplars.recognised] công nhận"

    old, same = [piece for piece in tokens.pieces(text, NOW)[0] if piece.code]

    assert (old.text, old.now, old.address) == ("11", "12", "/registered/")
    assert same.now == ""


def test_new_numbers_are_taken_one_by_one_or_all():
    text = "[11|exemplars.registered], [8|exemplars.recognised]"

    assert tokens.renewed(text, NOW, "exemplars.registered") == "[12|exemplars.registered], [8|exemplars.recognised]"
    assert tokens.renewed(text, NOW) == "[12|exemplars.registered], [9|exemplars.recognised]"


def test_a_figure_that_no_card_offers_any_more_stays_as_written():
    text = "có [7|petitions.received] đơn"

    assert tokens.renewed(text, NOW) == text
    assert [piece.typed for piece in tokens.pieces(text, NOW)[0] if piece.text == "7"] == [True]


def test_what_is_printed_has_no_brackets():
    assert tokens.plain("có [12|exemplars.registered] và [chữ]") == "có 12 và [chữ]"


def test_a_share_of_nothing_is_not_known():
    nothing = numbers({})

    assert tokens.said(nothing, "exemplars.recognised/exemplars.registered").text == "–"
