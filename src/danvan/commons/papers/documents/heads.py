"""The head of a table: one row of cells, or two where columns stand under a common head."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from danvan.commons.papers.documents.document import Column


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell over some columns from one on, and over one row or two."""

    text: str
    at: int
    columns: int = 1
    rows: int = 1


def head_cells(columns: Sequence[Column]) -> list[list[HeadCell]]:
    """Give the rows of the head from above, each cell in the row where it begins."""
    if not any(column.group for column in columns):
        return [[HeadCell(column.title, at) for at, column in enumerate(columns)]]
    upper, lower = [], []
    for group, members in groupby(enumerate(columns), key=lambda numbered: numbered[1].group):
        under = list(members)
        if group:
            upper.append(HeadCell(group, under[0][0], columns=len(under)))
            lower += [HeadCell(column.title, at) for at, column in under]
        else:
            upper += [HeadCell(column.title, at, rows=2) for at, column in under]
    return [upper, lower]
