"""Tables of LibreOffice (.ods, and .odt of Writer): repeated cells are counted before they are unfolded."""

from danvan.commons.exchange import limits
from danvan.commons.exchange.archives import Archive
from danvan.commons.exchange.legacy import Typed, readable, typed_in
from danvan.commons.exchange.markup import Listener, attribute
from danvan.commons.exchange.numerals import number
from danvan.commons.exchange.sheets import Area, Cell, Sheet

_REPEAT_CELLS = 1024  # a filled cell repeated more often than this is no list


def read_opendocument(archive: Archive, budget: limits.Budget) -> list[Sheet]:
    """Every table of a LibreOffice file; raises FileRefused."""
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise limits.locked()
    content = _Content(budget)
    archive.tell("content.xml", content)
    return content.sheets


class _Table:
    """One table while it is heard; a Writer table may stand in a cell of another."""

    def __init__(self, name: str) -> None:
        self.sheet = Sheet(name)
        self.row = self.column = 0
        self.row_repeat = 1
        self.cells: list[tuple[int, int, str, str, dict[str, str]]] = []
        self.cell: dict[str, str] | None = None
        self.lines: list[str] = []


class _Content(Listener):
    def __init__(self, budget: limits.Budget) -> None:
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._tables: list[_Table] = []
        self._fonts: dict[str, str] = {}
        self._typed: dict[str, Typed] = {}
        self._style = ""
        self._hidden: set[str] = set()
        self._deaf = 0
        self._paragraph: list[str] | None = None
        self._above: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._deaf or name in ("annotation", "tracked-changes", "note"):
            self._deaf += 1
        elif name == "table":
            self._open_table(attributes)
        elif self._tables and name in _IN_TABLE:
            self._in_table(name, attributes)
        elif name in ("p", "h"):
            self._paragraph = []
        elif name in ("s", "tab") and self._paragraph is not None:
            self._paragraph.append(" ")
        elif name == "line-break" and self._paragraph is not None:
            self._paragraph.append("\n")
        elif not self._tables:
            self._about_style(name, attributes)

    def end(self, name: str) -> None:
        if self._deaf:
            self._deaf -= 1
        elif name in ("p", "h") and self._paragraph is not None:
            self._close_paragraph()
        elif not self._tables:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._close_cell()
        elif name == "table-row":
            self._close_row()
        elif name == "table":
            self._tables.pop()
            self._above = []

    def text(self, text: str) -> None:
        if not self._deaf and self._paragraph is not None:
            self._paragraph.append(text)

    def _about_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == "font-face":
            self._fonts[attribute(attributes, "name")] = attribute(attributes, "font-family").strip("'")
        elif name == "style":
            self._style = attribute(attributes, "name")
        elif name == "text-properties":
            font = attribute(attributes, "font-name")
            family = self._fonts.get(font, font) or attribute(attributes, "font-family")
            if family:
                self._typed[self._style] = typed_in(family)
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self._hidden.add(self._style)

    def _open_table(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= limits.SHEETS:
            raise limits.too_large()
        table = _Table(attribute(attributes, "name"))
        table.sheet.hidden = attribute(attributes, "style-name") in self._hidden
        table.sheet.above = self._above[-20:]
        self._tables.append(table)
        self.sheets.append(table.sheet)

    def _in_table(self, name: str, attributes: dict[str, str]) -> None:
        table = self._tables[-1]
        if name == "table-row":
            table.row += 1
            table.column = 0
            table.row_repeat = _count(attributes, "number-rows-repeated")
            table.cells = []
        else:
            table.cell = attributes
            table.lines = []

    def _close_paragraph(self) -> None:
        text = "".join(self._paragraph or ())
        self._paragraph = None
        table = self._tables[-1] if self._tables else None
        if table is None:
            self._above.append(text)
        elif table.cell is not None:
            table.lines.append(text)

    def _close_cell(self) -> None:
        table = self._tables[-1]
        attributes = table.cell or {}
        table.cell = None
        first = table.column + 1
        table.column += _count(attributes, "number-columns-repeated")
        value = self._shown(attributes, "\n".join(table.lines))
        unsolved = (
            attribute(attributes, "formula").removeprefix("of:")[:200] if not _is_solved(attributes, value) else ""
        )
        if value or unsolved:
            table.cells.append((first, table.column, value, unsolved, attributes))

    def _close_row(self) -> None:
        table = self._tables[-1]
        first = table.row
        table.row += table.row_repeat - 1
        if not table.cells:
            return
        if table.row - first > limits.ROWS or any(last - start > _REPEAT_CELLS for start, last, *_ in table.cells):
            raise limits.too_large()
        for row in range(first, table.row + 1):
            for start, last, value, unsolved, attributes in table.cells:
                for column in range(start, last + 1):
                    table.sheet.put(Cell(row, column, value, unsolved), self._budget)
                _merge(table.sheet, row, start, attributes)

    def _shown(self, attributes: dict[str, str], text: str) -> str:
        kind = attribute(attributes, "value-type")
        if kind == "float" or (kind in ("currency", "percentage") and not text):
            return number(attribute(attributes, "value", text))
        if kind == "date":
            year, _, rest = attribute(attributes, "date-value").partition("T")[0].partition("-")
            month, _, day_ = rest.partition("-")
            return f"{day_}/{month}/{year}" if day_ else text
        if kind == "boolean":
            return attribute(attributes, "boolean-value").upper()
        return readable(text, self._typed.get(attribute(attributes, "style-name"), Typed.UNKNOWN))


_IN_TABLE = ("table-row", "table-cell", "covered-table-cell")


def _is_solved(attributes: dict[str, str], value: str) -> bool:
    return bool(value) or not attribute(attributes, "formula") or attribute(attributes, "value-type") == "string"


def _count(attributes: dict[str, str], name: str) -> int:
    text = attribute(attributes, name, "1")
    return max(1, min(int(text), limits.ROW)) if text.isdecimal() and len(text) < 10 else 1


def _merge(sheet: Sheet, row: int, column: int, attributes: dict[str, str]) -> None:
    rows, columns = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
    if rows > 1 or columns > 1:
        sheet.merged.append(Area(row, column, row + rows - 1, column + columns - 1))
