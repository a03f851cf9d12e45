"""Results of a decision as an Excel file: sent out, filled in, read back with every fault at its cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.writing import Table, as_workbook
from danvan.commons.folding import words
from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions.deciding import Said, reason_refused
from danvan.do.exemplars.forms.decision import achieved
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
    """The columns of the file; the number names the exemplar; result, reason and amount are to be filled in.

    Vietnamese whoever downloads it, for the file goes round and is read back.
    """
    return ["Mã số", "Tên mô hình, điển hình", "Đơn vị", "Lĩnh vực", "Kết quả", "Lý do",
            "Đơn vị tính", "Chỉ tiêu", "Kết quả đạt được"]  # fmt: skip


REFERENCE, RESULT, REASON, ACHIEVED = 0, 4, 5, 8
"""Which of them are read back; the last one may be missing."""


def results_sheet(decision: Decision, seat: Seat | None) -> bytes:
    """Every registration the decision may name and the seat may see, with what is said of it so far."""
    said = {row.registration_id: row for row in decision.recognitions.all()}
    with translation.override("vi"):
        fields = {key: str(label) for key, label in Field.choices}
        labels = {key: str(label) for key, label in Result.choices}
    rows = []
    for line in queries.open_to_decision(decision).filter(pk__in=Registration.objects.visible_to(seat)):
        one = said.get(line.pk)
        rows.append(
            [
                line.exemplar.record.reference,
                line.title,
                line.unit_label,
                fields[line.field],
                labels[one.result] if one else "",
                one.reason if one else "",
                line.measure,
                _amount(line.target),
                _amount(one.achieved) if one else None,
            ]
        )
    return as_workbook(Table("Kết quả", headings(), rows, title=decision.title))


def _amount(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def read_results(decision: Decision, data: bytes, name: str) -> tuple[dict[int, Said], list[Fault]]:
    """What a filled-in file says of registrations by their id, and the faults. Raises `FileRefused`.

    A file without the column of amounts leaves those that are recorded.
    """
    sheet = read_sheets(data, name)[0]
    wanted = [words(heading) for heading in headings()]
    start, places = 0, {}
    for number, cells in sheet.rows.items():
        texts = {words(cell.value): column for column, cell in cells.items()}
        if wanted[REFERENCE] in texts and wanted[RESULT] in texts:
            start, places = number, {key: texts.get(key, 0) for key in wanted}
            break
    if not start:
        raise FileRefused(_("Tệp không có dòng tiêu đề “Mã số … Kết quả”. Hãy điền vào đúng tệp đã tải về."))
    lines = {line.exemplar.record.reference or "": line for line in queries.open_to_decision(decision)}
    kept = {} if places[wanted[ACHIEVED]] else dict(decision.recognitions.values_list("registration_id", "achieved"))
    said: dict[int, Said] = {}
    faults: list[Fault] = []
    for number, cells in sheet.rows.items():
        if number <= start:
            continue
        row = _Row(number, *(_text(cells, places[wanted[column]]) for column in (REFERENCE, RESULT, REASON, ACHIEVED)))
        if row.reference and row.result:
            _read(row, lines, said, faults)
    return {key: one._replace(achieved=kept.get(key, one.achieved)) for key, one in said.items()}, faults


@dataclass(frozen=True)
class _Row:
    number: int
    reference: str
    result: str
    reason: str
    achieved: str


def _text(cells: Mapping[int, Any], column: int) -> str:
    return str(cells[column].value).strip() if column in cells else ""


def _read(row: _Row, lines: Mapping[str, Registration], said: dict[int, Said], faults: list[Fault]) -> None:
    titles = headings()
    line = lines.get(row.reference)
    answer = SAID.get(words(row.result))

    def fault(column: int, value: str, reason: str) -> None:
        faults.append(Fault(row.number, titles[column], value, reason))

    if line is None:
        return fault(REFERENCE, row.reference, _("Mã này không thuộc năm, cấp của quyết định."))
    if line.pk in said:
        return fault(REFERENCE, row.reference, _("Mã này đã có ở dòng trên."))
    if answer is None:
        return fault(RESULT, row.result, _("Ghi “Công nhận” hoặc “Chưa công nhận”."))
    if refused := reason_refused(Said(answer, row.reason)):
        return fault(REASON, row.reason[:80], refused)
    try:
        said[line.pk] = Said(answer, row.reason, achieved(row.achieved, line.measure))
    except ValidationError as wrong:
        fault(ACHIEVED, row.achieved, wrong.messages[0])
    return None
