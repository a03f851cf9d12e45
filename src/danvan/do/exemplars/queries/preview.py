"""The rows of a file as its preview shows them, grouped by what a person has to do."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from danvan.do.exemplars.kinds import Field, Sort, Who
from danvan.do.exemplars.queries.intakes import Plan
from danvan.do.exemplars.registers.entries import Entry
from danvan.do.exemplars.registers.recognise import Register

CELLS = ("name", "field", "unit", "place", "sort", "who", "year", "output", "measure", "target")


@dataclass
class Row:
    """One row of the preview: its cells as (our name, what stands there, why it is refused)."""

    sheet: str
    row: int
    kind: str
    words: str
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    question: str = ""

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """The cells in the order of the table."""
        return [(key, *self.cells.get(key, ("", ""))) for key in CELLS]

    @property
    def key(self) -> str:
        """Under which its question is answered."""
        return f"{self.sheet}|{self.row}"


def preview(register: Register, plan: Plan) -> dict[str, tuple[str, list[Row]]]:
    """View -> its words with the count, and its rows; a view without rows is left out but the one of the taken rows."""
    bad = _refused(register, plan)
    unknown = [_taken(item.entry, "soon", _("đơn vị lạ, giữ nguyên chữ")) for item in plan.unknown_units]
    worded = _worded(register)
    unknown += [
        _taken(entry, "soon", _("chỉ tiêu bằng chữ, giữ nguyên chữ"))
        for entry in plan.accepted
        if (entry.sheet, entry.row) in worded
    ]
    changed = [_taken(item.entry, "soon", _("cập nhật mô hình đã có")) for item in plan.changed]
    good = [_taken(entry, "ok", _("nhập được")) for entry in plan.accepted]
    passed = [Row(one.sheet, one.row, "wait", str(one.why), {"name": (one.text, "")}) for one in register.skipped]
    views = {
        "can-xem": (_("Cần xem"), [*bad, *unknown, *changed]),
        "tu-choi": (_("Bị từ chối"), bad),
        "nhap-duoc": (_("Nhập được"), good),
        "giu-nguyen-chu": (_("Giữ nguyên chữ"), unknown),
        "bo-qua": (_("Không tính"), passed),
    }
    return {key: (f"{words} {len(rows)}", rows) for key, (words, rows) in views.items() if rows or key == "nhap-duoc"}


def _worded(register: Register) -> set[tuple[str, int]]:
    """The rows whose target is words, which go into the output as they stand."""
    told = {(line.sheet, line.row) for line in register.lines if line["target"]}
    return {(entry.sheet, entry.row) for entry in register.entries if not entry.target} & told


def _taken(entry: Entry, kind: str, words: str) -> Row:
    labels = {"field": dict(Field.choices), "sort": dict(Sort.choices), "who": dict(Who.choices)}
    row = Row(entry.sheet, entry.row, kind, words)
    for key in CELLS:
        value = str(getattr(entry, key))
        row.cells[key] = (str(labels.get(key, {}).get(value, value)), "")
    return row


def _refused(register: Register, plan: Plan) -> list[Row]:
    rows: dict[tuple[str, int], Row] = {}
    asked = {(item.entry.sheet, item.entry.row) for item in plan.questions}
    texts = {(line.sheet, line.row): line for line in register.refused}
    entries = {(entry.sheet, entry.row): entry for entry in register.entries}
    for fault in plan.refusals:
        key = (fault.sheet, fault.row)
        if key not in rows:
            row = rows[key] = Row(fault.sheet, fault.row, "late", _("từ chối"))
            if key in entries:
                row.cells = _taken(entries[key], "late", "").cells
            elif key in texts:
                row.cells = {name: (texts[key][name], "") for name in CELLS}
        rows[key].cells[fault.column] = (fault.value, str(fault.reason))
        if key in asked:
            rows[key].question = str(fault.reason)
    return sorted(rows.values(), key=lambda row: (row.sheet, row.row))
