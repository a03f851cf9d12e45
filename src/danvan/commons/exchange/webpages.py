"""Tables of a web page: many office programs here write one and call it .xls."""

import re
from html import unescape

from danvan.commons.exchange import limits
from danvan.commons.exchange.sheets import Area, Cell, Sheet
from danvan.commons.exchange.text import decoded

_BYTES = 8 * 2**20
_SPAN = 1000


def read_web_page(data: bytes, titled: str, budget: limits.Budget) -> list[Sheet]:
    """Every table of a page, named `titled` and its number; raises FileRefused."""
    if len(data) > _BYTES:
        raise limits.too_large()
    page = _Page(titled, budget)
    page.hear(decoded(data))
    page.finish()
    return page.sheets


class _Table:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.row = self.column = 0
        self.rows_down: dict[int, int] = {}  # column: last row that a cell above still covers
        self.text: list[str] | None = None
        self.spans = (1, 1)


class _Page:
    """Hears tags and text one after another; the standard parser takes minutes over what is never closed."""

    def __init__(self, titled: str, budget: limits.Budget) -> None:
        self.sheets: list[Sheet] = []
        self._titled, self._budget = titled, budget
        self._tables: list[_Table] = []
        self._above: list[str] = []

    def hear(self, page: str) -> None:
        """Go through a page once, from left to right."""
        at = 0
        while at < len(page):
            sign = page.find("<", at)
            self._say(page[at:] if sign < 0 else page[at:sign])
            if sign < 0:
                return
            tag = _TAG.match(page, sign)
            if tag is None:
                at = _after(page, sign)
                continue
            at = tag.end()
            name = tag[2].lower()
            if name in _SILENT and not tag[1]:
                at = _past(page, f"</{name}", at)
            elif tag[1]:
                self._end(name)
            else:
                self._start(name, tag[3])

    def _start(self, tag: str, attributes: str) -> None:
        if tag == "table":
            self._open_table()
        elif not self._tables:
            return
        elif tag == "tr":
            self._end_cell()
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in ("td", "th"):
            self._open_cell(attributes)
        elif tag in ("br", "p", "div", "li"):
            self._put("\n")

    def _end(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_cell()
            self._tables.pop()

    def finish(self) -> None:
        """End what the page left open."""
        while self._tables:
            self._end_cell()
            self._tables.pop()

    def _open_table(self) -> None:
        if len(self.sheets) >= limits.SHEETS or len(self._tables) > limits.DEPTH:
            raise limits.too_large()
        sheet = Sheet(f"{self._titled} {len(self.sheets) + 1}", above=self._above[-20:])
        self._above = []
        self.sheets.append(sheet)
        self._tables.append(_Table(sheet))

    def _open_cell(self, attributes: str) -> None:
        self._end_cell()
        table = self._tables[-1]
        table.row = max(table.row, 1)
        table.column += 1
        while table.rows_down.get(table.column, 0) >= table.row:
            table.column += 1
        table.text = []
        table.spans = (_span(_DOWN.search(attributes)), _span(_ACROSS.search(attributes)))

    def _end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.text is None:
            return
        rows, columns = table.spans
        last, bottom = table.column + columns - 1, table.row + rows - 1
        if last > limits.COLUMN or table.row > limits.ROW:
            raise limits.broken()
        table.sheet.put(Cell(table.row, table.column, "".join(table.text).strip()), self._budget)
        if rows > 1 or columns > 1:
            table.sheet.merged.append(Area(table.row, table.column, bottom, last))
            table.rows_down |= dict.fromkeys(range(table.column, last + 1), bottom)
        table.column, table.text = last, None

    def _say(self, text: str) -> None:
        if text:
            self._put(_SPACE.sub(" ", unescape(text)))

    def _put(self, text: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            self._above.append(text)
        elif table.text is not None:
            table.text.append(text)


_SPACE = re.compile(r"\s+")
_SILENT = ("script", "style", "title")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:]{0,40})([^<>]*)>")
_DOWN = re.compile(r"\browspan\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)
_ACROSS = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)


def _after(page: str, sign: int) -> int:
    """Where to go on after a sign that begins no tag: past a comment or an instruction, or one further."""
    if page.startswith("<!--", sign):
        return _past(page, "-->", sign + 4)
    if page.startswith(("<!", "<?"), sign):
        return _past(page, ">", sign)
    return sign + 1


def _past(page: str, end: str, at: int) -> int:
    found = page.find(end, at)
    return found + len(end) if found >= 0 else len(page)


def _span(found: re.Match[str] | None) -> int:
    return max(1, min(int(found[1]), _SPAN)) if found else 1
