from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.ui import formats, typed


@pytest.mark.parametrize(
    ("value", "written"),
    [(2642, "2.642"), (0, "0"), (-5, "−5"), (9.4, "9,4"), (Decimal("1234567.50"), "1.234.567,5"), (999, "999")],
)
def test_numbers_are_written_as_in_official_papers(value: Any, written: str) -> None:
    assert formats.number(value) == written


@pytest.mark.parametrize(
    ("ratio", "written"), [(0.975, "97,5%"), (1, "100,0%"), (0, "0,0%"), (0.9055, "90,6%"), (12.345, "1.234,5%")]
)
def test_shares_have_one_digit_after_the_comma(ratio: float, written: str) -> None:
    assert formats.percent(ratio) == written


def test_a_moment_is_told_in_local_time_even_across_midnight() -> None:
    at = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)

    assert formats.moment(at, ZoneInfo("Asia/Ho_Chi_Minh")) == "01/01/2027 01:30"


def test_the_week_starts_on_thu_hai_and_ends_on_chu_nhat() -> None:
    assert formats.weekday_day(date(2026, 11, 24)) == "thứ Ba 24/11"
    assert formats.weekday(date(2026, 11, 23)) == "thứ Hai"
    assert formats.weekday(date(2026, 11, 29)) == "Chủ nhật"


def test_sizes_are_told_in_kilobytes_then_megabytes() -> None:
    assert [formats.size(n) for n in (1, 47_000, 3_500_000)] == ["1 KB", "46 KB", "3,3 MB"]


def test_changes_carry_their_sign() -> None:
    assert [formats.change(n) for n in (143, -5, 0)] == ["+143", "−5", "0"]


@given(st.integers(-(10**12), 10**12))
def test_what_we_write_we_can_read(value: Any) -> None:
    assert typed.whole(formats.number(value)) == value


@given(st.decimals(-(10**9), 10**9, places=2))
def test_quantities_we_write_we_can_read(value: Any) -> None:
    assert typed.quantity(formats.number(value)) == value


@given(st.dates())
def test_days_we_write_we_can_read(on: date) -> None:
    assert typed.day(formats.day(on)) == typed.day(on.isoformat()) == on
