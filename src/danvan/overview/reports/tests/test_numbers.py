"""Each figure is the length of its list; rows by unit add up to the total, as of any day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.commons import registry
from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Unit
from danvan.do.exemplars.models import Registration
from danvan.do.exemplars.tests import make as exemplars
from danvan.overview.reports.kinds import RECOGNISED, REGISTERED
from danvan.overview.reports.numbers import gather, live, period_of, why_not
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["CT", make.COMMUNE, make.WOMEN, "CT-BTGDV"])
@pytest.mark.parametrize("period_code", ["2026", "2026-Q1", "2026-03", "2026-6T", "2026-9T", "2025"])
def test_every_figure_is_as_long_as_its_list(code, period_code):
    make.records()
    unit = resolve(code)
    period = period_of(unit, period_code)

    numbers = gather(unit, period)

    for figure in registry.figures():
        number = numbers.by_code[figure.code]
        assert number.value == figure.count(unit, period) == len(list(figure.records(unit, period)))
        assert number.before == len(list(figure.records(unit, period.before)))
        assert number.address == figure.address(unit, period)


def test_what_was_counted():
    make.records()

    numbers = gather(resolve(make.COMMUNE), make.period())

    assert numbers.value(REGISTERED) == 3
    assert numbers.value(RECOGNISED) == 2
    assert numbers.value(f"{REGISTERED}.kinh_te") == 1
    assert not numbers.compared


def test_in_a_shorter_period_the_day_counts():
    make.records()
    unit = resolve(make.COMMUNE)

    spring, autumn = gather(unit, make.period("2026-Q1")), gather(unit, make.period("2026-Q4"))

    assert (spring.value(REGISTERED), spring.value(RECOGNISED)) == (3, 0)
    assert (autumn.value(REGISTERED), autumn.value(RECOGNISED)) == (0, 2)


@pytest.mark.parametrize("as_of", [date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 24)])
def test_rows_by_unit_add_up_as_of_any_day(as_of):
    exemplars.year(2026)
    make.records()
    unit = resolve("CT")

    numbers = gather(unit, period_of(unit, "2026"), as_of=as_of)

    for code in (REGISTERED, RECOGNISED, f"{REGISTERED}.new", f"{RECOGNISED}.kinh_te"):
        assert sum(row.values[code] for row in numbers.rows) == numbers.value(code)


def test_work_of_an_old_ward_stands_with_the_one_that_received_it_and_of_a_district_on_its_own():
    old_ward, district = _homed("CT04-", "commune"), _homed("CT04-", "district")
    make.records()
    Registration.objects.filter(title=make.TITLES[0]).update(home=old_ward, unit=old_ward)
    Registration.objects.filter(title=make.TITLES[1]).update(home=district, unit=district)
    unit = resolve("CT")

    then = gather(unit, period_of(unit, "2026"), as_of=date(2025, 6, 30))
    today = gather(unit, period_of(unit, "2026"), as_of=date(2026, 11, 24))

    assert then.row(old_ward.code).values[REGISTERED] == 1
    assert today.row(old_ward.code) is None
    assert today.row(district.code).values[REGISTERED] == 1
    assert sum(row.values[REGISTERED] for row in today.rows) == sum(row.values[REGISTERED] for row in then.rows) == 3


def _homed(prefix: str, level: str) -> Unit:
    rows = Unit.objects.filter(code__startswith=prefix, kind="committee", level=level, valid_to__isnull=False)
    return rows.order_by("code").first()


def test_communes_that_sent_nothing_are_rows_too():
    make.records()
    unit = resolve("CT")

    numbers = gather(unit, period_of(unit, "2026"))

    assert numbers.communes == 103
    assert len(numbers.silent) == 102


def test_a_page_reads_new_numbers_as_soon_as_a_record_changes():
    unit, period = resolve(make.COMMUNE), make.period()
    before = live(unit, period, make.AT.date())

    make.records()

    assert before.value(REGISTERED) == 0
    assert live(unit, period, make.AT.date()).value(REGISTERED) == 3


def test_a_page_asked_again_costs_one_query(django_assert_num_queries):
    unit, period = resolve(make.COMMUNE), make.period()
    live(unit, period, make.AT.date())

    with django_assert_num_queries(1):
        live(unit, period, make.AT.date())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(2000, 2100), st.sampled_from(["", "-Q1", "-Q4", "-6T", "-9T", "-01", "-12"]))
def test_periods_lie_in_their_year_and_the_one_before_is_a_year_earlier(year, part):
    period = period_of(resolve(make.COMMUNE), f"{year}{part}")

    assert period.first.year == period.last.year == year
    assert period.first <= period.last
    if year > 2000:
        assert period.before.first == period.first.replace(year=year - 1)


def test_a_body_of_the_state_counts_from_the_fifteenth():
    state = Unit.objects.filter(line="state", valid_to=None).first()

    period = period_of(state, "2026-Q1")

    assert (period.first, period.last) == (date(2025, 12, 15), date(2026, 3, 14))


@pytest.mark.parametrize(
    ("code", "period_code", "words"),
    [
        ("CT", "2026", ""),
        ("CT", "2023", ""),
        ("CT04", "2025", ""),
        ("CT04", "2025-Q3", "Thành ủy Cần Thơ hoạt động đến ngày 30/06/2025, trước kỳ báo cáo này."),
        ("CT", "2026-12", "Chưa đến tháng 12 năm 2026 nên chưa có số liệu."),
    ],
)
def test_why_there_can_be_no_report(code, period_code, words):
    unit = resolve(code)

    assert why_not(unit, period_of(unit, period_code), date(2026, 11, 24)) == words
