"""Tables of a Word document (.docx), each as a sheet, with the lines above it: sections often stand between tables."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from danvan.commons.exchange import limits
from danvan.commons.exchange.archives import Archive
from danvan.commons.exchange.legacy import Typed, readable, typed_in
from danvan.commons.exchange.markup import Listener, attribute
from danvan.commons.exchange.sheets import Area, Cell, Sheet
from danvan.commons.exchange.styles import symbol, symbols_of
from danvan.commons.exchange.wordlooks import Looks, looks_of


def read_word(archive: Archive, budget: limits.Budget, titled: str) -> list[Sheet]:
    """Every table of a document, named `titled` and its number; raises FileRefused."""
    body = _Body(looks_of(archive), budget, titled)
    archive.tell("word/document.xml", body)
    return body.sheets


@dataclass
class _Paragraph:
    style: str = ""
    numbered: str = ""
    pieces: list[tuple[Typed, str]] = field(default_factory=list)

    def put(self, typed: Typed, text: str) -> None:
        self.pieces.append((typed, text))

    def readable(self) -> str:
        """Runs typed in one way are read together: a letter and its mark may stand in two."""
        return "".join(
            readable("".join(text for _typed, text in same), typed)
            for typed, same in groupby(self.pieces, key=itemgetter(0))
        )


@dataclass
class _Table:
    sheet: Sheet
    row: int = 0
    column: int = 0
    span: int = 1
    down: str = ""
    lines: list[str] | None = None
    counted: dict[str, int] = field(default_factory=dict)
    open_down: dict[int, Area] = field(default_factory=dict)


class _Body(Listener):
    def __init__(self, looks: Looks, budget: limits.Budget, titled: str) -> None:
        self.sheets: list[Sheet] = []
        self._looks, self._budget, self._titled = looks, budget, titled
        self._tables: list[_Table] = []
        self._above: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._run_font = self._run_style = ""
        self._listening = False
        self._deaf = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._deaf or name in _DEAF:
            self._deaf += 1
            return
        begin = _STARTS.get(name)
        if begin:
            begin(self, attributes)

    def end(self, name: str) -> None:
        if self._deaf:
            self._deaf -= 1
            return
        finish = _ENDS.get(name)
        if finish:
            finish(self)

    def text(self, text: str) -> None:
        if self._listening and not self._deaf:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            font = self._run_font or self._looks.font(self._run_style) or self._looks.font(paragraph.style)
            if symbols_of(font or ""):
                paragraph.put(Typed.UNKNOWN, symbol(symbols_of(font), text))
            else:
                paragraph.put(typed_in(font or self._looks.usual), text)

    def _table(self, _attributes: dict[str, str]) -> None:
        if len(self.sheets) >= limits.SHEETS:
            raise limits.too_large()
        sheet = Sheet(f"{self._titled} {len(self.sheets) + 1}", above=self._above[-20:])
        self._above = []
        self.sheets.append(sheet)
        self._tables.append(_Table(sheet))

    def _end_table(self) -> None:
        if self._tables:
            table = self._tables.pop()
            table.sheet.merged += [area for area in table.open_down.values() if area.bottom > area.top]

    def _row(self, _attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0

    def _skip_before(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].column += _count(attributes)

    def _cell(self, _attributes: dict[str, str]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.column += 1
            table.span, table.down, table.lines = 1, "", []

    def _span(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].span = _count(attributes)

    def _down(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].down = attribute(attributes, "val", "continue")

    def _end_cell(self) -> None:
        if not self._tables or self._tables[-1].lines is None:
            return
        table = self._tables[-1]
        last = table.column + table.span - 1
        if last > limits.COLUMN:
            raise limits.broken()
        _merge(table, last)
        if table.down != "continue":
            table.sheet.put(Cell(table.row, table.column, "\n".join(table.lines or ()).strip("\n")), self._budget)
        table.column, table.lines = last, None

    def _paragraph(self, _attributes: dict[str, str]) -> None:
        self._paragraphs.append(_Paragraph())

    def _style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attribute(attributes, "val")

    def _numbered(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].numbered = attribute(attributes, "val")

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        text = paragraph.readable()
        table = self._tables[-1] if self._tables else None
        if table is None:
            self._above.append(text)
        elif table.lines is not None:
            table.lines.append(text or _automatic(table, paragraph.numbered))

    def _run(self, _attributes: dict[str, str]) -> None:
        self._run_font = self._run_style = ""

    def _fonts(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._run_font = attribute(attributes, "ascii") or attribute(attributes, "hAnsi")

    def _look(self, attributes: dict[str, str]) -> None:
        self._run_style = attribute(attributes, "val")

    def _words(self, _attributes: dict[str, str]) -> None:
        self._listening = True

    def _end_words(self) -> None:
        self._listening = False

    def _symbol(self, attributes: dict[str, str]) -> None:
        font, code = symbols_of(attribute(attributes, "font")), attribute(attributes, "char")
        if self._paragraphs and len(code) <= 5:
            self._paragraphs[-1].put(Typed.UNKNOWN, symbol(font, chr(int(code, 16))) if font and code else "•")


# Deleted text, the older drawing of what is also drawn anew, and field codes are not what a person sees.
_DEAF = ("del", "Fallback", "instrText", "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "moveFrom")
_STARTS = {
    "tbl": _Body._table, "tr": _Body._row, "gridBefore": _Body._skip_before, "tc": _Body._cell, "gridSpan": _Body._span,
    "vMerge": _Body._down, "p": _Body._paragraph, "pStyle": _Body._style, "numId": _Body._numbered, "r": _Body._run,
    "rFonts": _Body._fonts, "rStyle": _Body._look, "t": _Body._words, "sym": _Body._symbol,
    "br": lambda body, _: body._say("\n"), "cr": lambda body, _: body._say("\n"),
    "tab": lambda body, _: body._say(" ") if not body._deaf else None,
    "noBreakHyphen": lambda body, _: body._say("-"),
}  # fmt: skip
_ENDS = {"tbl": _Body._end_table, "tc": _Body._end_cell, "p": _Body._end_paragraph, "t": _Body._end_words}


def _merge(table: _Table, last: int) -> None:
    """A cell that continues the one above makes the open area one row longer."""
    area = table.open_down.pop(table.column, None)
    if area and table.down == "continue" and area.bottom == table.row - 1:
        table.open_down[table.column] = area._replace(bottom=table.row)
        return
    if area and area.bottom > area.top:
        table.sheet.merged.append(area)
    if table.down:
        table.open_down[table.column] = Area(table.row, table.column, table.row, last)
    elif last > table.column:
        table.sheet.merged.append(Area(table.row, table.column, table.row, last))


def _automatic(table: _Table, list_: str) -> str:
    """The number Word shows in an empty paragraph of a numbered list: STT columns are often made so."""
    if list_ in ("", "0"):
        return ""
    table.counted[list_] = table.counted.get(list_, 0) + 1
    return str(table.counted[list_])


def _count(attributes: dict[str, str]) -> int:
    text = attribute(attributes, "val", "1")
    return max(1, min(int(text), limits.COLUMN)) if text.isdecimal() and len(text) < 7 else 1
