"""The clock reminds: three days before, on the day, the day after; not those who have sent."""

from datetime import UTC, date, datetime, time

import pytest

from danvan.commons.notices.models import Notice
from danvan.do.exemplars import jobs, queries
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.models import CampaignYear, RegistrationList
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db


def reminded(day: date) -> set[str]:
    return {unit.code for _year, units, _words in queries.to_remind(day) for unit in units}


@pytest.mark.parametrize("day", [28, 31])
def test_communes_are_reminded_before_and_on_the_day(day: int) -> None:
    make.year()

    assert make.COMMUNE in reminded(date(2026, 3, day))


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 3, 30), date(2026, 4, 2)])
def test_nobody_is_reminded_on_other_days(day: date) -> None:
    make.year()

    assert reminded(day) == set()


def test_those_who_sent_are_not_reminded() -> None:
    make.sent_to_city()

    assert make.COMMUNE not in reminded(date(2026, 3, 31))
    assert "CT-CAI-KHE" in reminded(date(2026, 3, 31))


def test_units_with_an_open_list_are_reminded_for_their_commune() -> None:
    make.entered()

    assert reminded(date(2026, 3, 15)) == {make.WOMEN}


def test_a_closed_year_reminds_nobody() -> None:
    make.closed(2026)

    assert reminded(date(2026, 3, 31)) == set()


def test_the_clock_asks_to_mend_what_came_back() -> None:
    who = make.cadre()
    row = make.sent()
    lists.return_list(make.fresh_list(row), "Ghi rõ địa bàn.", due_on=date(2026, 4, 10), by=None, at=make.AT)
    Notice.objects.all().delete()

    jobs.remind(None, at=datetime(2026, 4, 7, 0, 0, tzinfo=UTC))()

    said = Notice.objects.get(user=who.user)
    assert said.title == "Nhắc sửa và gửi lại danh sách “Dân vận khéo” năm 2026"
    assert said.body.startswith("Còn 3 ngày đến hạn của danh sách. Danh sách đăng ký “Dân vận khéo” năm 2026 đơn vị đã")


def test_the_job_tells_the_writers_and_remembers_it() -> None:
    who = make.cadre()
    make.entered()
    at = datetime.combine(date(2026, 3, 15), time(0), UTC)

    jobs.remind(None, at=at)()

    assert Notice.objects.filter(user=who.user).count() == 1
    assert RegistrationList.objects.get(unit__code=make.WOMEN).reminded_at == at
    assert CampaignYear.objects.count() == 1
