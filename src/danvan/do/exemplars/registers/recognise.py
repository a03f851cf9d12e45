"""From the bytes of a file to the list in it: the one way in for pages and the command line."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from danvan.commons.exchange.limits import FileRefused, too_large
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.sheets import Sheet
from danvan.commons.exchange.tidying import plain
from danvan.commons.folding import words
from danvan.do.exemplars.registers import sections
from danvan.do.exemplars.registers.columns import Column, Header, find_header
from danvan.do.exemplars.registers.entries import Entry, Line, Refusal, judge
from danvan.do.exemplars.registers.rows import Reader, Skipped
from danvan.do.exemplars.registers.words import FIELDS

NAMED = (".xlsx", ".xls", ".ods", ".csv", ".txt", ".docx")
"""What a list is sent as; what a file is shows in its content all the same."""
ENDINGS = (*NAMED, ".xlsm", ".xlsb", ".tsv", ".docm", ".htm", ".html", ".xml")


@dataclass(frozen=True)
class SeenSheet:
    """One sheet of the file: where its header stands and how many models it lists, or why it was passed over."""

    name: str
    header_rows: tuple[int, ...] = ()
    rows: int = 0
    passed_over: str = ""


@dataclass
class Register:
    """A list as it was understood: what is taken, what is refused where, and what was passed over and why.

    `lines` are all its rows as they were read, `refused` those behind `refusals`; a row may have several faults.
    """

    sheets: list[SeenSheet] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many models the file lists, taken and refused."""
        return len(self.entries) + len(self.refused)

    @property
    def by_field(self) -> dict[str, int]:
        """How many are taken in each field."""
        counted = Counter(entry.field for entry in self.entries)
        return {key: counted[key] for key in FIELDS}

    @property
    def collective(self) -> int:
        """How many collectives' models are taken."""
        return sum(entry.who == "collective" for entry in self.entries)

    @property
    def individual(self) -> int:
        """How many individual exemplars are taken."""
        return sum(entry.who == "individual" for entry in self.entries)

    @property
    def first(self) -> str:
        """The name of the first that is taken."""
        return self.entries[0].name if self.entries else ""

    @property
    def last(self) -> str:
        """The name of the last that is taken."""
        return self.entries[-1].name if self.entries else ""


def recognise(data: bytes, filename: str, *, year: int, columns: Mapping[str, str] | None = None) -> Register:
    """The list in a file for a campaign year; raises FileRefused when there is none.

    `columns` is what a person said of columns, by letter ("E") or header text: our name of it, or "" for not used.
    """
    try:
        sheets = read_sheets(data, filename)
        if not filename.lower().endswith(ENDINGS):  # any text could be read as a table: a program, a log
            raise FileRefused(
                _("Tệp này không thuộc loại nhận được. Xin gửi tệp %(endings)s.") % {"endings": " ".join(NAMED)}
            )
        return recognise_sheets(sheets, year=year, columns=columns)
    except (MemoryError, RecursionError) as error:
        raise too_large() from error


def recognise_sheets(sheets: list[Sheet], *, year: int, columns: Mapping[str, str] | None = None) -> Register:
    """The list in sheets already read."""
    register = Register()
    headers = _headers(sheets, columns or {}, register)
    reader = None
    for sheet, header in headers:
        reader = _reader(sheet, header, reader, alone=len(headers) == 1)
        reader.read()
        register.lines += reader.lines
        register.skipped += reader.skipped
        register.columns += header.columns
        first = max(header.first, 1)
        register.sheets.append(SeenSheet(sheet.name, tuple(range(first, header.last + 1)), len(reader.lines)))
    _judge(register, year)
    _refuse_empty(register, headers)
    _warn(register, sheets, year)
    return register


def _reader(sheet: Sheet, header: Header, before: Reader | None, *, alone: bool) -> Reader:
    """The reader of a sheet; a table that goes on after a break stands under what the one before stood under."""
    told = _defaults(sheet, header, alone=alone)
    if before is None or header.columns is not before.header.columns:
        return Reader(sheet, header, told)
    return Reader(sheet, header, before.defaults | told, under=sections.Sections() if any(told) else before.under)


def _headers(sheets: list[Sheet], chosen: Mapping[str, str], register: Register) -> list[tuple[Sheet, Header]]:
    found = [(sheet, find_header(sheet, chosen)) for sheet in sheets if sheet.rows]
    shown = any(header for sheet, header in found if not sheet.hidden)
    kept: list[tuple[Sheet, Header]] = []
    for sheet, header in found:
        header = header or _continued(sheet, kept)  # noqa: PLW2901
        if header is None:
            register.sheets.append(SeenSheet(sheet.name, passed_over=_("không có bảng danh sách")))
        elif sheet.hidden and shown:
            register.sheets.append(SeenSheet(sheet.name, passed_over=_("trang tính đang ẩn")))
        else:
            kept.append((sheet, header))
    return kept


def _continued(sheet: Sheet, kept: list[tuple[Sheet, Header]]) -> Header | None:
    """A table of a document that goes on after a break has no header of its own, but the same columns and numbers."""
    if not kept:
        return None
    before, header = kept[-1]
    number = next((index for index, kind in header.kinds().items() if kind == "number"), None)
    if number is None or _width(sheet) != _width(before):
        return None
    numbers = [plain(cells[number].value) for cells in sheet.rows.values() if number in cells][:3]
    running = [text for text in numbers if sections.is_number(text)]
    if not running or not all(sections.style_of(text)[0] for text in numbers if text not in running):
        return None
    return Header(0, 0, header.columns)


def _width(sheet: Sheet) -> int:
    return max(index for row in sheet.rows.values() for index in row)


def _defaults(sheet: Sheet, header: Header, *, alone: bool) -> dict[str, str]:
    """What the name of a sheet and the lines above its header say of all its rows.

    A unit is taken from a line that says "Đơn vị:", or from the name of one list among several.
    """
    said = [line for text in sheet.above for line in text.split("\n")]
    said += [cell.value for row in sheet.rows if row < header.first for cell in sheet.rows[row].values()]
    with_unit = "unit" in header.kinds().values()
    defaults = dict([_told_by_name(sheet.name, with_unit=with_unit, alone=alone)])
    for text in map(plain, said):
        heading = sections.heading_in("", text, with_unit=with_unit) if len(text) < _TITLE_LENGTH else None
        if heading and (heading.kind in ("field", "who", "sort") or (heading.kind and _LABELLED.match(text))):
            defaults[heading.kind] = heading.value
    return defaults


def _told_by_name(name: str, *, with_unit: bool, alone: bool) -> tuple[str, str]:
    heading = sections.heading_in("", plain(name), with_unit=with_unit)
    if heading and (heading.kind in ("field", "who", "sort") or not alone):
        return heading.kind, heading.value
    return ("unit", plain(name)) if not alone and _SHORT_UNIT.fullmatch(words(name)) else ("", "")


_TITLE_LENGTH = 200
_LABELLED = re.compile(r"\W*(tên )?(đơn vị|địa bàn)\s*:", re.IGNORECASE)
_SHORT_UNIT = re.compile(
    r"(ccb|phu nu|nong dan|cuu chien binh|thanh nien|lhpn|pn|nd|tn|chu thap do|ca|chqs)( xa| phuong| tt)?"
)


def _judge(register: Register, year: int) -> None:
    known: dict[tuple[str, str, str], Entry] = {}
    for line in register.lines:
        judged = judge(line, year=year)
        if isinstance(judged, list):
            register.refusals += judged
            register.refused.append(line)
        elif (same := known.setdefault(judged.key, judged)) is not judged:
            register.refusals.append(Refusal(judged.sheet, judged.row, "name", judged.name, _twice(judged, same)))
            register.refused.append(line)
        else:
            register.entries.append(judged)


def _twice(entry: Entry, same: Entry) -> str:
    if entry.sheet == same.sheet:
        return _("Trùng hẳn dòng %d: cùng tên, cùng đơn vị, cùng nơi.") % same.row
    return _("Trùng hẳn dòng %(row)d của “%(sheet)s”: cùng tên, cùng đơn vị, cùng nơi.") % {
        "row": same.row,
        "sheet": same.sheet,
    }


def _refuse_empty(register: Register, headers: list[tuple[Sheet, Header]]) -> None:
    if not headers:
        raise FileRefused(
            _("Không thấy dòng tiêu đề của bảng (như STT, Tên mô hình, Lĩnh vực, Đơn vị). Hãy thêm rồi gửi lại.")
        )
    if not register.rows:
        raise FileRefused(_("Bảng có tiêu đề nhưng chưa có mô hình nào. Hãy điền danh sách rồi gửi lại."))


def _warn(register: Register, sheets: list[Sheet], year: int) -> None:
    """A title of another year is no fault of any row, but a person should see it."""
    for sheet in sheets:
        titles = [cell.value for row in list(sheet.rows)[:10] for cell in sheet.rows[row].values()] + sheet.above
        for title in titles:
            found = _TITLE_YEAR.search(plain(title[:400]).lower())
            if found and int(found[1] or found[2]) != year:
                said = _("Tiêu đề ghi năm %(said)s, đang nhập cho năm %(year)d.") % {
                    "said": found[1] or found[2],
                    "year": year,
                }
                if said not in register.warnings:
                    register.warnings.append(said)


_TITLE_YEAR = re.compile(r"(?:danh sách|đăng ký|dân vận khéo).*năm (20\d\d)\b|^\W*năm (?:thi đua )?(20\d\d)\W*$")
