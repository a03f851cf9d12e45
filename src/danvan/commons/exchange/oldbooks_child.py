"""Read one old workbook from standard input within bounds, and write its sheets as lines of JSON."""

import datetime
import io
import json
import sys
from typing import Any

import python_calamine as calamine

LOCKED, TOO_LARGE, BROKEN = 3, 4, 5


def main(most_bytes: int, most_cells: int, most_sheets: int) -> int:
    """Answer with a status: 0, or why the workbook is refused."""
    _bound(most_bytes)
    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        told = [sheet for meta in book.sheets_metadata[:most_sheets] if (sheet := _told(book, meta, most_cells))]
    except calamine.PasswordError:
        return LOCKED
    except (MemoryError, OverflowError):
        return TOO_LARGE
    except BaseException:  # a panic of the compiled reader is no Exception
        return BROKEN
    for sheet in told:
        sys.stdout.buffer.write(json.dumps(sheet).encode() + b"\n")
    return 0


def _told(book: Any, meta: Any, most_cells: int) -> dict[str, Any] | None:
    if meta.typ != calamine.SheetTypeEnum.WorkSheet:
        return None
    sheet = book.get_sheet_by_name(meta.name)
    top, left = sheet.start or (0, 0)
    cells = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        cells += [(row, column, _shown(v)) for column, v in enumerate(values, left + 1) if v != ""]
        if len(cells) > most_cells:
            raise MemoryError
    merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    return {
        "name": meta.name,
        "hidden": meta.visible != calamine.SheetVisibleEnum.Visible,
        "cells": cells,
        "merged": merged,
    }


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _number(float(value))
    if isinstance(value, datetime.date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return str(value)


def _number(value: float) -> str:
    if value == value // 1 and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.12g}".replace(".", ",")


def _bound(most_bytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - absent on Windows, where the time limit alone holds
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
