"""What decisions say, and what they may still say."""

from collections.abc import Mapping

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from danvan.commons.folding import words
from danvan.commons.people.models import Seat
from danvan.do.exemplars.kinds import DecisionState, Result
from danvan.do.exemplars.models import Decision, Recognition, Registration
from danvan.do.exemplars.queries.lines import open_to_decision

SAID = {
    "recognised": Q(result=Result.RECOGNISED, revoked_on=None),
    "not_yet": Q(result=Result.NOT_YET),
    "revoked": Q(revoked_on__isnull=False),
}
"""What `kq` in the address of a decision asks for; the numbers over its list count the same."""
LEFT = "left"
"""The same for what a decision in preparation says nothing of."""


def decisions_asked(seat: Seat | None, asked: Mapping[str, str]) -> QuerySet[Decision]:
    """The decisions a seat may see, newest first; `nam` in the address narrows them to a year."""
    rows = Decision.objects.visible_to(seat).select_related("record", "unit").order_by("-signed_on", "-pk")
    year = asked.get("nam", "")
    return rows.filter(year=int(year)) if year.isascii() and year.isdecimal() and len(year) == 4 else rows


def with_counts(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Decisions with how many registrations they recognise and how many not yet."""
    said = Recognition.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    good = said.filter(result=Result.RECOGNISED, revoked_on=None).annotate(n=Count("pk")).values("n")
    bad = said.filter(result=Result.NOT_YET).annotate(n=Count("pk")).values("n")
    return rows.annotate(good=Subquery(good), bad=Subquery(bad))


def decision_years() -> list[int]:
    """Years in which there are decisions, newest first."""
    return list(Decision.objects.order_by("-year").values_list("year", flat=True).distinct())


def to_decide(decision: Decision, asked: Mapping[str, str]) -> QuerySet[Registration]:
    """Registrations a decision in preparation may name, with what it says of them so far."""
    said = Recognition.objects.filter(decision=decision, registration=OuterRef("pk"))
    rows = open_to_decision(decision).annotate(
        result=Subquery(said.values("result")[:1]),
        why=Subquery(said.values("reason")[:1]),
        achieved=Subquery(said.values("achieved")[:1]),
    )
    wanted = asked.get("kq", "")
    if wanted in Result.values or wanted == LEFT:
        rows = rows.filter(result=None if wanted == LEFT else wanted)
    return _named(rows, asked)


def decided(decision: Decision, asked: Mapping[str, str], seat: Seat | None) -> QuerySet[Recognition]:
    """What a decision said of the registrations that a seat may see: a reason why not yet is for the unit itself."""
    rows = decision.recognitions.select_related("registration__exemplar__record", "registration__unit")
    rows = rows.filter(registration__in=Registration.objects.visible_to(seat))
    query = words(asked.get("q", ""))[:100]
    rows = rows.filter(registration__folded__contains=query) if query else rows
    rows = rows.filter(SAID.get(asked.get("kq", ""), Q()))
    return rows.order_by("registration__unit__code", "pk")


def measured() -> QuerySet[Recognition]:
    """What recognitions that stand recorded as the result, the latest first."""
    rows = Recognition.objects.filter(result=Result.RECOGNISED, revoked_on=None, achieved__isnull=False)
    return rows.exclude(decision__state=DecisionState.DRAFT).order_by("-decision__signed_on", "-pk")


def _named(rows: QuerySet[Registration], asked: Mapping[str, str]) -> QuerySet[Registration]:
    query = words(asked.get("q", ""))[:100]
    return rows.filter(Q(folded__contains=query)) if query else rows


def result_counts(decision: Decision, seat: Seat | None) -> dict[str, int]:
    """How many of what a seat may see a decision recognises, not yet recognises, has taken back, and leaves out."""
    said = decided(decision, {}, seat).aggregate(**{key: Count("pk", filter=rows) for key, rows in SAID.items()})
    left = (
        open_to_decision(decision).exclude(recognitions__decision=decision).count() if decision.state == "draft" else 0
    )
    return said | {LEFT: left}


def undecided(decision: Decision) -> list[int]:
    """Registrations a decision may name and says nothing of."""
    rows = open_to_decision(decision).exclude(recognitions__decision=decision)
    return list(rows.values_list("pk", flat=True))
