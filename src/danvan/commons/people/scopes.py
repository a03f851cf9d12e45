"""What lies in a unit's scope: below it in its line, in the place it leads, and what it received; each unit once."""

from collections import deque
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from danvan.commons.people.codes import NoSuchUnit, resolve
from danvan.commons.people.models import Scope, Seat, Unit, UnitKind
from danvan.commons.people.names import Names, named
from danvan.commons.people.successors import received, receiving, successor

__all__ = [
    "Names",
    "NoSuchUnit",
    "above",
    "below",
    "covers",
    "ids",
    "leaders",
    "named",
    "rebuild",
    "receiving",
    "resolve",
    "root",
    "successor",
]

ALWAYS = date.min
Graph = dict[int, list[tuple[int, date]]]


def below(unit: Unit, on: date | None = None) -> QuerySet[Unit]:
    """The units in the scope of a unit as of a day (default: all that ever came into it), itself among them."""
    return Unit.objects.filter(pk__in=ids(unit, on))


def ids(unit: Unit | int, on: date | None = None) -> QuerySet[Scope, int]:
    """Their keys, to be read or to stand inside another query."""
    rows = Scope.objects.filter(above=unit)
    if on is not None:
        rows = rows.filter(Q(since=None) | Q(since__lte=on))
    return rows.values_list("below_id", flat=True)


def covers(whose: Seat | Unit, unit: Unit | int, on: date | None = None) -> bool:
    """Whether a unit lies in the scope of a seat or unit as of a day (default: whether it ever came into it)."""
    above_id = whose.unit_id if isinstance(whose, Seat) else whose.pk
    unit_id = unit.pk if isinstance(unit, Unit) else unit
    return above_id == unit_id or ids(above_id, on).filter(below=unit_id).exists()


def above(unit: Unit) -> list[Unit]:
    """The units above one in its line, the nearest first."""
    chain: list[Unit] = []
    while unit.above is not None and unit.above not in chain:
        unit = unit.above
        chain.append(unit)
    return chain


def leaders(unit: Unit) -> list[Unit]:
    """The units that lead one: those above it in its line, the committee of its place, and those above that."""
    found = above(unit)
    if unit.home is not None and unit.home != unit:
        found += [one for one in (unit.home, *above(unit.home)) if one not in found]
    return found


def root(on: date) -> Unit:
    """The one body whose scope is the whole city that day. Raises `NoSuchUnit` when there was none."""
    found = Unit.objects.valid_on(on).filter(root=True).order_by("code").first()
    if found is None:
        raise NoSuchUnit(_("Ngày %(day)s chưa có đơn vị đứng đầu thành phố.") % {"day": f"{on:%d/%m/%Y}"})
    return found


def rebuild() -> None:
    """Write the closure anew from units and successions, touching only rows that differ."""
    wanted = closure()
    kept = {(a, b): (pk, since) for pk, a, b, since in Scope.objects.values_list("pk", "above_id", "below_id", "since")}
    stale = [pk for pair, (pk, since) in kept.items() if pair not in wanted or wanted[pair] != since]
    for start in range(0, len(stale), 900):
        Scope.objects.filter(pk__in=stale[start : start + 900]).delete()
    Scope.objects.bulk_create(
        [
            Scope(above_id=a, below_id=b, since=since)
            for (a, b), since in wanted.items()
            if (a, b) not in kept or kept[a, b][1] != since
        ],
        batch_size=5000,
    )


def closure() -> dict[tuple[int, int], date | None]:
    """(above, below) -> since when, for every unit and all that lies in its scope."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    graph = _graph(units)
    begins = {pk: unit.valid_from or ALWAYS for pk, unit in units.items()}
    found: dict[tuple[int, int], date | None] = {}
    for pk, unit in units.items():
        # A commission works for its committee, so it sees what the committee leads.
        starts = {pk, unit.home_id} if unit.kind == UnitKind.COMMISSION and unit.home_id else {pk}
        for other, since in _reach(starts, begins[pk], graph, begins).items():
            found[pk, other] = None if since == ALWAYS else since
    return found


def _graph(units: dict[int, Unit]) -> Graph:
    """One step down: to those below in the line, those in the place a committee leads, those received (since a day)."""
    graph: Graph = {pk: [] for pk in units}
    for pk, unit in units.items():
        for over in {unit.above_id, unit.home_id} - {pk}:
            if over is not None:
                graph[over].append((pk, ALWAYS))
    for old, (new, day) in received().items():
        graph[new].append((old, day))
    return graph


def _reach(starts: set[int], since: date, graph: Graph, begins: dict[int, date]) -> dict[int, date]:
    """Everything reached from the starts, with the earliest day on which the whole path held."""
    days = {pk: max(since, begins[pk]) for pk in starts}
    waiting = deque(starts)
    while waiting:
        pk = waiting.popleft()
        for other, day in graph[pk]:
            first = max(days[pk], day, begins[other])
            if other not in days or first < days[other]:
                days[other] = first
                waiting.append(other)
    return days
