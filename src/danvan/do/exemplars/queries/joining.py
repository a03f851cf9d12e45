"""What was joined into what: the units that take part in an exemplar, and what joining may still be taken back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Aggregate, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from danvan.commons.records.models import Event
from danvan.do.exemplars.kinds import ListState, State
from danvan.do.exemplars.models import Registration, RegistrationList


def with_into(line: Registration) -> Registration:
    """A registration with all that its page reads of the one it went into.

    Asked apart, for few went into another: to plan fifteen joins takes PostgreSQL longer than the whole page.
    """
    if line.joined_into_id:
        into = Registration.objects.select_related("exemplar__record", "unit", "list", "first_list")
        line.joined_into = into.get(pk=line.joined_into_id)
    return line


def joined_to(lines: Iterable[Registration]) -> QuerySet[Registration]:
    """The registrations that went into these: they are the list of who takes part."""
    keys = [line.pk for line in lines]
    rows = Registration.objects.filter(joined_into__in=keys) if keys else Registration.objects.none()
    return rows.select_related("unit", "exemplar__record", "joined_into").order_by("unit__code", "pk")


class Texts(Aggregate):
    """The values of a group in one text, on both databases."""

    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **words: Any) -> Any:
        """SQLite's own name of it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **words)


def with_participants(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """The same rows with the units of what was joined into each, so that a list asks no second question."""
    unit = Coalesce(NullIf("unit_text", Value("")), "unit__name")
    joined = Registration.objects.filter(joined_into=OuterRef("pk")).order_by().values("joined_into")
    return rows.annotate(joined_units=Subquery(joined.annotate(names=Texts(unit, Value("\n"))).values("names")))


def participants(lines: Iterable[Registration]) -> dict[int, list[str]]:
    """Key of a registration -> names of the other units that take part in it; at most one question for all."""
    known = list(lines)
    found = {line.pk: (line.joined_units or "").split("\n") for line in known if hasattr(line, "joined_units")}
    for row in joined_to([line for line in known if line.pk not in found]):
        found.setdefault(row.joined_into_id or 0, []).append(row.unit_label)
    others = {line.pk: sorted({*found.get(line.pk, ())} - {"", line.unit_label}) for line in known}
    return {key: names for key, names in others.items() if names}


JUDGED = ("accept", "recognise", "decline")


def built_on(line: Registration) -> bool:
    """Whether what a registration was joined into was signed, sent, accepted or decided on since."""
    into = line.joined_into
    if into is None:
        return False
    told = Event.objects.filter(Q(record=line.pk, verb="join") | Q(record=into.pk, verb__in=JUDGED)).order_by("number")
    events = list(told)
    since = max(event.at for event in events if event.record_id == line.pk)
    judged = any(event.at > since for event in events if event.record_id == into.pk)
    return judged or any(_went_on(row, since) for row in (into.list, into.first_list))


def stood(line: Registration) -> tuple[str, RegistrationList | None]:
    """Where a joined registration comes back to: where it stood, if its list has not gone on since, or else a draft."""
    row, joining = line.list, _joining(line)
    if row is None or joining is None or row.state != joining.facts.get("list_was") or _went_on(row, joining.at):
        return State.DRAFT, None
    return joining.facts["was"], row


def _joining(line: Registration) -> Event | None:
    return line.record.events.filter(verb="join").order_by("-number").first()


def _went_on(row: RegistrationList | None, since: datetime) -> bool:
    """Whether a list was signed or sent after a moment, and still is."""
    if row is None or row.state not in (ListState.SIGNED, ListState.SENT, ListState.ACCEPTED):
        return False
    return any(moment and moment > since for moment in (row.signed_at, row.sent_at))
