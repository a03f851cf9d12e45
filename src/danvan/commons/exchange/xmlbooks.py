"""Workbooks that Excel of 2003 and its exporters write as one XML text, usually named .xls."""

from danvan.commons.exchange import limits
from danvan.commons.exchange.legacy import Typed, readable, typed_in
from danvan.commons.exchange.markup import Count, Listener, attribute, listen
from danvan.commons.exchange.numerals import number
from danvan.commons.exchange.sheets import Area, Cell, Sheet


def read_xml_workbook(data: bytes, budget: limits.Budget) -> list[Sheet]:
    """Every sheet of the workbook; raises FileRefused."""
    book = _Book(budget)
    listen((data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)), book, Count())
    return book.sheets


class _Book(Listener):
    def __init__(self, budget: limits.Budget) -> None:
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._typed: dict[str, Typed] = {}
        self._style = self._type = self._heard = ""
        self._row = self._column = self._across = self._down = 0
        self._inside: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Style":
            self._style = attribute(attributes, "ID")
        elif name == "Font" and "Style" in self._inside:
            self._typed[self._style] = typed_in(attribute(attributes, "FontName"))
        elif name == "Worksheet":
            if len(self.sheets) >= limits.SHEETS:
                raise limits.too_large()
            self.sheets.append(Sheet(attribute(attributes, "Name")))
            self._row = 0
        elif name == "Row":
            self._row, self._column = _place(attributes, self._row, limits.ROW), 0
        elif name == "Cell":
            self._column = _place(attributes, self._column, limits.COLUMN)
            self._across, self._down = _count(attributes, "MergeAcross"), _count(attributes, "MergeDown")
            self._style, self._text = attribute(attributes, "StyleID"), []
        elif name == "Data" and "Comment" not in self._inside:
            self._type = attribute(attributes, "Type")
        self._inside.append(name)

    def end(self, name: str) -> None:
        self._inside.pop()
        if name == "Visible" and self.sheets:
            self.sheets[-1].hidden = self._heard != "SheetVisible"
        elif name == "Cell" and self.sheets:
            self._close_cell(self.sheets[-1])

    def text(self, text: str) -> None:
        self._heard = text.strip()
        if "Data" in self._inside and "Comment" not in self._inside:
            self._text.append(text)

    def _close_cell(self, sheet: Sheet) -> None:
        right = min(self._column + self._across, limits.COLUMN)
        sheet.put(Cell(self._row, self._column, self._shown("".join(self._text).strip())), self._budget)
        if (self._across or self._down) and len(sheet.merged) < limits.ROWS:
            sheet.merged.append(Area(self._row, self._column, min(self._row + self._down, limits.ROW), right))
        self._column = right

    def _shown(self, text: str) -> str:
        if self._type == "Number":
            return number(text)
        if self._type == "DateTime":
            return "/".join(reversed(text.partition("T")[0].split("-")))
        return readable(text, self._typed.get(self._style, Typed.UNKNOWN))


_CHUNK = 1 << 16


def _place(attributes: dict[str, str], before: int, most: int) -> int:
    place = _count(attributes, "Index") or before + 1
    if place > most:
        raise limits.broken()
    return place


def _count(attributes: dict[str, str], name: str) -> int:
    text = attribute(attributes, name)
    return int(text) if text.isdecimal() and len(text) < 10 else 0
