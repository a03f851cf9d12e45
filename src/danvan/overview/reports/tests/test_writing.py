"""Beginning and writing: what the machine drafts, two people at one part, new versions, refusals."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.commons.people.codes import resolve
from danvan.commons.periods import NoSuchPeriod
from danvan.commons.records import history
from danvan.commons.workflow.flow import CannotMove
from danvan.overview.reports.actions import freezing, writing
from danvan.overview.reports.kinds import MOVEMENT, WORK, PartState
from danvan.overview.reports.models import Report
from danvan.overview.reports.numbers import gather
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db


def test_a_new_report_has_every_part_of_its_outline_and_the_machines_draft():
    make.records()

    row = make.report()

    states = {section.key: section.state for section in row.sections.all()}
    assert list(states) == [part.key for part in WORK.parts]
    assert states["ii-6"] == PartState.WRITING
    assert states["ii-1"] == PartState.EMPTY
    assert "[3|exemplars.registered]" in make.text_of(row)


def test_one_report_for_a_unit_a_period_and_a_template():
    make.report()

    with pytest.raises(CannotMove, match="Đã có báo cáo này"):
        make.report()
    assert make.report(outline=MOVEMENT).outline == MOVEMENT
    assert Report.objects.count() == 2


@pytest.mark.parametrize("code", ["", "26", "2026-Q5", "2026-13", "0000", "9999", "2026'; --"])
def test_a_period_that_is_none_is_refused(code):
    with pytest.raises(NoSuchPeriod):
        make.report(period=code)


def test_a_period_typed_with_wide_figures_is_the_same_period():
    assert make.report(period="２０２６").period_code == "2026"


def test_a_period_that_has_not_begun_is_refused():
    with pytest.raises(CannotMove, match="Chưa đến năm 2027"):
        make.report(period="2027")


def test_a_unit_that_was_gone_is_refused():
    with pytest.raises(CannotMove, match="hoạt động đến ngày 30/06/2025"):
        make.report("CT04", period="2026")


def test_a_stranger_begins_nothing():
    with pytest.raises(CannotMove):
        writing.begin(unit=resolve(make.COMMUNE), outline=WORK, period_code="2026", by=make.stranger(), at=make.AT)
    assert Report.objects.count() == 0


def test_the_second_of_two_writers_of_a_part_is_told_and_nothing_is_lost():
    row, other = make.report(), None
    other = Report.objects.get(pk=row.pk)
    write = {"state": PartState.DONE, "seen": 1, "at": make.AT}

    writing.write(row, make.PART, "Lời của người thứ nhất", by=make.head(make.COMMUNE), **write)

    with pytest.raises(CannotMove, match="Người khác vừa sửa"):
        writing.write(other, make.PART, "Lời của người thứ hai", by=make.cadre(make.COMMUNE), **write)
    assert make.text_of(row) == "Lời của người thứ nhất"


def test_two_writers_of_different_parts_do_not_disturb_each_other():
    row = make.report()

    for key in ("i", "iv"):
        fresh = Report.objects.get(pk=row.pk)
        section = fresh.sections.get(key=key)
        part = WORK.part(key)
        writing.write(fresh, part, "Có lời", state=PartState.DONE, seen=section.version, by=None, at=make.AT)

    assert list(row.sections.filter(state=PartState.DONE).values_list("key", flat=True)) == ["i", "iv"]


def test_an_emptied_part_is_not_done():
    row = make.written(make.report(), " \n ", state=PartState.DONE)

    assert row.sections.get(key="ii-6").state == PartState.EMPTY


def test_taking_the_machines_draft_again_brings_todays_numbers():
    row = make.written(make.report(), "Bỏ hết")
    make.records()

    numbers = gather(row.unit, row.period)
    writing.redraft(row, make.PART, numbers, seen=2, by=None, at=make.AT)

    assert "[3|exemplars.registered]" in make.text_of(row)


def test_taking_new_numbers_keeps_the_words():
    row = make.written(make.report(), "Toàn xã có [0|exemplars.registered] mô hình.")
    make.records()

    writing.renew(row, make.PART, gather(row.unit, row.period), seen=2, by=None, at=make.AT)

    assert make.text_of(row) == "Toàn xã có [3|exemplars.registered] mô hình."


def test_writing_after_freezing_begins_the_next_version():
    row = make.report()
    freezing.freeze(row, by=None, at=make.AT)

    make.written(row, "Sửa tiếp")

    row.refresh_from_db()
    assert (row.edition, row.state) == (2, "writing")


def test_history_tells_who_did_what_and_holds():
    row = make.report()
    by = make.head(make.COMMUNE)
    writing.write(row, make.PART, "Có lời", state=PartState.DONE, seen=1, by=by, at=make.AT)
    freezing.freeze(row, by=by, at=make.LATER)

    verbs = list(row.record.events.values_list("verb", flat=True))

    assert verbs[:3] == ["begin", "write", "freeze"]
    assert list(history.verify())[2] == []


def test_a_report_costs_the_same_for_few_and_many_records():
    unit, period = resolve(make.CITY), make.period()
    with CaptureQueriesContext(connection) as empty:
        gather(unit, period)

    make.records()

    with CaptureQueriesContext(connection) as full:
        gather(unit, period)
    assert len(full) == len(empty)
