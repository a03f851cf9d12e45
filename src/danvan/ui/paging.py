"""Numbered pages of a list that never count without bound, and the order of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")
PAGE, SORT = "trang", "xep"
"""Names of the page and of the order in the address."""
SIZE = 50
COUNT_LIMIT = 10_000
"""Rows counted at most; beyond it a page says "hơn 10.000" unless the caller knows the total."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One numbered page. `total` is None when nobody gave it and there are more than `COUNT_LIMIT` rows."""

    rows: Sequence[Row]
    number: int
    size: int
    counted: int
    total: int | None

    @property
    def pages(self) -> int:
        """How many pages can be reached by number; an empty list has one."""
        return max(1, ceil(self.counted / self.size))

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1; 0 for an empty list."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return (self.number - 1) * self.size + len(self.rows)

    @property
    def previous(self) -> int | None:
        """The page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def near(self) -> list[int | None]:
        """Page numbers worth a link: the first, the last and those around here; None stands for a gap."""
        wanted = sorted({1, self.pages, *range(self.number - 1, self.number + 2)} & set(range(1, self.pages + 1)))
        shown: list[int | None] = []
        for number in wanted:
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return shown


def paged(
    rows: "QuerySet[Any] | Sequence[Row]",
    query: Mapping[str, Any],
    *,
    size: int = SIZE,
    total: int | None = None,
    name: str = PAGE,
) -> "Page[Any]":
    """The page the address asks for (`?trang=2`), or the nearest there is for 0, -1, a huge number or letters.

    With `total` nothing is counted; without it at most COUNT_LIMIT rows are. `rows` must be ordered.
    """
    counted = _counted(rows) if total is None else total
    known = total if total is not None else counted if counted <= COUNT_LIMIT else None
    reachable = counted if known is not None else COUNT_LIMIT
    number = min(_asked(str(query.get(name, ""))), max(1, ceil(reachable / size)))
    start = (number - 1) * size
    return Page(list(rows[start : start + size]), number, size, reachable, known)


@dataclass(frozen=True)
class Sort:
    """The order a list is shown in: a key of the caller's table, and which way."""

    key: str
    descending: bool
    ordering: tuple[str, ...]


def sorted_by(
    query: Mapping[str, Any], orders: Mapping[str, tuple[str, ...]], *, default: str, name: str = SORT
) -> Sort:
    """The order the address asks for (`?xep=ten`, `?xep=-ten`); an unknown word means the default.

    `orders` gives for each word the columns, ending with the key: `{"ten": ("name", "pk")}`.
    """
    asked = str(query.get(name) or default)
    if asked.removeprefix("-") not in orders:
        asked = default
    key, descending = asked.removeprefix("-"), asked.startswith("-")
    columns = orders[key]
    return Sort(key, descending, tuple(_turned(column) for column in columns) if descending else columns)


def _counted(rows: "QuerySet[Any] | Sequence[Any]") -> int:
    if isinstance(rows, QuerySet):
        return rows.order_by()[: COUNT_LIMIT + 1].count()
    return len(rows)


def _asked(text: str) -> int:
    """The page number typed into an address; letters mean the first page, too many digits the last."""
    if not (text.isascii() and text.isdigit()):
        return 1
    return max(1, int(text[:12]))


def _turned(column: str) -> str:
    return column.removeprefix("-") if column.startswith("-") else f"-{column}"
