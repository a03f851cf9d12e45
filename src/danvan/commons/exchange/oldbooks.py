"""Old Excel workbooks (.xls, .xlsb), read by calamine in a child process that may not outgrow its memory.

A compiled reader led astray by a hostile file may end its process: here that is the child's, and the file is refused.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from danvan.commons.exchange import limits
from danvan.commons.exchange.sheets import Area, Cell, Sheet

_CHILD = Path(__file__).with_name("oldbooks_child.py")


def read_old_workbook(data: bytes, budget: limits.Budget) -> list[Sheet]:
    """Every sheet of an old workbook; raises FileRefused."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script, by this interpreter
            [sys.executable, "-I", str(_CHILD), str(limits.CHILD_BYTES), str(limits.CELLS), str(limits.SHEETS)],
            input=data, capture_output=True, timeout=limits.SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise limits.too_large() from error
    if done.returncode:
        raise _REFUSED.get(done.returncode, limits.too_large if done.returncode < 0 else limits.broken)()
    return [_sheet(json.loads(line), budget) for line in done.stdout.splitlines()]


# The child's own answers; one that the system ended had asked for more memory than it may have.
_REFUSED = {3: limits.locked, 4: limits.too_large, 5: limits.broken}


def _sheet(told: dict[str, Any], budget: limits.Budget) -> Sheet:
    sheet = Sheet(told["name"], hidden=told["hidden"])
    for row, column, value in told["cells"]:
        sheet.put(Cell(row, column, value), budget)
    sheet.merged = [Area(*area) for area in told["merged"]]
    return sheet
