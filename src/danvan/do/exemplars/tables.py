"""The funnel of a year laid out as rows whose numbers open their lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from danvan.commons.people.models import Unit, UnitKind
from danvan.commons.places.models import Level
from danvan.do.exemplars import queries
from danvan.ui import formats, paging

COLUMNS = {
    "dang_ky": "registered",
    "chap_nhan": "accepted",
    "cong_nhan": "recognised",
    "chua_cong_nhan": "declined",
    "thu_hoi": "revoked",
    "tra_lai": "returned",
}
"""Steps of the funnel: word in the address -> count."""
ORDERS = {key: (value,) for key, value in {"ten": "name", "truoc": "before", **COLUMNS}.items()}


@dataclass(frozen=True)
class Cell:
    """A number and the list it opens."""

    label: str
    value: int
    address: str

    @property
    def text(self) -> str:
        """The number as people write it."""
        return formats.number(self.value)


@dataclass(frozen=True)
class Row:
    """One line of a table of the funnel: its cells, the same count a year before, and its share of what is recognised."""

    name: str
    order: tuple[str, ...]
    step: queries.Step
    cells: list[Cell]
    before: Cell
    share: float
    address: str
    """All registrations of the line, whatever their step."""


@dataclass(frozen=True)
class Drawer:
    """Draws tables of one year in one scope."""

    scope: Unit
    year: int
    now: queries.Funnel
    before: queries.Funnel

    def address(self, year: int, **filters: str) -> str:
        """The list behind a number."""
        asked = {"nam": year, "don_vi": self.scope.code, **filters}
        return f"{reverse('exemplars:lines')}?{urlencode(asked)}"

    def row(
        self, name: str, now: queries.Step, before: queries.Step, order: tuple[str, ...] = (), **filters: str
    ) -> Row:
        """One line of a table."""
        here, then = self.address(self.year, **filters), self.address(self.year - 1, **filters)
        cells = [
            Cell(str(queries.STEP_WORDS[key]), getattr(now, count), f"{here}&buoc={key}")
            for key, count in COLUMNS.items()
        ]
        earlier = Cell(str(self.year - 1), before.registered, f"{then}&buoc=dang_ky")
        share = now.recognised / self.now.total.recognised if self.now.total.recognised else 0.0
        return Row(name, order, now, cells, earlier, share, here)

    def table(self, choices: Iterable[tuple[str, Any]], part: str, name: str) -> list[Row]:
        """A line for each choice that has anything this year or the year before."""
        now, before = getattr(self.now, part), getattr(self.before, part)
        return [
            self.row(str(label), now.get(key, EMPTY), before.get(key, EMPTY), **{name: key})
            for key, label in choices
            if key in now or key in before
        ]

    def bodies(self, known: Mapping[int, queries.Body]) -> list[Row]:
        """A line for each body that leads a place: those that stand in the year, and all with a number."""
        now, before = self.now.by_home, self.before.by_home
        shown = [one for one in known.values() if one.pk in now or (one.pk in before) or self._awaited(one)]
        return [
            self.row(one.name, now.get(one.pk, EMPTY), before.get(one.pk, EMPTY), one.order, nha=one.code)
            for one in shown
        ]

    def _awaited(self, one: queries.Body) -> bool:
        return one.level == Level.COMMUNE and one.kind == UnitKind.COMMITTEE and one.holds_in(self.year)


EMPTY = queries.Step()


def in_order(rows: list[Row], sort: paging.Sort) -> list[Row]:
    """Lines in the order asked for; those that are equal stand in the order of their names."""
    named = sorted(rows, key=lambda row: row.order)
    keys = {"ten": lambda row: row.order, "truoc": lambda row: row.before.value}
    key = keys.get(sort.key, lambda row: getattr(row.step, COLUMNS[sort.key]))
    return sorted(named, key=key, reverse=sort.descending)
