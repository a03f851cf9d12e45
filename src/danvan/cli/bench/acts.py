"""Acts that are measured: a registration saved, a list of ten thousand rows brought in."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from itertools import count

import xlsxwriter

from danvan.commons.papers.documents.document import Document
from danvan.commons.people import cast
from danvan.commons.people.scopes import resolve
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import bringing_in, intakes, registering
from danvan.do.exemplars.kinds import NINE_BOXES, Field, IntakeState, Sort, Who
from danvan.do.exemplars.models import Intake
from danvan.do.exemplars.registers.recognise import recognise
from danvan.overview.reports.content import compose
from danvan.overview.reports.documents import document
from danvan.overview.reports.kinds import OUTLINES, WORK
from danvan.overview.reports.numbers import gather, period_of

YEAR = 2026
ROWS = 10_000
HEADS = ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị thực hiện", "Địa bàn")
SENDER = "CT-CAI-KHE"
_numbers = count(1)


def save(at: datetime) -> Callable[[], None]:
    """A cadre saves a registration that is complete."""
    seat = cast.cast(on=at.date())["cadre"].seat

    def run() -> None:
        values: dict[str, object] = dict.fromkeys(NINE_BOXES, "Vận động bà con trong tổ cùng làm (dữ liệu minh họa).")
        values |= {"title": f"Hũ gạo nghĩa tình đo tốc độ {next(_numbers)}", "field": Field.values[0]}
        values |= {"sort": Sort.NEW, "who": Who.COLLECTIVE, "measure": "hộ", "target": 20}
        registering.draft(year=YEAR, unit=seat.unit, values=values, by=seat, at=at)

    return run


def bring_in(at: datetime) -> Callable[[], None]:
    """A list of ten thousand rows: read, planned, saved; one that an earlier measurement left is undone first."""
    data = register_file(ROWS)
    unit = resolve(SENDER)
    for earlier in Intake.objects.filter(unit=unit, state=IntakeState.SAVED):
        bringing_in.undo(earlier, by=None, at=at)

    def run() -> None:
        intake = intakes.receive(data, "danh-sach.xlsx", unit=unit, year=YEAR, by=None, at=at)
        plan = queries.plan(recognise(data, "danh-sach.xlsx", year=YEAR), unit=unit, year=YEAR)
        intakes.save(intake, plan, by=None, at=at)

    return run


def report(write: Callable[[Document], bytes]) -> Callable[[datetime], Callable[[], bytes]]:
    """The city's yearly report: numbers, narrative, document."""

    def make(_at: datetime) -> Callable[[], bytes]:
        unit = resolve("CT04")

        def run() -> bytes:
            numbers = gather(unit, period_of(unit, "2023"), as_of=None)
            return write(document(compose(OUTLINES[WORK.key], numbers, as_of=None)))

        return run

    return make


def register_file(rows: int) -> bytes:
    """A workbook as units send it: dữ liệu minh họa."""
    out = BytesIO()
    fields = ("Kinh tế", "VH-XH", "QP-AN", "XD HTCT")
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        for row in range(1, rows + 1):
            name = f"Tổ tự quản số {row} giữ tuyến đường sáng, xanh, sạch"
            sheet.write_row(row, 0, (row, name, fields[row % 4], "Hội Nông dân phường", f"Khu vực {row % 40 + 1}"))
    return out.getvalue()
