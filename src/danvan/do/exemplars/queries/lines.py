"""Which registrations."""

from django.db.models import QuerySet

from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import DecisionLevel, ExemplarState, Result, State
from danvan.do.exemplars.models import Decision, Exemplar, Recognition, Registration

GONE = (State.WITHDRAWN, State.JOINED)


def lines_of(exemplar: Exemplar) -> QuerySet[Registration]:
    """The registrations of an exemplar, newest year first."""
    return exemplar.registrations.select_related("unit", "record", "list").order_by("-year", "-pk")


def line_of_year(exemplar: Exemplar, year: int) -> Registration | None:
    """The living registration of a year."""
    return exemplar.registrations.filter(year=year).exclude(state__in=GONE).first()


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
