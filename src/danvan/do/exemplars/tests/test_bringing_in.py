"""A list from a file: planned, saved once, repeated without harm, corrected, asked about, undone."""

from io import BytesIO

import pytest
import xlsxwriter

from danvan.commons.records import history
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import bringing_in, intakes, lists, registering
from danvan.do.exemplars.kinds import IntakeState, State
from danvan.do.exemplars.models import Exemplar, Intake, Registration
from danvan.do.exemplars.queries.intakes import Plan
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db

HEADINGS = ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Địa bàn")
ROWS = (
    (1, "Tổ đan giỏ lục bình ấp 1", "Kinh tế", "Hội LHPN xã", "ấp 1"),
    (2, "Hũ gạo nghĩa tình", "VH-XH", "Hội Nông dân xã", "ấp 2"),
    (3, "Camera nhân dân ấp 3", "QP-AN", "Công an xã", "ấp 3"),
)


def book(*rows: tuple[object, ...], heads: tuple[str, ...] = HEADINGS) -> bytes:
    """An Excel file with these rows under the usual headings."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Danh sách")
        for number, row in enumerate((heads, *rows)):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def handed_in(*rows: tuple[object, ...], by: object = None, year: int = 2026) -> Intake:
    return intakes.receive(book(*rows), "ds.xlsx", unit=make.unit(make.COMMUNE), year=year, by=by, at=make.AT)


def planned(intake: Intake, answers: dict[tuple[str, int], str] | None = None) -> Plan:
    return queries.plan(intakes.read(intake), unit=intake.unit, year=intake.year, answers=answers)


def saved(*rows: tuple[object, ...], answers: dict[tuple[str, int], str] | None = None) -> Intake:
    intake = handed_in(*rows)
    intakes.save(intake, planned(intake, answers), by=None, at=make.AT)
    return intake


def test_rows_stand_on_the_commune_list_under_their_own_units() -> None:
    make.year()

    saved(*ROWS)

    lines = Registration.objects.order_by("title")
    assert [(line.title, line.unit.code, line.state, line.list.unit.code) for line in lines] == [
        ("Camera nhân dân ấp 3", "CT-THANH-PHU-CA", State.ENTERED, make.COMMUNE),
        ("Hũ gạo nghĩa tình", "CT-THANH-PHU-HND", State.ENTERED, make.COMMUNE),
        ("Tổ đan giỏ lục bình ấp 1", "CT-THANH-PHU-HPN", State.ENTERED, make.COMMUNE),
    ]
    assert {line.exemplar.record.reference for line in lines} == {f"DVK-2026-{n:05d}" for n in (1, 2, 3)}
    assert history.verify()[2] == []


def test_the_same_file_again_changes_nothing() -> None:
    make.year()
    saved(*ROWS)
    before = list(Registration.objects.order_by("pk").values_list("pk", "version"))

    plan = planned(handed_in(*ROWS))

    assert (len(plan.new), len(plan.changed), len(plan.same)) == (0, 0, 3)
    saved(*ROWS)
    assert list(Registration.objects.order_by("pk").values_list("pk", "version")) == before


def test_a_corrected_file_updates_by_unit_year_and_name() -> None:
    make.year()
    saved(*ROWS)

    saved((1, "TỔ ĐAN GIỎ LỤC BÌNH  ấp 1", "Kinh tế", "Hội LHPN xã", "ấp 1, tuyến kênh"), *ROWS[1:])

    assert Registration.objects.count() == 3
    assert Registration.objects.get(unit__code="CT-THANH-PHU-HPN").place == "ấp 1, tuyến kênh"


def test_same_names_in_two_places_are_two_entries() -> None:
    make.year()
    twice = (ROWS[1], (4, "Hũ gạo nghĩa tình", "VH-XH", "Hội Nông dân xã", "ấp 5"))

    saved(*twice)
    plan = planned(handed_in(*twice))

    assert Registration.objects.count() == 2
    assert (len(plan.new), len(plan.same)) == (0, 2)


@pytest.mark.parametrize("ordinal", [1, "1.", "01"])
def test_another_name_under_the_same_ordinal_is_asked_about(ordinal: object) -> None:
    make.year()
    saved(*ROWS)
    renamed = ((ordinal, "Tổ hùn vốn xoay vòng ấp 1", "Kinh tế", "Hội LHPN xã", "ấp 1"), *ROWS[1:])

    plan = planned(handed_in(*renamed))

    assert [(fault.row, fault.column) for fault in plan.refusals] == [(2, "name")]
    assert [question.line.title for question in plan.questions] == ["Tổ đan giỏ lục bình ấp 1"]


@pytest.mark.parametrize(("answer", "count"), [("same", 3), ("new", 4)])
def test_the_answer_renames_or_begins(answer: str, count: int) -> None:
    make.year()
    saved(*ROWS)
    renamed = ((1, "Tổ hùn vốn xoay vòng ấp 1", "Kinh tế", "Hội LHPN xã", "ấp 1"), *ROWS[1:])

    saved(*renamed, answers={("Danh sách", 2): answer})

    assert Registration.objects.count() == count
    assert Registration.objects.filter(title="Tổ hùn vốn xoay vòng ấp 1").count() == 1


def test_an_unknown_unit_is_kept_as_text() -> None:
    make.year()

    saved((1, "Đờn ca giữ nếp làng", "VH-XH", "Câu lạc bộ Đờn ca Bến Cũ", "ấp 4"))

    line = Registration.objects.get()
    assert (line.unit.code, line.unit_text) == (make.COMMUNE, "Câu lạc bộ Đờn ca Bến Cũ")


def test_an_exemplar_of_last_year_is_carried_on() -> None:
    make.entered(of=2025, title="Hũ gạo nghĩa tình", code=make.FARMERS)
    make.year()

    saved(*ROWS)

    row = Exemplar.objects.get(title="Hũ gạo nghĩa tình")
    assert sorted(row.registrations.values_list("year", flat=True)) == [2025, 2026]


def test_a_sent_registration_is_not_changed_by_a_file() -> None:
    make.year()
    intake = saved(*ROWS)
    onto = lists.sign(intake.lines.first().list, by=None, at=make.AT)
    lists.send(onto, letter_number="12-CV/ĐU", letter_date=make.AT.date(), by=None, at=make.AT)

    plan = planned(handed_in((1, ROWS[0][1], "VH-XH", "Hội LHPN xã", "ấp 1")))

    assert [(fault.row, fault.column) for fault in plan.refusals] == [(2, "name")]
    assert plan.changed == []


def test_undo_takes_back_what_nothing_was_built_on() -> None:
    make.year()
    intake = saved(*ROWS)

    number = bringing_in.undo(intake, by=None, at=make.LATER)

    assert number == 3
    assert set(Registration.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert set(Exemplar.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert Intake.objects.get(pk=intake.pk).state == IntakeState.UNDONE
    assert history.verify()[2] == []


def test_undo_restores_what_a_file_changed() -> None:
    make.year()
    saved(*ROWS)
    second = saved((1, ROWS[0][1], "VH-XH", "Hội LHPN xã", "ấp 9"), *ROWS[1:])

    bringing_in.undo(second, by=None, at=make.LATER)

    line = Registration.objects.get(title=ROWS[0][1])
    assert (line.field, line.place) == ("kinh_te", "ấp 1")


def test_undo_is_refused_once_something_was_built_on_it() -> None:
    make.year()
    intake = saved(*ROWS)
    line = Registration.objects.get(title=ROWS[0][1])
    registering.edit(line, {"goal": "20 chị"}, by=None, at=make.AT, seen=line.version)

    with pytest.raises(CannotMove, match="Tổ đan giỏ"):
        bringing_in.undo(Intake.objects.get(pk=intake.pk), by=None, at=make.LATER)

    assert not Registration.objects.filter(state=State.WITHDRAWN).exists()


def test_a_file_is_saved_once_only() -> None:
    make.year()
    intake = handed_in(*ROWS)
    plan = planned(intake)
    intakes.save(intake, plan, by=None, at=make.AT)

    with pytest.raises(CannotMove):
        intakes.save(intake, plan, by=None, at=make.AT)

    assert Registration.objects.count() == 3


def test_a_plan_that_is_overtaken_saves_nothing() -> None:
    make.year()
    intake = handed_in(*ROWS)
    plan = planned(intake)
    make.draft(code=make.FARMERS)

    with pytest.raises(CannotMove, match="vừa có người sửa"):
        intakes.save(intake, plan, by=None, at=make.AT)

    assert Intake.objects.get(pk=intake.pk).state == IntakeState.READ
    assert Registration.objects.count() == 1


def test_columns_that_a_person_taught_are_remembered_for_the_unit() -> None:
    make.year()
    first = handed_in(*ROWS)
    intakes.choose_columns(first, {"Địa bàn": "note"}, remember=True)

    kinds = {column.header: column.kind for column in intakes.read(handed_in(*ROWS)).columns}

    assert kinds["Địa bàn"] == "note"


@pytest.mark.parametrize("who", ["cadre", "head"])
def test_units_bring_in_their_own(who: str) -> None:
    make.year()

    assert handed_in(*ROWS, by=getattr(make, who)(make.COMMUNE)).pk


@pytest.mark.parametrize("who", ["stranger", "leader", "administrator", "officer"])
def test_others_do_not(who: str) -> None:
    make.year()

    with pytest.raises(CannotMove):
        handed_in(*ROWS, by=getattr(make, who)())

    assert not Intake.objects.exists()


def test_a_closed_year_takes_a_late_list_from_the_officer_with_a_reason() -> None:
    make.closed(2025)
    late = "gửi trễ vì mưa lũ"
    who = make.officer()
    intake = intakes.receive(
        book(*ROWS), "ds.xlsx", unit=make.unit(make.COMMUNE), year=2025, by=who, at=make.AT, late_reason=late
    )

    with pytest.raises(CannotMove, match="đã đóng"):
        intakes.save(intake, planned(intake), by=who, at=make.AT)
    intakes.save(intake, planned(intake), by=who, at=make.AT, late_reason=late)

    assert Registration.objects.filter(year=2025).count() == 3


def test_a_unit_that_did_not_stand_in_the_year_is_refused() -> None:
    make.year(2023)

    with pytest.raises(CannotMove, match="không hoạt động"):
        handed_in(*ROWS, year=2023)


@pytest.mark.parametrize(
    "text", ["Tổ may ấp 1, gọi 0912 345 678", "Tổ may ấp 1 (CCCD 092085001234)", "Tổ may ấp 1 an@xa.vn"]
)
def test_a_persons_number_in_a_row_is_refused_at_its_cell(text: str) -> None:
    make.year()

    plan = planned(handed_in((1, text, "Kinh tế", "Hội LHPN xã", "ấp 1"), ROWS[1]))

    assert [(fault.row, fault.column) for fault in plan.refusals] == [(2, "name")]
    assert len(plan.new) == 1
