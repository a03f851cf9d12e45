"""The bodies that lead a place: their names for filters and tables, and where a place lies today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from danvan.commons.folding import fold
from danvan.commons.people import scopes, successors
from danvan.commons.people.models import Unit, UnitKind
from danvan.commons.places.models import Level
from danvan.do.exemplars import rules


@dataclass(frozen=True)
class Body:
    """A unit as filters and tables name it: a committee by its place, any other one by its own name."""

    pk: int
    code: str
    name: str
    kind: str
    level: str
    first: date | None
    last: date | None

    @property
    def order(self) -> tuple[str, str]:
        """Names sort by what tells them apart, not by “phường” or “xã”."""
        return (fold(self.name).split(" ", 1)[-1], self.code)

    @property
    def leads_commune(self) -> bool:
        """Whether it is the committee of a commune."""
        return self.kind == UnitKind.COMMITTEE and self.level == Level.COMMUNE

    @property
    def unit(self) -> Unit:
        """The unit, as far as filters need it."""
        return Unit(pk=self.pk, code=self.code, name=self.name, kind=self.kind, level=self.level, valid_from=self.first,
                    valid_to=self.last)  # fmt: skip

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)

    def holds_in(self, year: int) -> bool:
        """Whether it holds at the end of a year."""
        return self.holds_on(date(year, 12, 31))


def bodies(unit: Unit, *, on: date | None = None, named: Iterable[str] = ()) -> dict[int, Body]:
    """What stands below a unit: the committees of the city, else every unit in scope; one question.

    With `on`, of the city's many committees only those of that day, and those whose codes are `named`.
    """
    if unit.root and unit.valid_to is None:
        committees = Unit.objects.filter(kind=UnitKind.COMMITTEE)
        return _read(committees if on is None else committees.valid_on(on) | committees.filter(code__in=named))
    found = _read(scopes.below(unit))
    rules.keep_scope(unit, found, [pk for pk, one in found.items() if one.kind == UnitKind.COMMITTEE])
    return found


def bodies_of(keys: Iterable[int]) -> dict[int, Body]:
    """The bodies with these keys; nothing is asked for none."""
    wanted = list(keys)
    return _read(Unit.objects.filter(pk__in=wanted)) if wanted else {}


def _read(rows: QuerySet[Unit]) -> dict[int, Body]:
    found = rows.order_by().values_list("pk", "code", "name", "place__name", "kind", "level", "valid_from", "valid_to")
    return {
        pk: Body(pk, code, (kind == UnitKind.COMMITTEE and place) or name, kind, level, first, last)
        for pk, code, name, place, kind, level, first, last in found
    }


def choices(known: Mapping[int, Body], on: date) -> list[tuple[str, str]]:
    """Code and name of those that hold on a day, below the city, in the order of their names."""
    holding = [one for one in known.values() if one.holds_on(on)]
    below = [one for one in holding if one.level != Level.CITY or one.kind != UnitKind.COMMITTEE]
    return [(one.code, one.name) for one in sorted(below, key=lambda one: one.order)]


def communes_today(on: date) -> list[tuple[str, str]]:
    """Code and name of today's communes, for the public's filter."""
    rows = Unit.objects.valid_on(on).filter(kind=UnitKind.COMMITTEE, level=Level.COMMUNE)
    named = rows.order_by().values_list("code", "place__name")
    return sorted(named, key=lambda row: (fold(row[1]).split(" ", 1)[-1], row[0]))


def places_of_all(on: date) -> dict[int, str]:
    """The same for every body that leads a place, for lists of thousands."""
    return places(Unit.objects.filter(kind=UnitKind.COMMITTEE).select_related("place"), on)


def places(homes: Iterable[Unit], on: date) -> dict[int, str]:
    """Home id -> its place as people know it today: “Xã Trung Thạnh cũ (nay thuộc xã Trung Hưng)”."""
    known = {home.pk: home for home in homes}
    gone = [key for key, home in known.items() if not home.holds_on(on)]
    new_of = successors.received(on) if gone else {}
    ends = {key: successors.last(key, new_of) for key in gone}
    names = dict(Unit.objects.filter(pk__in=set(ends.values())).values_list("pk", "place__name")) if gone else {}
    return {key: _place(_name(home), names.get(ends.get(key, key)) or _name(home)) for key, home in known.items()}


def _name(home: Unit) -> str:
    return home.place.name if home.place else home.name


def _place(then: str, now: str) -> str:
    if then == now:
        return now
    return _("%(old)s cũ (nay thuộc %(new)s)") % {"old": then, "new": now[:1].lower() + now[1:]}


def homes_of(code: str) -> list[int] | None:
    """The committees in the scope of the one with this code, predecessors included; None for an unknown code."""
    unit = Unit.objects.filter(code=code.upper(), kind=UnitKind.COMMITTEE).first()
    return rules.homes(unit) if unit else None
