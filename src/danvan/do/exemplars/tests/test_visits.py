"""Visits after recognition: planned with the decision, written once, mended with a trace, read by whom they concern."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from danvan.commons.periods import months_later, parse
from danvan.commons.records import history
from danvan.commons.workflow.flow import CannotMove, sentence
from danvan.do.exemplars import desk, figures, queries
from danvan.do.exemplars.actions import visiting
from danvan.do.exemplars.kinds import Life
from danvan.do.exemplars.models import Exemplar, Visit
from danvan.do.exemplars.steps import EXEMPLAR
from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
ON = date(2025, 9, 18)
AT = datetime(2025, 9, 18, 3, 0, tzinfo=UTC)
PAGE = "/mo-hinh/tham-lai/"
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def the_visit(after: int = 6, title: str = town.NET) -> Visit:
    rows = Visit.objects.select_related("registration__exemplar__record", "registration__exemplar__unit", "unit__home")
    return rows.get(registration__title=title, after=after)


def sheet(visit: Visit) -> str:
    return queries.visit_address(visit)


def said(**changes: object) -> dict[str, object]:
    return {
        "on": "18/09/2025",
        "found": "running",
        "measured": "18,5",
        "note": "Bà con còn làm.",
        "seen": "1",
    } | changes


@given(days, st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last_of_its_month(day: date, months: int) -> None:
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(days, days, st.integers(0, 60))
def test_who_was_recognised_later_is_never_visited_earlier(one: date, other: date, months: int) -> None:
    assert (one <= other) <= (months_later(one, months) <= months_later(other, months))


def test_a_recognition_plans_visits_after_six_and_twelve_months() -> None:
    planned = {(row.after, row.due_on) for row in Visit.objects.filter(registration__title=town.NET)}

    assert planned == {(6, date(2025, 9, 20)), (12, date(2026, 3, 20))}
    assert not Visit.objects.filter(registration__title=town.RICE).exists()


def test_a_finding_stands_on_the_exemplar_and_in_its_history() -> None:
    visiting.record(the_visit(), on=ON, found=Life.RUNNING, measured=Decimal("18.5"), by=make.officer(), at=AT)

    exemplar = Exemplar.objects.get(title=town.NET)
    last = exemplar.record.events.latest("number")
    assert (exemplar.life, exemplar.seen_on) == (Life.RUNNING, ON)
    assert sentence(last, EXEMPLAR).endswith("thăm lại ngày 18/09/2025: Đang hoạt động")
    assert history.verify()[2] == []


def test_many_findings_leave_what_one_by_one_leaves() -> None:
    visiting.record_many([visiting.Finding(the_visit(), Life.STOPPED, "Hết vốn.")], on=ON, by=make.officer(), at=AT)

    exemplar, visit = Exemplar.objects.get(title=town.NET), the_visit()
    assert (exemplar.life, visit.found, visit.on, visit.reason) == (Life.STOPPED, Life.STOPPED, ON, "Hết vốn.")
    assert visit.version == 2
    assert exemplar.record.events.latest("number").facts["after"] == 6
    assert history.verify()[2] == []


def test_an_earlier_visit_written_later_does_not_overrule_a_newer_finding() -> None:
    later = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
    visiting.record(the_visit(12), on=later.date(), found=Life.PAUSED, reason="Mùa nước nổi.", by=None, at=later)

    visiting.record(the_visit(6), on=ON, found=Life.RUNNING, by=None, at=later)

    assert Exemplar.objects.get(title=town.NET).life == Life.PAUSED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": date(2025, 9, 19)}, "sau hôm nay"),
        ({"on": date(2025, 3, 19)}, "trước ngày công nhận 20/03/2025"),
        ({"found": Life.STOPPED}, "lý do"),
        ({"found": "ghost"}, "tình trạng"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(changes: dict[str, object], words: str) -> None:
    with pytest.raises(CannotMove, match=words):
        visiting.record(the_visit(), **({"on": ON, "found": Life.RUNNING, "by": None, "at": AT} | changes))  # type: ignore[arg-type]

    assert the_visit().on is None
    assert Exemplar.objects.get(title=town.NET).life == ""


def test_a_recognition_taken_back_is_visited_no_more() -> None:
    assert not queries.visits(queries.VisitsAsked(), make.officer(), ON).filter(registration__title=town.GUARD).exists()
    with pytest.raises(CannotMove, match="không còn được công nhận"):
        visiting.record(the_visit(title=town.GUARD), on=ON, found=Life.RUNNING, by=None, at=AT)


def test_the_second_of_two_writers_is_told_and_overwrites_nothing() -> None:
    mine, theirs = the_visit(), the_visit()
    visiting.record(theirs, on=ON, found=Life.COMPLETED, by=None, at=AT)

    with pytest.raises(CannotMove, match="Người khác vừa sửa"):
        visiting.record(mine, on=ON, found=Life.RUNNING, by=None, at=AT)

    assert the_visit().found == Life.COMPLETED


def test_mended_it_keeps_both_findings_in_its_history() -> None:
    visiting.record(the_visit(), on=ON, found=Life.RUNNING, by=None, at=AT)
    visiting.record(the_visit(), on=ON, found=Life.STOPPED, reason="Xem lại: đã nghỉ.", by=None, at=AT)

    verbs = [
        (one.verb, one.facts["found"])
        for one in Exemplar.objects.get(title=town.NET).record.events.all()
        if one.verb == "visit"
    ]
    assert verbs == [("visit", "Đang hoạt động"), ("visit", "Đã dừng")]


def test_each_count_is_the_length_of_its_list_and_nobody_is_sent_to_what_is_over() -> None:
    seat, day = make.officer(), date(2026, 3, 1)
    asked = queries.VisitsAsked()
    before = queries.visit_counts(asked, seat, day)
    lengths = {
        word: queries.visits(queries.VisitsAsked(stands=word), seat, day).count()
        for word in ("tre", "den-han", "sau", "da-tham")
    }
    assert before == {word.replace("-", "_"): number for word, number in lengths.items()}
    assert (before["tre"], before["den_han"]) == (1, 1)

    visiting.record(the_visit(), on=ON, found=Life.COMPLETED, by=None, at=AT)

    after = queries.visit_counts(asked, seat, day)
    assert (after["tre"], after["den_han"], after["da_tham"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (make.officer, 200),
        (lambda: make.cadre("CT-TRUNG-HUNG"), 200),
        (make.cadre, 404),
        (make.stranger, 404),
        (make.leader, 404),
        (make.administrator, 404),
    ],
)
def test_who_may_go_there_writes_the_sheet(client, who, status) -> None:
    signed_in(client, who())

    assert client.get(sheet(the_visit())).status_code == status
    client.post(sheet(the_visit()), said())

    assert (the_visit().on is not None) == (status == 200)


def test_a_sheet_that_names_no_version_writes_nothing(client) -> None:
    signed_in(client, make.officer())

    page = client.post(sheet(the_visit()), said(seen="")).content.decode()

    assert "Người khác vừa sửa" in page
    assert the_visit().on is None


def test_the_public_does_not_find_visits(client) -> None:
    assert client.get(sheet(the_visit())).status_code == 302
    assert client.get(PAGE).status_code == 302


def test_the_sheet_refuses_at_its_boxes_and_keeps_what_was_typed(client) -> None:
    signed_in(client, make.officer())

    page = client.post(sheet(the_visit()), said(found="stopped", note="Gọi anh Ba 0912345678.")).content.decode()

    assert "Ghi lý do dừng hoặc tạm dừng" in page
    assert "0912345678" in page
    assert the_visit().on is None


def test_the_public_reads_what_was_found_and_measured_and_no_note_or_reason(client) -> None:
    visiting.record(
        the_visit(),
        on=ON,
        found=Life.PAUSED,
        reason="Đội trưởng ốm.",
        measured=Decimal(12),
        note="Ghi riêng.",
        by=None,
        at=AT,
    )

    page = client.get(queries.exemplar_address(the_visit().registration.exemplar)).content.decode()

    assert "Thăm lại sau 6 tháng: tạm dừng" in page
    assert "Đội trưởng ốm" not in page
    assert "Ghi riêng" not in page


def test_the_list_and_its_excel_hold_the_same_rows(client) -> None:
    signed_in(client, make.officer())

    page = client.get(PAGE, {"tt": "tre"})
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{PAGE}danh-sach.xlsx", {"tt": "tre"}).content))

    rows = book.get_sheet_by_index(0).to_python()
    assert town.NET in page.content.decode()
    assert len([row for row in rows if town.NET in row]) == page.context["page"].total == 2


@pytest.mark.parametrize("query", ["tt=la", "nam=9999999", "don_vi=%00", "thang=x", "thay=%F0%9F%98%80", "trang=-1"])
def test_strange_filters_break_nothing(client, query) -> None:
    signed_in(client, make.officer())

    assert client.get(f"{PAGE}?{query}").status_code == 200


def test_the_desk_sends_those_who_go_there() -> None:
    tasks = desk.waiting(make.cadre("CT-TRUNG-HUNG"), on=date(2025, 9, 1))

    assert [task.title for task in tasks if "Thăm lại" in task.title] == [f"Thăm lại “{town.NET}”"]
    assert not [task for task in desk.waiting(make.stranger(), on=date(2025, 9, 1)) if "Thăm lại" in task.title]


@pytest.mark.parametrize(
    ("found", "counts"), [(Life.RUNNING, (1, 1, 0)), (Life.STOPPED, (1, 0, 1)), (Life.PAUSED, (1, 0, 0))]
)
def test_figures_count_what_visits_found_and_open_their_lists(client, found, counts) -> None:
    visiting.record(
        the_visit(12),
        on=date(2026, 3, 20),
        found=found,
        reason="Hết vốn.",
        by=None,
        at=datetime(2026, 3, 20, 3, tzinfo=UTC),
    )
    signed_in(client, make.officer())
    city, year = make.unit(make.CITY), parse("2025")
    offered = {one.code: one for one in figures.FIGURES}
    asked = [offered[f"exemplars.{code}"] for code in ("visited", "alive_12m", "stopped")]

    assert tuple(one.count(city, year) for one in asked) == counts
    assert tuple(client.get(one.address(city, year)).context["page"].total for one in asked) == counts


def test_a_missed_visit_is_no_longer_late_once_the_next_one_was_made() -> None:
    seat, day = make.officer(), date(2026, 4, 1)
    assert queries.visit_counts(queries.VisitsAsked(), seat, day)["tre"] == 2

    visiting.record(
        the_visit(12), on=date(2026, 3, 20), found=Life.RUNNING, by=None, at=datetime(2026, 3, 20, 3, tzinfo=UTC)
    )

    assert queries.visit_counts(queries.VisitsAsked(), seat, day)["tre"] == 0
