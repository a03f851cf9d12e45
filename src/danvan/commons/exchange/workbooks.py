"""Excel workbooks (.xlsx, .xlsm) from their XML: no ready reader tells fonts and formulas without a result."""

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath

from danvan.commons.exchange import limits
from danvan.commons.exchange.archives import Archive
from danvan.commons.exchange.markup import Listener, attribute
from danvan.commons.exchange.numerals import day, number
from danvan.commons.exchange.sheets import Area, Cell, Sheet
from danvan.commons.exchange.strings import Pieces, SharedStrings
from danvan.commons.exchange.styles import PLAIN, Style, Styles


def read_workbook(archive: Archive, budget: limits.Budget) -> list[Sheet]:
    """Every sheet of a workbook; raises FileRefused."""
    book = _Book()
    path = _main_part(archive)
    archive.tell(path, book)
    relations = _relations(archive, path)
    styles = Styles()
    strings = SharedStrings()
    for kind, target in relations.values():
        if kind == "styles" and target in archive:
            archive.tell(target, styles)
        if kind == "sharedStrings" and target in archive:
            archive.tell(target, strings)
    if len(book.sheets) > limits.SHEETS:
        raise limits.too_large()
    sheets = []
    for name, relation, hidden in book.sheets:
        kind, target = relations.get(relation, ("", ""))
        if kind != "worksheet":
            continue
        reader = _Worksheet(Sheet(name, hidden=hidden), strings, styles.cells, book.from_1904, budget)
        archive.tell(target, reader)
        sheets.append(reader.sheet)
    return sheets


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for kind, target in _relations(archive, "").values():
            if kind == "officeDocument" and target in archive:
                return target
    return "xl/workbook.xml"


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    folder = dirname(part)
    path = join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels")
    found = _Relations(folder)
    if path in archive:
        archive.tell(path, found)
    return found.targets


class _Relations(Listener):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(self.folder, target))
        self.targets[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)


class _Book(Listener):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            relation = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            self.sheets.append((attributes.get("name", ""), relation, hidden))
        elif name == "workbookPr":
            self.from_1904 = attribute(attributes, "date1904") in ("1", "true")


class _Worksheet(Listener):
    def __init__(
        self, sheet: Sheet, strings: SharedStrings, styles: list[Style], from_1904: bool, budget: limits.Budget
    ) -> None:
        self.sheet = sheet
        self._strings, self._styles, self._from_1904, self._budget = strings, styles, from_1904, budget
        self._row = self._column = 0
        self._type, self._style = "", PLAIN
        self._formula: str | None = None
        self._value: str | None = None
        self._pieces = Pieces()
        self._hear: Callable[[str], None] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name == "v":
            self._value, self._hear = "", self._hear_value
        elif name == "f":
            self._formula, self._hear = "", self._hear_formula
        elif name == "row":
            self._row = _whole(attributes.get("r"), self._row + 1, limits.ROW)
            self._column = 0
        elif name == "mergeCell":
            area = _area(attributes.get("ref", ""))
            if area and len(self.sheet.merged) < limits.ROWS:
                self.sheet.merged.append(area)
        elif self._type == "inlineStr":
            self._pieces.start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._finish()
        elif name in ("v", "f"):
            self._hear = None
        elif self._type == "inlineStr":
            self._pieces.end(name)

    def text(self, text: str) -> None:
        if self._hear:
            self._hear(text)
        elif self._type == "inlineStr":
            self._pieces.text(text)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._row, self._column = _place(attributes.get("r"), self._row or 1, self._column + 1)
        self._type = attributes.get("t", "n")
        style = int(attributes.get("s", "0") or 0) if attributes.get("s", "0").isdecimal() else 0
        self._style = self._styles[style] if style < len(self._styles) else PLAIN
        self._formula = self._value = None
        if self._type == "inlineStr":
            self._pieces = Pieces()

    def _finish(self) -> None:
        if self._formula is not None and not self._value and self._type != "str":
            unsolved = f"={self._formula}"[:200]
            self.sheet.put(Cell(self._row, self._column, "", unsolved), self._budget)
        else:
            self.sheet.put(Cell(self._row, self._column, self._shown()), self._budget)
        self._type = ""

    def _shown(self) -> str:
        if self._type == "inlineStr":
            return self._pieces.readable(self._style.typed, self._style.symbols)
        value = self._value
        if not value:
            return ""
        if self._type == "s":
            return self._strings.readable(value, self._style)
        if self._type in ("str", "e", "d"):
            return value
        if self._type == "b":
            return "TRUE" if value == "1" else "FALSE"
        return day(value, self._from_1904) if self._style.is_day else number(value)

    def _hear_value(self, text: str) -> None:
        self._value = (self._value or "") + text

    def _hear_formula(self, text: str) -> None:
        self._formula = (self._formula or "") + text


_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_letters: dict[str, int] = {}


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference or "")
    if found:
        row, column = int(found[2]), _column(found[1])
    if not (0 < row <= limits.ROW and 0 < column <= limits.COLUMN):
        raise limits.broken()
    return row, column


def _column(letters: str) -> int:
    if letters not in _letters:
        number_ = 0
        for one in letters:
            number_ = number_ * 26 + ord(one) - 64
        _letters[letters] = number_
    return _letters[letters]


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if not start or not end:
        return None
    return Area(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))


def _whole(text: str | None, otherwise: int, most: int) -> int:
    value = int(text) if text and text.isdecimal() and len(text) < 10 else otherwise
    if not 0 < value <= most:
        raise limits.broken()
    return value
