"""The funnel of a year laid out as rows whose numbers open their lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.commons.people.models import Unit
from danvan.do.exemplars import queries
from danvan.ui import paging

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


class Cell(NamedTuple):
    """A number and the list it opens."""

    label: str
    value: int
    text: str
    address: str


class Row(NamedTuple):
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

    @cached_property
    def start(self) -> str:
        """The list of the scope, up to the year."""
        return f"{reverse('exemplars:lines')}?{urlencode({'don_vi': self.scope.code})}"

    @cached_property
    def labels(self) -> dict[str, str]:
        """Words of the columns."""
        return {key: str(queries.STEP_WORDS[key]) for key in COLUMNS}

    def row(self, name: str, now: queries.Step, before: queries.Step, **filters: str) -> Row:
        """One line of a table."""
        rest = f"&{urlencode(filters)}" if filters else ""
        here = f"{self.start}&nam={self.year}{rest}"
        cells = [cell(self.labels[key], getattr(now, count), f"{here}&buoc={key}") for key, count in COLUMNS.items()]
        then = f"{self.start}&nam={self.year - 1}{rest}&buoc=dang_ky"
        share = now.recognised / self.now.total.recognised if self.now.total.recognised else 0.0
        return Row(name, (), now, cells, cell(str(self.year - 1), before.registered, then), share, here)

    def table(self, choices: Iterable[tuple[str, Any]], part: str, name: str) -> list[Row]:
        """A line for each choice that has anything this year or the year before."""
        now, before = getattr(self.now, part), getattr(self.before, part)
        return [
            self.row(str(label), now.get(key, EMPTY), before.get(key, EMPTY), **{name: key})
            for key, label in choices
            if key in now or key in before
        ]

    def bodies(self, known: Mapping[int, queries.Body], on: date) -> list[Row]:
        """A line for each body that leads a place: all with a number, and those of which numbers are awaited."""
        now, before = self.now.by_home, self.before.by_home
        counted = now.keys() | before.keys()
        awaited = {
            pk for pk, one in known.items() if one.leads_commune and one.holds_in(self.year) and one.holds_on(on)
        }
        named = {**known, **queries.bodies_of(counted - known.keys())}
        return [
            self.row(_named(one, on), now.get(pk, EMPTY), before.get(pk, EMPTY), nha=one.code)._replace(order=one.order)
            for pk, one in named.items()
            if pk in counted or pk in awaited
        ]

    def rolled(self, known: Mapping[int, queries.Body], on: date) -> list[Row]:
        """A line for each body of today with what it received; bodies of old districts and cities are lines of their own."""
        now, before = queries.rolled(self.now.by_home, on), queries.rolled(self.before.by_home, on)
        counted = now.keys() | before.keys()
        named = {**known, **queries.bodies_of(counted - known.keys())}
        return [self._rolled(named[pk], now.get(pk, EMPTY), before.get(pk, EMPTY), on) for pk in counted]

    def _rolled(self, one: queries.Body, now: queries.Step, before: queries.Step, on: date) -> Row:
        """A commune's numbers open its whole scope, predecessors included; any other body's only its own."""
        if one.leads_commune:
            row = replace(self, scope=one.unit).row(_named(one, on), now, before)
        else:
            row = self.row(_named(one, on), now, before, nha=one.code)
        return row._replace(order=one.order)


def _named(one: queries.Body, on: date) -> str:
    return one.name if one.holds_on(on) else _("%(name)s (cũ)") % {"name": one.name}


def cell(label: str, value: int, address: str) -> Cell:
    """A number with its words."""
    return Cell(label, value, f"{value:,}".replace(",", "."), address)


EMPTY = queries.Step()


def in_order(rows: list[Row], sort: paging.Sort) -> list[Row]:
    """Lines in the order asked for; those that are equal stand in the order of their names."""
    named = sorted(rows, key=lambda row: row.order)
    return sorted(named, key=lambda row: _key(row, sort.key), reverse=sort.descending)


def _key(row: Row, order: str) -> Any:
    if order == "ten":
        return row.order
    return row.before.value if order == "truoc" else getattr(row.step, COLUMNS[order])
