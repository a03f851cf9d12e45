"""Results of a decision as an Excel file: sent out, filled in, read back with every fault at its cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.writing import Table, as_workbook
from danvan.commons.folding import words
from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries
from danvan.do.exemplars.kinds import Field, Result
from danvan.do.exemplars.models import Decision, Registration

SAID = {
    "cong nhan": Result.RECOGNISED, "cn": Result.RECOGNISED, "dat": Result.RECOGNISED, "x": Result.RECOGNISED,
    "chua cong nhan": Result.NOT_YET, "khong cong nhan": Result.NOT_YET, "chua dat": Result.NOT_YET, "khong dat": Result.NOT_YET,
    "chua": Result.NOT_YET,
}  # fmt: skip
"""What people write for a result, folded."""


@dataclass(frozen=True)
class Fault:
    """A cell that must be mended: row as seen in the file, heading of the column, what stands there, what to do."""

    row: int
    column: str
    value: str
    reason: str


def headings() -> list[str]:
    """The columns of the file; the number names the exemplar, result and reason are to be filled in."""
    return [_("Mã số"), _("Tên mô hình, điển hình"), _("Đơn vị"), _("Lĩnh vực"), _("Kết quả"), _("Lý do")]


def results_sheet(decision: Decision, seat: Seat | None) -> bytes:
    """Every registration the decision may name and the seat may see, with what is said of it so far."""
    said = {row.registration_id: row for row in decision.recognitions.all()}
    labels = dict(Result.choices)
    rows = []
    for line in queries.open_to_decision(decision).filter(pk__in=Registration.objects.visible_to(seat)):
        one = said.get(line.pk)
        rows.append(
            [
                line.exemplar.record.reference,
                line.title,
                line.unit_label,
                str(Field(line.field).label),
                str(labels[one.result]) if one else "",
                one.reason if one else "",
            ]
        )
    return as_workbook(Table(_("Kết quả"), headings(), rows, title=decision.title))


def read_results(decision: Decision, data: bytes, name: str) -> tuple[dict[int, tuple[str, str]], list[Fault]]:
    """What a filled-in file says: registration id -> (result, reason), and the faults. Raises `FileRefused`."""
    sheet = read_sheets(data, name)[0]
    wanted = [words(heading) for heading in headings()]
    start, places = 0, {}
    for number, cells in sheet.rows.items():
        texts = {words(cell.value): column for column, cell in cells.items()}
        if wanted[0] in texts and wanted[4] in texts:
            start, places = number, {key: texts.get(key, 0) for key in wanted}
            break
    if not start:
        raise FileRefused(_("Tệp không có dòng tiêu đề “Mã số … Kết quả”. Hãy điền vào đúng tệp đã tải về."))
    lines = {line.exemplar.record.reference or "": line for line in queries.open_to_decision(decision)}
    said: dict[int, tuple[str, str]] = {}
    faults: list[Fault] = []
    for number, cells in sheet.rows.items():
        if number <= start:
            continue
        reference, result, reason = (
            cells[places[key]].value.strip() if places[key] in cells else ""
            for key in (wanted[0], wanted[4], wanted[5])
        )
        if reference and result:
            _row(number, reference, result, reason, lines, said, faults)
    return said, faults


def _row(
    number: int,
    reference: str,
    result: str,
    reason: str,
    lines: Mapping[str, Registration],
    said: dict[int, tuple[str, str]],
    faults: list[Fault],
) -> None:
    titles = headings()
    line = lines.get(reference)
    answer = SAID.get(words(result))
    if line is None:
        faults.append(Fault(number, titles[0], reference, _("Mã này không thuộc năm, cấp của quyết định.")))
    elif line.pk in said:
        faults.append(Fault(number, titles[0], reference, _("Mã này đã có ở dòng trên.")))
    elif answer is None:
        faults.append(Fault(number, titles[4], result, _("Ghi “Công nhận” hoặc “Chưa công nhận”.")))
    elif answer == Result.NOT_YET and not reason:
        faults.append(Fault(number, titles[5], "", _("Ghi lý do chưa công nhận.")))
    else:
        said[line.pk] = (answer, reason)
