"""Visits that are due, late or made, and what they found."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from danvan.commons.people.models import Seat, Unit
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import OVER, Life
from danvan.do.exemplars.models import Visit
from danvan.ui import formats

SOON = timedelta(days=30)
LATE, DUE, LATER, MADE = "tre", "den-han", "sau", "da-tham"
"""Where a visit stands: late, due within thirty days, later, made."""


LIFE_CHIPS: dict[str, str] = {Life.RUNNING: "ok", Life.COMPLETED: "done", Life.PAUSED: "soon", Life.STOPPED: "stop"}
"""The shape beside the word of what a visit found."""


@dataclass(frozen=True)
class VisitsAsked:
    """Filters of the list; empty means no narrowing."""

    stands: str = ""
    found: str = ""
    year: int | None = None
    after: int | None = None
    unit: Unit | None = None


def visits(asked: VisitsAsked, seat: Seat | None, on: date) -> QuerySet[Visit]:
    """The visits that answer the filters, soonest due first; nobody is sent to what is over, or for a visit that a later one overtook."""
    rows = Visit.objects.visible_to(seat).standing()
    if asked.unit is not None:
        rows = rows.filter(rules.inside(asked.unit))
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.after:
        rows = rows.filter(after=asked.after)
    if asked.found:
        rows = rows.filter(found=asked.found)
    if asked.stands:
        rows = rows.filter(_stands(asked.stands, on))
    others = Visit.objects.filter(registration=OuterRef("registration"))
    over = Exists(others.filter(after__lt=OuterRef("after"), found__in=OVER))
    passed = Exists(others.filter(after__gt=OuterRef("after"), on__isnull=False))
    return rows.exclude(Q(on=None) & (over | passed))


def _stands(word: str, on: date) -> Q:
    waiting = Q(on=None)
    return {
        LATE: waiting & Q(due_on__lt=on),
        DUE: waiting & Q(due_on__range=(on, on + SOON)),
        LATER: waiting & Q(due_on__gt=on + SOON),
        MADE: Q(on__isnull=False),
    }.get(word, Q(pk__in=()))


def stands_of(visit: Visit, on: date) -> str:
    """Where one visit stands."""
    if visit.on:
        return MADE
    return LATE if visit.due_on < on else DUE if visit.due_on <= on + SOON else LATER


def visit_counts(asked: VisitsAsked, seat: Seat | None, on: date) -> dict[str, int]:
    """How many stand where, whatever state is asked for; each is the length of its list."""
    rows = visits(VisitsAsked(year=asked.year, after=asked.after, unit=asked.unit), seat, on)
    return rows.order_by().aggregate(
        **{word.replace("-", "_"): Count("pk", filter=_stands(word, on)) for word in (LATE, DUE, LATER, MADE)}
    )


def visits_with_rows(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """The same with what a list or form shows of each."""
    return rows.select_related("registration__exemplar__record", "registration__unit", "home__place", "unit")


def amount_words(amount: Decimal | None, measure: str) -> str:
    """A quantity with its unit of measure; empty when there is none."""
    return f"{formats.number(amount)} {measure}".strip() if amount is not None else ""
