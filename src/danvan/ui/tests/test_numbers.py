from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.ui.numbers import change, long_date, number, percent, points, rounded_half_up, short_date, signed

COUNTS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (2642, 0, "2.642"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000000, 0, "1.000.000"),
        (97.5, 1, "97,5"),
        (Decimal("1234.56"), 1, "1.234,6"),
        (-5, 0, "−5"),
        (-0.4, 0, "0"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
    ],
)
def test_a_number_has_dots_between_thousands_and_a_decimal_comma(value, places, written):
    assert number(value, places) == written


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (2391, 2248, "tăng 143 (6,4%)"),
        (151, 156, "giảm 5 (3,2%)"),
        (7, 7, "không đổi"),
        (0, 0, "không đổi"),
        (12, 0, "tăng 12"),
        (0, 12, "giảm 12 (100,0%)"),
        (5284, 2642, "tăng 2.642 (100,0%)"),
    ],
)
def test_a_change_is_said_with_its_share_of_the_period_before(now, before, said):
    assert change(now, before) == said


def test_a_share_is_of_the_whole_and_a_dash_without_one():
    assert (percent(2391, 2642), percent(0, 5), percent(3, 0)) == ("90,5%", "0,0%", "–")


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (90.4996, 89.3837, "tăng 1,1 điểm phần trăm"),
        (89.4, 90.5, "giảm 1,1 điểm phần trăm"),
        (90.51, 90.49, "không đổi"),
        (None, 90, "–"),
    ],
)
def test_two_shares_differ_by_points(now, before, said):
    assert points(now, before) == said


@pytest.mark.parametrize(
    ("on", "long", "short"),
    [
        (date(2026, 1, 5), "05 tháng 01 năm 2026", "05/01/2026"),
        (date(2026, 2, 28), "28 tháng 02 năm 2026", "28/02/2026"),
        (date(2024, 6, 13), "13 tháng 6 năm 2024", "13/6/2024"),
        (date(2026, 3, 1), "01 tháng 3 năm 2026", "01/3/2026"),
        (date(2025, 12, 31), "31 tháng 12 năm 2025", "31/12/2025"),
    ],
)
def test_days_under_10_and_months_1_and_2_get_a_leading_zero(on, long, short):
    assert (long_date(on), short_date(on)) == (long, short)


@given(COUNTS)
def test_a_count_is_read_back_from_its_writing(value):
    assert int(number(value).replace(".", "").replace("−", "-")) == value


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=6), st.integers(0, 4))
def test_writing_keeps_the_rounded_value(value, places):
    written = number(value, places).replace(".", "").replace(",", ".").replace("−", "-")

    assert Decimal(written) == rounded_half_up(value, places)
    assert abs(Decimal(written) - value) <= Decimal(1).scaleb(-places) / 2


@given(COUNTS, COUNTS)
def test_a_change_and_its_reverse_say_the_same_count(now, before):
    there, back = change(now, before), change(before, now)

    assert there.split(" ")[1:2] == back.split(" ")[1:2]
    assert {there.split(" ")[0], back.split(" ")[0]} in ({"tăng", "giảm"}, {"không"})


@given(COUNTS)
def test_a_signed_difference_is_plain_only_at_zero(value):
    assert signed(value)[0] == ("+" if value > 0 else "−" if value < 0 else "0")
