"""Which unit stood in a year, and which one carries an exemplar on."""

from collections.abc import Collection
from datetime import MAXYEAR, MINYEAR, date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from danvan.commons.folding import fold
from danvan.commons.people import scopes
from danvan.commons.people.models import Seat, Unit, UnitKind, UnitSuccession
from danvan.commons.places.models import Share
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import DecisionLevel
from danvan.do.exemplars.models import Exemplar


def unit_stood(unit: Unit, year: int) -> bool:
    """Whether the unit existed on some day of the year."""
    if not MINYEAR <= year <= MAXYEAR:
        return False
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (unit.valid_from is None or unit.valid_from <= last) and (unit.valid_to is None or unit.valid_to >= first)


def writable_units(seat: Seat, year: int, *, until: int | None = None) -> QuerySet[Unit]:
    """The units a seat may register for in a year, or in some year `until` another: its own, and those below it there."""
    stood = Unit.objects.valid_in(date(year, 1, 1), date(until or year, 12, 31))
    if seat.role not in rules.WRITERS:
        return stood.none()
    own = Q(pk=seat.unit_id)
    if not rules.reach(seat).root:
        own |= Q(pk__in=scopes.ids(rules.reach(seat)), home_id__in=rules.writes_in(seat))
    return stood.filter(own).select_related("home").order_by("name", "pk")


def late_units(unit: Unit, year: int) -> QuerySet[Unit]:
    """The units the officer may enter a late registration for, beside the one named: those of the same place."""
    stood = Unit.objects.valid_in(date(year, 1, 1), date(year, 12, 31))
    return stood.filter(Q(pk=unit.pk) | Q(home=unit.home_id)).select_related("home").order_by("name", "pk")


def deciding_units(seat: Seat, on: date, levels: Collection[str]) -> list[tuple[str, str]]:
    """Code and name of the committees in a seat's reach that decide at these levels.

    Those that are gone stand last, with the bodies above them and their end.
    """
    unit = rules.reach(seat)
    rows = Unit.objects.filter(
        kind=UnitKind.COMMITTEE, level__in=[rules.ISSUERS[DecisionLevel(level)] for level in levels]
    )
    rows = rows.select_related("above__above")
    if not unit.root:
        rows = rows.filter(pk=seat.unit_id)
    known = sorted(rows, key=lambda one: (not one.holds_on(on), one.code != unit.code, fold(one.name)))
    return [(one.code, name_on(one, on, placed=True)) for one in known]


def name_on(unit: Unit, on: date, *, placed: bool = False) -> str:
    """The unit's name, with the day it ended where it is gone: two that follow each other may share a name.

    `placed` names the bodies above one that is gone: two that never met may share a name, too.
    """
    if unit.holds_on(on) or unit.valid_to is None:
        return unit.name
    district = unit.above if placed else None
    bodies = (unit, district, district.above if district else None)
    name = ", ".join(body.name for body in bodies if body)
    return _("%(unit)s (đến %(day)s)") % {"unit": name, "day": f"{unit.valid_to:%d/%m/%Y}"}


def heirs(exemplar: Exemplar) -> list[Unit]:
    """The communes among which the place of an exemplar was split; empty when it went whole."""
    rows = UnitSuccession.objects.filter(old=exemplar.home).select_related("new").order_by("new__name", "pk")
    found = [row.new for row in rows]
    return found if len(found) > 1 else []


def unit_in_year(exemplar: Exemplar, year: int) -> Unit:
    """The unit that carries an exemplar in a year: its own, the one assigned by hand, else the receiving one."""
    unit = exemplar.heir or exemplar.unit
    while not unit_stood(unit, year):
        step = (
            UnitSuccession.objects.filter(old=unit)
            .exclude(share=Share.PARTIAL)
            .select_related("new__home")
            .order_by("on", "pk")
            .first()
        )
        if step is None:
            return unit
        unit = step.new
    return unit
