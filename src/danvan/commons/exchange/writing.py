"""Tables out, as Excel or CSV: whatever a cell holds stays text, and a long list never stands whole in memory."""

import csv
import datetime
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import chain, islice

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from danvan.commons.exchange.tidying import writable

Value = str | int | float | datetime.date | None

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_CELL_LENGTH = 32_767  # Excel's own limit
_MEASURED = 100


@dataclass(frozen=True)
class Table:
    """What goes on one sheet; `comments` are keyed by row and column of `rows`, both from 0."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    title: str = ""


def as_workbook(*tables: Table) -> bytes:
    """An Excel workbook with a sheet for each table: header held in view, filters, comments at their cells."""
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            looks = _Looks(book)
            taken: set[str] = set()
            for table in tables:
                _write(book.add_worksheet(_sheet_name(table.name, taken)), table, looks)
        file.seek(0)
        return file.read()


def as_csv(table: Table, delimiter: str = ";") -> Iterator[str]:
    """The lines of a table as CSV, with the mark by which Excel knows UTF-8; text that looks like a formula is quoted."""
    yield "\ufeff"
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    for row in chain([table.headings], table.rows):
        writer.writerow([_as_text(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


class _Looks:
    def __init__(self, book: Workbook) -> None:
        font = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.title: Format = book.add_format({**font, "bold": True, "font_size": 14})
        self.heading: Format = book.add_format(
            {**font, "bold": True, "text_wrap": True, "border": 1, "align": "center"}
        )
        self.cell: Format = book.add_format({**font, "text_wrap": True, "border": 1})
        self.day: Format = book.add_format({**font, "border": 1, "num_format": "dd/mm/yyyy"})
        self.marked: Format = book.add_format({**font, "text_wrap": True, "border": 1, "bg_color": "#FCE4D6"})


def _write(sheet: Worksheet, table: Table, looks: _Looks) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, _MEASURED))
    for column, heading in enumerate(table.headings):
        sheet.set_column(
            column, column, _width([heading, *(_as_text(row[column]) for row in first if column < len(row))])
        )
    top = 0
    if table.title:
        sheet.write_string(0, 0, table.title, looks.title)
        top = 2
    for column, heading in enumerate(table.headings):
        sheet.write_string(top, column, heading, looks.heading)
    last = top
    for number, row in enumerate(chain(first, rows)):
        last = top + 1 + number
        for column, value in enumerate(row):
            comment = table.comments.get((number, column), "")
            _put(sheet, last, column, value, looks.marked if comment else looks.cell, looks)
            if comment:  # at once: a row that has been passed takes none
                sheet.write_comment(last, column, writable(comment)[:_CELL_LENGTH], {"x_scale": 2, "font_size": 10})
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, max(len(table.headings) - 1, 0))


def _put(sheet: Worksheet, row: int, column: int, value: Value, look: Format, looks: _Looks) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, _naive(value), looks.day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, look)
    else:
        text = writable(str(value))
        sheet.write_string(row, column, text if len(text) <= _CELL_LENGTH else text[: _CELL_LENGTH - 1] + "…", look)


def _naive(value: datetime.date) -> datetime.date:
    """Excel knows no time zones: a moment is written as its own clock showed it."""
    return value.replace(tzinfo=None) if isinstance(value, datetime.datetime) else value


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    text = writable(value)
    return f"'{text}" if _FORMULA.match(text) else text


_FORMULA = re.compile(r"[=+\-@\t\r\n|%＝＋－＠]")


def _width(texts: list[str]) -> float:
    longest = max((len(line) for text in texts for line in text.split("\n")), default=8)
    return min(max(longest * 1.1 + 2, 6), 60)


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[\[\]:*?/\\]|^'|'$", " ", writable(name)).strip()[:28] or "Bảng"
    unique, number = plain, 1
    while unique.lower() in taken:
        number += 1
        unique = f"{plain[:25]} {number}"
    taken.add(unique.lower())
    return unique
