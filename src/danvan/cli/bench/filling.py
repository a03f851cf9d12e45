"""Data to measure on: ten campaign years of the demo's kind, as large as asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from django.db import connection

from danvan.commons.people import cast
from danvan.commons.records import demo
from danvan.do.exemplars.models import Exemplar
from danvan.do.exemplars.seeds.demo import fill as lay_down
from danvan.do.exemplars.seeds.plans import YEARS, YearPlan

FIRST, LAST = 2017, 2026
CARRIED_ON = 1.36
"""Registrations for one exemplar, because some go on for years."""


def fill(size: int, *, at: datetime, say: Callable[[str], None]) -> int:
    """Lay down about that many exemplars, once; returns how many there are."""
    demo.mark()
    cast.lay_down(at=at)
    lay_down(at=at, say=say, plans=list(plans(size)))
    _settle()
    return Exemplar.objects.count()


def _settle() -> None:
    """Let the database tidy up after so many new rows, as it would have done by itself in a night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def plans(size: int) -> Iterator[YearPlan]:
    """Ten years, each a known one made larger."""
    for year in range(FIRST, LAST + 1):
        like = next((plan for plan in YEARS if plan.year == year), YEARS[0])
        registered = sum(number for number, _recognised in like.fields.values())
        times = size * CARRIED_ON / (LAST - FIRST + 1) / registered
        yield replace(
            like,
            year=year,
            fields={key: (round(one * times), round(two * times)) for key, (one, two) in like.fields.items()},
            plan_date=_in(year, like.plan_date),
            communes_by=_in(year, like.communes_by),
            decided_on=_in(year, like.decided_on) if like.decided_on else None,
        )


def _in(year: int, day: date) -> date:
    return day.replace(year=year)
