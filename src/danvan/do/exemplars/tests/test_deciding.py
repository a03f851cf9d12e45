"""Recognition by decision: many at once, by page or by Excel; revoked counted apart."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from danvan.commons.notices.models import Notice
from danvan.commons.people.models import Seat
from danvan.commons.periods import parse
from danvan.commons.records.models import Audience
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import figures, queries
from danvan.do.exemplars.actions import deciding
from danvan.do.exemplars.actions.deciding import Said
from danvan.do.exemplars.kinds import DecisionLevel, Result, State
from danvan.do.exemplars.models import Decision, Exemplar, Registration
from danvan.do.exemplars.results import headings, read_results, results_sheet
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db
DECIDED = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
AFTERWARDS = datetime(2027, 3, 2, 2, 0, tzinfo=UTC)


def decision(
    *,
    by: Seat | None = None,
    unit: str = make.CITY,
    level: str = DecisionLevel.CITY,
    at: datetime = DECIDED,
    **values: Any,
) -> Decision:
    first = {
        "year": 2026,
        "level": level,
        "number": "401-QĐ/TU",
        "signed_on": date(2026, 12, 11),
        "signer": "T/M Ban Thường vụ",
    }
    return deciding.prepare(unit=make.unit(unit), values=first | values, by=by, at=at)


def accepted(*titles: str) -> list[Registration]:
    return [make.fresh(line) for line in make.accepted(*titles)]


def test_a_decision_recognises_and_declines_with_reasons() -> None:
    good, bad = accepted("Tổ đan giỏ lục bình ấp 1", "Hũ gạo nghĩa tình ấp 2")
    row = decision()

    deciding.set_results(
        row, {good.pk: (Result.RECOGNISED, ""), bad.pk: (Result.NOT_YET, "chưa đo được")}, by=None, at=DECIDED
    )
    deciding.issue(row, by=None, at=DECIDED)

    good, bad = make.fresh(good), make.fresh(bad)
    assert (good.state, good.recognised_level, good.exemplar.audience) == (State.RECOGNISED, "city", Audience.PUBLIC)
    assert (bad.state, bad.reason, bad.exemplar.audience) == (State.DECLINED, "chưa đo được", Audience.SCOPE)
    assert Exemplar.objects.get(pk=good.exemplar_id).shown_id == good.pk


def test_units_are_told_the_reason() -> None:
    who = make.cadre()
    [bad] = accepted("Hũ gạo nghĩa tình ấp 2")
    row = decision()
    deciding.set_results(row, {bad.pk: (Result.NOT_YET, "chưa đo được")}, by=None, at=DECIDED)

    deciding.issue(row, by=None, at=DECIDED)

    told = Notice.objects.filter(user=who.user).order_by("-pk").first()
    assert told is not None
    assert "chưa đo được" in told.body


def test_not_recognised_needs_a_reason() -> None:
    [bad] = accepted("Hũ gạo nghĩa tình ấp 2")
    row = decision()

    with pytest.raises(CannotMove, match="lý do"):
        deciding.set_results(row, {bad.pk: (Result.NOT_YET, " ")}, by=None, at=DECIDED)

    assert row.recognitions.count() == 0


def test_a_reason_has_an_end() -> None:
    [bad] = accepted("Hũ gạo nghĩa tình ấp 2")

    with pytest.raises(CannotMove, match="không quá 500"):
        deciding.set_results(decision(), {bad.pk: (Result.NOT_YET, "x" * 501)}, by=None, at=DECIDED)


def test_a_registration_that_was_not_sent_up_cannot_be_named() -> None:
    line = make.entered()
    row = decision()

    with pytest.raises(CannotMove):
        deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)


def test_an_empty_decision_is_not_issued() -> None:
    make.year()

    with pytest.raises(CannotMove, match="chưa có mô hình"):
        deciding.issue(decision(), by=None, at=DECIDED)


def test_no_district_decides_after_june_2025() -> None:
    make.year()

    with pytest.raises(CannotMove, match="không còn cấp huyện"):
        decision(level=DecisionLevel.DISTRICT)


@pytest.mark.parametrize(
    ("level", "unit", "day"),
    [
        ("city", make.COMMUNE, date(2026, 12, 11)),
        ("central", make.COMMUNE, date(2026, 12, 11)),
        ("commune", make.CITY, date(2026, 12, 11)),
        ("commune", make.WOMEN, date(2026, 12, 11)),
        ("district", make.CITY, date(2025, 3, 1)),
        ("city", make.CITY, date(2025, 6, 30)),
        ("city", make.CITY, date(2026, 12, 23)),
    ],
)
def test_a_decision_that_cannot_be_is_not_entered(level: str, unit: str, day: date) -> None:
    make.year()

    with pytest.raises(CannotMove):
        decision(level=level, unit=unit, signed_on=day)


@pytest.mark.parametrize(("day", "words"), [(date(2026, 12, 10), "trước ngày ký"), (date(2026, 12, 23), "sau hôm nay")])
def test_nothing_is_taken_back_before_it_was_decided_or_after_today(day: date, words: str) -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    row = decision()
    deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)
    deciding.issue(row, by=None, at=DECIDED)
    how: dict[str, Any] = {"reason": "trùng", "basis": "9-QĐ/TU", "on": day, "by": None, "at": DECIDED}

    with pytest.raises(CannotMove, match=words):
        deciding.revoke(row, **how)
    with pytest.raises(CannotMove, match=words):
        deciding.revoke_one(row.recognitions.get(), **how)


def changed(row: Decision, *, by: Seat | None = None, unit: str = make.CITY, **values: Any) -> Decision:
    names = ("year", "level", "number", "signed_on", "signer")
    said = {name: getattr(row, name) for name in names} | values
    return deciding.change(row, unit=make.unit(unit), values=said, by=by, at=DECIDED)


def test_a_draft_is_said_anew_and_the_history_keeps_it() -> None:
    make.year()
    row = changed(decision(), by=make.officer(), number="402-QĐ/TU", signed_on=date(2026, 12, 12))

    assert (row.title, row.record.title) == ("Quyết định 402-QĐ/TU ngày 12/12/2026",) * 2
    assert row.record.events.latest("pk").facts["changed"]["number"] == ["401-QĐ/TU", "402-QĐ/TU"]


def test_a_draft_is_not_said_anew_into_what_cannot_be() -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    row = decision()
    decision(number="402-QĐ/TU")
    deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)

    for values in ({"number": "402-QĐ/TU"}, {"unit": make.COMMUNE}, {"year": 2025}):
        with pytest.raises(CannotMove):
            changed(row, **values)
    with pytest.raises(CannotMove, match="không có quyền"):
        changed(row, by=make.head(make.COMMUNE))
    deciding.issue(row, by=None, at=DECIDED)
    with pytest.raises(CannotMove, match="đang ở bước"):
        changed(row, number="403-QĐ/TU")


def test_a_draft_is_dropped_and_its_number_used_again() -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    row = decision()
    deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)
    with pytest.raises(CannotMove, match="không có quyền"):
        deciding.drop(row, by=make.head(make.COMMUNE), at=DECIDED)

    deciding.drop(row, by=make.officer(), at=DECIDED)

    assert (row.state, row.recognitions.count(), make.fresh(line).state) == ("dropped", 0, State.ACCEPTED)
    assert decision().number == row.number
    with pytest.raises(CannotMove, match="đang ở bước"):
        changed(row, number="403-QĐ/TU")


def test_number_day_and_body_are_the_identity() -> None:
    make.year()
    decision()

    with pytest.raises(CannotMove, match="đã có"):
        decision()


def test_revoking_hides_and_counts_apart() -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    row = decision()
    deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)
    deciding.issue(row, by=None, at=DECIDED)
    city, period = make.unit(make.CITY), parse("2026")

    deciding.revoke_one(
        row.recognitions.get(),
        reason="số liệu không đúng",
        basis="9-QĐ/TU",
        on=date(2027, 3, 1),
        by=None,
        at=AFTERWARDS,
    )

    line = make.fresh(line)
    assert (line.state, line.exemplar.audience) == (State.REVOKED, Audience.SCOPE)
    assert [rows(city, period).count() for rows in (figures.registered, figures.recognised, figures.revoked)] == [
        1,
        0,
        1,
    ]


def test_a_second_decision_keeps_it_recognised() -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    first, second = decision(), decision(number="402-QĐ/TU")
    for row in (first, second):
        deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)
        deciding.issue(row, by=None, at=DECIDED)

    deciding.revoke(first, reason="trùng", basis="9-QĐ/TU", on=date(2027, 3, 1), by=None, at=AFTERWARDS)

    line = make.fresh(line)
    assert line.state == State.RECOGNISED
    assert Registration.objects.recognised().count() == 1


def test_recognised_belongs_to_the_campaign_year_whatever_the_day() -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    row = decision(signed_on=date(2027, 2, 3), at=AFTERWARDS)
    deciding.set_results(row, {line.pk: (Result.RECOGNISED, "")}, by=None, at=DECIDED)
    deciding.issue(row, by=None, at=DECIDED)
    city = make.unit(make.CITY)

    assert figures.recognised(city, parse("2026")).count() == 1
    assert figures.recognised(city, parse("2027")).count() == 0


@pytest.mark.parametrize("who", ["cadre", "head", "leader", "administrator", "stranger"])
def test_only_the_officer_enters_the_citys_decisions(who: str) -> None:
    make.year()

    with pytest.raises(CannotMove):
        decision(by=getattr(make, who)())

    assert decision(by=make.officer()).pk


def test_a_communes_committee_enters_its_own() -> None:
    make.year()

    row = decision(by=make.head(make.COMMUNE), unit=make.COMMUNE, level=DecisionLevel.COMMUNE, number="5-QĐ/ĐU")

    assert row.unit.code == make.COMMUNE


def filled(row: Decision, *answers: tuple[str, ...]) -> bytes:
    """The results file with (reference, result, reason) written into it, and the amount where there is one."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, row.title)
        sheet.write_row(1, 0, headings() if len(answers[0]) > 3 else headings()[:6])
        for number, (reference, result, reason, *amount) in enumerate(answers, start=2):
            sheet.write_row(number, 0, (reference, "", "", "", result, reason, "", "", *amount))
    return file.getvalue()


def test_results_go_out_as_excel_and_come_back() -> None:
    good, bad = accepted("Tổ đan giỏ lục bình ấp 1", "Hũ gạo nghĩa tình ấp 2")
    row = decision()
    names = [line.exemplar.record.reference for line in (good, bad)]

    said, faults = read_results(row, results_sheet(row, make.officer()), "kq.xlsx")
    assert (said, faults) == ({}, [])
    said, faults = read_results(
        row, filled(row, (names[0], "công nhận", ""), (names[1], "CHƯA CÔNG NHẬN", "chưa đo được")), "kq.xlsx"
    )

    assert faults == []
    assert said == {good.pk: Said(Result.RECOGNISED, ""), bad.pk: Said(Result.NOT_YET, "chưa đo được")}


def test_what_was_measured_goes_out_and_comes_back_in_the_file() -> None:
    [good, bare] = accepted("Tổ đan giỏ lục bình ấp 1", "Hũ gạo nghĩa tình ấp 2")
    Registration.objects.filter(pk=bare.pk).update(measure="", target=None)
    row = decision()
    first, second = (line.exemplar.record.reference for line in (good, bare))
    given = [(first, "công nhận", "", "18,5"), (second, "công nhận", "", "4")]

    said, faults = read_results(row, filled(row, *given), "kq.xlsx")

    assert said == {good.pk: Said(Result.RECOGNISED, "", Decimal("18.5"))}
    assert [(one.column, one.value) for one in faults] == [("Kết quả đạt được", "4")]
    _said, faults = read_results(row, filled(row, (first, "công nhận", "", "mười tám")), "kq.xlsx")
    assert [(one.column, one.value) for one in faults] == [("Kết quả đạt được", "mười tám")]
    deciding.set_results(row, said, by=None, at=DECIDED)
    again, _faults = read_results(row, results_sheet(row, make.officer()), "kq.xlsx")
    without, _faults = read_results(row, filled(row, (first, "công nhận", "")), "kq.xlsx")
    assert again == without == said


def test_a_result_counts_while_its_recognition_stands() -> None:
    [line] = accepted("Tổ đan giỏ lục bình ấp 1")
    first, second = decision(), decision(number="402-QĐ/TU", signed_on=date(2026, 12, 20))
    for row, amount in ((first, Decimal(18)), (second, Decimal(21))):
        deciding.set_results(row, {line.pk: Said(Result.RECOGNISED, "", amount)}, by=None, at=DECIDED)
        assert amount not in queries.measured().values_list("achieved", flat=True)
        deciding.issue(row, by=None, at=DECIDED)

    before = queries.measured().filter(registration=line).first()
    deciding.revoke(second, reason="trùng", basis="9-QĐ/TU", on=date(2027, 3, 1), by=None, at=AFTERWARDS)
    after = queries.measured().filter(registration=line).first()

    assert (before and before.achieved, after and after.achieved) == (21, 18)


def test_faults_in_the_file_stand_at_their_cells() -> None:
    [good] = accepted("Tổ đan giỏ lục bình ấp 1")
    row = decision()
    name = good.exemplar.record.reference

    _said, faults = read_results(
        row, filled(row, ("DVK-1999-1", "công nhận", ""), (name, "chắc là được", ""), (name, "chưa", "")), "kq.xlsx"
    )

    assert [(fault.row, fault.column) for fault in faults] == [(3, "Mã số"), (4, "Kết quả"), (5, "Lý do")]
    assert queries.result_counts(row, make.officer())["recognised"] == 0
