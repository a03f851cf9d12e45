"""The year's funnel: registered, accepted, recognised, by field, line, level and leading body."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from django.db.models import Count, Q, QuerySet

from danvan.commons.people.models import Unit, UnitKind
from danvan.commons.people.scopes import receiving
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import REGISTERED, State
from danvan.do.exemplars.models import Exemplar, Registration


@dataclass
class Step:
    """Counts of one row of the funnel."""

    registered: int = 0
    accepted: int = 0
    recognised: int = 0
    declined: int = 0
    revoked: int = 0
    returned: int = 0

    def add(self, state: str, number: int) -> None:
        """Count `number` registrations that stand in `state`."""
        if state in REGISTERED:
            self.registered += number
        if state in REGISTERED and state != State.SENT:
            self.accepted += number
        if state in ("recognised", "declined", "revoked", "returned"):
            setattr(self, state, getattr(self, state) + number)

    def join(self, other: "Step") -> None:
        """Add the counts of another row."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass
class Funnel:
    """The funnel of one year in one scope."""

    total: Step = field(default_factory=Step)
    by_field: dict[str, Step] = field(default_factory=lambda: defaultdict(Step))
    by_line: dict[str, Step] = field(default_factory=lambda: defaultdict(Step))
    by_level: dict[str, Step] = field(default_factory=lambda: defaultdict(Step))
    by_home: dict[int, Step] = field(default_factory=lambda: defaultdict(Step))


def rolled(by_home: Mapping[int, Step], on: date) -> dict[int, Step]:
    """Counts of the leading bodies in the rows of those that received them as of a day; the total stays the same."""
    new_of = receiving(on)
    found: dict[int, Step] = defaultdict(Step)
    for home, step in by_home.items():
        found[new_of.get(home, home)].join(step)
    return dict(found)


def funnel(unit: Unit, year: int) -> Funnel:
    """Count the year's registrations in the scope of a unit."""
    return funnels(unit, (year,))[year]


def funnels(unit: Unit, years: Sequence[int]) -> dict[int, Funnel]:
    """The same for several years, in one grouped question over a covering index."""
    found = {year: Funnel() for year in years}
    rows = Registration.objects.filter(rules.inside(unit), year__in=years)
    if unit.kind != UnitKind.COMMITTEE:
        # An agency has few rows: SQLite finds them first only when they are asked for apart from the grouping.
        rows = Registration.objects.filter(pk__in=rows.order_by().values("pk"))
    grouped = (
        rows.values_list("year", "home_id", "line", "level", "field", "state").annotate(number=Count("*")).order_by()
    )
    for year, home, line, level, field_, state, number in grouped:
        of_year = found[year]
        of_year.total.add(state, number)
        of_year.by_field[field_].add(state, number)
        of_year.by_line[line].add(state, number)
        of_year.by_level[level].add(state, number)
        of_year.by_home[home].add(state, number)
    return found


def by_year(unit: Unit, years: Sequence[int] = ()) -> dict[int, Step]:
    """The steps of these campaign years, or of every one, in the scope of a unit."""
    found: dict[int, Step] = defaultdict(Step)
    rows = Registration.objects.filter(rules.inside(unit))
    if years:
        rows = rows.filter(year__in=years)
    for year, state, number in rows.values_list("year", "state").annotate(number=Count("*")).order_by():
        found[year].add(state, number)
    return found


def grouped_by_unit(rows: QuerySet[Registration]) -> Mapping[tuple[int, int | None], int]:
    """How many of `rows` each leading body has: (home id, id of the body assigned by hand or None) -> number."""
    homes = rows.order_by().values_list("home_id").annotate(number=Count("*"))
    counts: dict[tuple[int, int | None], int] = {(home, None): number for home, number in homes}
    # Few are assigned by hand, so they are counted apart and the rest never join the exemplars' table.
    assigned = rows.order_by().filter(exemplar__in=Exemplar.objects.order_by().filter(heir__gt=0).values("pk"))
    for home, heir, number in assigned.values_list("home_id", "exemplar__heir_id").annotate(number=Count("*")):
        counts[home, heir] = number
        counts[home, None] -= number
    return {pair: number for pair, number in counts.items() if number}


def of_year(unit: Unit, year: int) -> QuerySet[Registration]:
    """The year's registrations in the scope of a unit."""
    return Registration.objects.filter(rules.inside(unit), Q(year=year))
