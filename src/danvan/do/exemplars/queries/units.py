"""Which unit stood in a year, and which one carries an exemplar on."""

from datetime import date

from danvan.commons.people.models import Unit, UnitSuccession
from danvan.commons.places.models import Share
from danvan.do.exemplars.models import Exemplar


def unit_stood(unit: Unit, year: int) -> bool:
    """Whether the unit existed on some day of the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (unit.valid_from is None or unit.valid_from <= last) and (unit.valid_to is None or unit.valid_to >= first)


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
