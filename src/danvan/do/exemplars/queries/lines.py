"""Which registrations."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from danvan.commons.people import scopes
from danvan.commons.people.models import Unit
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import GONE, DecisionLevel, ExemplarState, Result, State
from danvan.do.exemplars.models import Decision, Exemplar, Recognition, Registration
from danvan.do.exemplars.queries.joining import with_into


def lines_of(exemplar: Exemplar) -> QuerySet[Registration]:
    """The registrations of an exemplar, newest year first."""
    return exemplar.registrations.select_related("unit", "record", "list").order_by("-year", "-pk")


def line_of_year(exemplar: Exemplar, year: int) -> Registration | None:
    """The living registration of a year."""
    return exemplar.registrations.filter(year=year).exclude(state__in=GONE).first()


def line_of_token(token: str, unit: Unit) -> Registration | None:
    """The registration of a unit that was first sent with this form's key."""
    rows = Registration.objects.filter(token=token, unit=unit)
    return rows.select_related("exemplar__record", "record", "unit", "list__campaign").first()


def line_saying(values: Mapping[str, Any], unit: Unit, year: int) -> Registration | None:
    """A living registration of a unit that says the same word for word, as when one goes back and sends a form again."""
    said = {name: value for name, value in values.items() if name != "unit"}
    rows = Registration.objects.filter(unit=unit, year=year, **said).exclude(state__in=GONE)
    return rows.select_related("exemplar__record", "record", "unit", "list__campaign").first()


def line_to_write(reference: str, year: int, rows: QuerySet[Registration]) -> Registration | None:
    """The living registration of an exemplar's year among `rows`, or else the last one, ready for its moves."""
    found = rows.filter(exemplar__record__reference=reference, year=year).select_related(
        "record",
        "unit__home",
        "exemplar__record",
        "exemplar__unit",
        "list__campaign",
        "list__unit",
        "first_list",
    )
    line = found.exclude(state__in=GONE).first() or found.order_by("-pk").first()
    return with_into(line) if line else None


def to_copy(unit: Unit, year: int) -> QuerySet[Registration]:
    """Earlier registrations of a unit and its predecessors that have none of this year yet, newest first."""
    rows = Registration.objects.filter(unit_id__in=scopes.ids(unit), year__in=(year - 1, year - 2, year - 3))
    rows = rows.filter(home_id__in=rules.homes(unit.home or unit), unit__level=unit.level)
    again = Registration.objects.filter(exemplar=OuterRef("exemplar"), year=year).exclude(state__in=GONE)
    rows = rows.exclude(state__in=(*GONE, State.DRAFT)).exclude(Exists(again))
    return rows.select_related("exemplar__record").order_by("-year", "title", "pk")


def later_line(line: Registration) -> bool:
    """Whether the exemplar has a living registration of a later year."""
    return line.exemplar.registrations.filter(year__gt=line.year).exclude(state__in=GONE).exists()


def other_lines(line: Registration) -> bool:
    """Whether the exemplar lives in any other registration."""
    return line.exemplar.registrations.exclude(pk=line.pk).exclude(state__in=GONE).exists()


def open_to_decision(decision: Decision) -> QuerySet[Registration]:
    """Registrations that a decision may name: of its year, in the reach of its body, sent as far as it."""
    states = [State.ACCEPTED, State.DECLINED, State.RECOGNISED]
    if decision.level == DecisionLevel.COMMUNE:
        states.append(State.SENT)
    rows = Registration.objects.filter(rules.inside(decision.unit), year=decision.year, state__in=states)
    return rows.select_related("exemplar__record", "unit", "record").order_by("unit__code", "-pk")


def still_recognised(line: Registration) -> bool:
    """Whether any decision that is not revoked recognises the registration."""
    return Recognition.objects.filter(registration=line, result=Result.RECOGNISED, revoked_on=None).exists()


def search_text(row: object) -> str:
    """Words by which an exemplar is found; the other records are reached through it."""
    if not isinstance(row, Exemplar) or row.state != ExemplarState.LISTED:
        return ""
    return " ".join((row.record.reference or "", row.title, row.unit.name, row.place, row.output))
