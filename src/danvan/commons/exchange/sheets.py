"""What every reader gives: sheets of cells as a person sees them, whatever the file was."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from danvan.commons.exchange import limits


class Cell(NamedTuple):
    """One filled cell; row and column count from 1 as seen in the file."""

    row: int
    column: int
    value: str
    unsolved: str = ""  # the formula of a cell whose result the file does not hold


class Area(NamedTuple):
    """Cells merged into one, from its first row and column to its last."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One table of a file: its filled rows by number, its merged areas, and the lines of text just above it."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    hidden: bool = False

    def put(self, cell: Cell, budget: limits.Budget) -> None:
        """Keep a cell, once it is counted; a cell with nothing in it is not kept."""
        if not cell.value and not cell.unsolved:
            return
        budget.cell(cell.value)
        row = self.rows.get(cell.row)
        if row is None:
            budget.row()
            row = self.rows[cell.row] = {}
        row[cell.column] = cell

    def cells(self) -> Iterator[Cell]:
        """Every filled cell, row by row."""
        for row in self.rows.values():
            yield from row.values()


def letter(column: int) -> str:
    """The letters over a column, as a spreadsheet shows them: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
