import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from danvan.ui import typed


def test_words_are_composed_and_lose_marks_that_turn_their_direction() -> None:
    decomposed = unicodedata.normalize("NFD", "Tổ dân vận ấp 3")

    assert typed.line(f"\ufeff\u202e{decomposed}\u202c\u00ad ") == "Tổ dân vận ấp 3"


def test_emoji_and_khmer_stay_whole() -> None:
    assert typed.line("Bến đò 👨‍👩‍👧 ភាសាខ្មែរ") == "Bến đò 👨‍👩‍👧 ភាសាខ្មែរ"


def test_one_line_has_single_spaces_and_several_lines_keep_their_ends() -> None:
    assert typed.line(" Tổ \t vá\r\nđường ") == "Tổ vá đường"
    assert typed.lines(" một\r\nhai\rba\x0bbốn\u2028năm ") == "một\nhai\nba\nbốn\nnăm"


@pytest.mark.parametrize("text", ["a\x00b", "a\x08b", "a\x7fb", "a\x9fb", "a\ud800b", "a\uffffb"])
def test_control_characters_are_not_words(text: str) -> None:
    with pytest.raises(typed.NotUnderstood):
        typed.line(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2.642", 2642), ("2 642", 2642), ("2642", 2642), (" 20 ", 20), ("1.234.567", 1234567), ("−5", -5)],
)
def test_whole_numbers_as_people_write_them(text: str, value: int) -> None:
    assert typed.whole(text) == value


@pytest.mark.parametrize("text", ["2,642", "2.64", "26.42", "", "hai", "1e3", "٣", "9" * 10_000_000, "1..000"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(typed.NotUnderstood):
        typed.whole(text)


@pytest.mark.parametrize(
    ("text", "value"), [("9,4", "9.4"), ("2.642", "2642"), ("1.234,5", "1234.5"), ("2.5", "2.5"), ("31", "31")]
)
def test_quantities_as_people_write_them(text: str, value: str) -> None:
    assert typed.quantity(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.23,5", "NaN", "Infinity", "1,2,3", "", ","])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(typed.NotUnderstood):
        typed.quantity(text)


@pytest.mark.parametrize(
    "text", ["24/11/2026", "24-11-2026", "24.11.2026", "24 11 2026", "24112026", "2026-11-24", " 24 / 11 / 2026 "]
)
def test_days_as_people_write_them(text: str) -> None:
    assert typed.day(text) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "0/0/0000", "24/11/26", "11/24/2026", "hôm nay", "24/11/0000", "1" * 10_000_000]
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(typed.NotUnderstood):
        typed.day(text)
