"""Which lists, what stands on them, who has not sent, and who is to be told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from danvan.commons.folding import fold, words
from danvan.commons.people.models import Role, Seat, Unit, UnitKind
from danvan.commons.places.models import Level
from danvan.commons.records.models import Event
from danvan.do.exemplars.kinds import GONE, REGISTERED, ListState, State
from danvan.do.exemplars.models import CampaignYear, Registration, RegistrationList
from danvan.do.exemplars.queries.joining import with_participants
from danvan.do.exemplars.queries.visits import amount_words


def receiver(unit: Unit) -> Unit | None:
    """Who receives a unit's list: the committee of its place, or for a committee the one above it."""
    if unit.home_id and unit.home_id != unit.pk:
        return unit.home
    return unit.above


def lines_on(row: RegistrationList) -> QuerySet[Registration]:
    """The living registrations that stand on a list now."""
    return loaded(Registration.objects.filter(list=row).exclude(state__in=GONE))


def lines_shown(row: RegistrationList) -> QuerySet[Registration]:
    """The same, with those that the receiver has taken onto its own list."""
    return loaded(Registration.objects.filter(Q(list=row) | Q(first_list=row)).exclude(state__in=GONE))


def loaded(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Registrations with all that a list says of them, in its order."""
    return (
        with_participants(rows)
        .select_related(
            "exemplar__record",
            "exemplar__unit",
            "unit__home",
            "record",
            "list__receiver",
            "list__campaign",
            "first_list__receiver",
        )
        .order_by("unit__code", "pk")
    )


class Outline(NamedTuple):
    """A line of a list as far as counting, paging and comparing the whole list need it."""

    pk: int
    home_id: int
    state: str
    folded: str
    place: str
    explanation: str


def outline(rows: QuerySet[Registration]) -> list[Outline]:
    """The lines of a whole list in its order, thousands of them in one light question."""
    found = rows.order_by("unit__code", "pk").select_related(None)
    columns = ("pk", "home_id", "state", "folded", "place", "explanation")
    return [Outline(*told) for told in found.values_list(*columns)]


def outlined(lines: Iterable[Registration]) -> list[Outline]:
    """The same of lines that are read already."""
    return [Outline(line.pk, line.home_id, line.state, line.folded, line.place, line.explanation) for line in lines]


def briefly(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """The same lines with what a signature stands for alone: the long boxes of thousands stay where they are."""
    return rows.select_related(None).select_related("exemplar__record", "unit").only(
        "exemplar__record__reference", "unit__name", "unit_text", "title", "field", "sort", "who", "place", "output",
        "measure", "target",
    )  # fmt: skip


def unmended(keys: Iterable[int] | QuerySet[Any, Any]) -> set[int]:
    """Which of these registrations came back and nothing in them was changed since; one question for all."""
    told = Event.objects.filter(record__in=keys, verb__in=("return", "edit"))
    last = {
        key: verb
        for key, verb, facts in told.order_by("record", "number").values_list("record", "verb", "facts")
        if verb == "return" or facts.get("changed")
    }
    return {key for key, verb in last.items() if verb == "return"}


def product(line: Registration) -> list[str]:
    """The output in words and its target, once: a target that the words say already stands in them."""
    measured = amount_words(line.target, line.measure)
    said, amount = (f" {words(_SEPARATOR.sub('', text))} " for text in (line.output, measured))
    if not measured or said == amount:
        return [measured or line.output] if measured or line.output else []
    return [line.output] if amount in said else [text for text in (line.output, measured) if text]


_SEPARATOR = re.compile(r"(?<=\d)[.\s](?=\d{3}(?!\d))")
"""Between the thousands of a number: 1.180 is 1180."""


def lines_to_return(row: RegistrationList) -> list[Registration]:
    """What the receiver may still return of a list: what stands on it, or on the receiver's own while that is open."""
    states = (State.SENT, State.ACCEPTED)
    lines = [line for line in lines_shown(row) if line.state in states and line.list is not None]
    return [line for line in lines if line.list_id == row.pk or (line.list and line.list.is_changeable)]


def desk_of(unit: Unit, on: date) -> list[Seat]:
    """The seats that handle what a body receives: the commission's officers, or the commune's cadres and head."""
    seats = Seat.objects.valid_on(on).select_related("user", "unit")
    if unit.root:
        return list(seats.filter(role=Role.OFFICER, unit__home=unit))
    return list(seats.filter(_desk(unit), role__in=(Role.CADRE, Role.HEAD)))


def writers_of(unit: Unit, on: date) -> list[Seat]:
    """The seats that write for a unit; where it has none, those of its commune."""
    seats = Seat.objects.valid_on(on).filter(role__in=(Role.CADRE, Role.HEAD)).select_related("user", "unit")
    home = unit.home
    own = list(seats.filter(_desk(unit)))
    return own or (list(seats.filter(_desk(home))) if home and not home.root else [])


def _desk(unit: Unit) -> Q:
    """Seats of a unit; for a committee those of its commissions too, which do its daily work."""
    if unit.kind != UnitKind.COMMITTEE or unit.root:
        return Q(unit=unit)
    return Q(unit=unit) | Q(unit__home=unit, unit__kind=UnitKind.COMMISSION)


@dataclass(frozen=True)
class UnitStatus:
    """One row of "who has sent": a unit with its last list, counts of this and last year, and its state in words."""

    unit: Unit
    list: RegistrationList | None
    lines: int
    """Registered this year: sent, and neither returned nor withdrawn."""
    before: int
    """The same of the year before."""
    unsent: bool
    """Whether it has any that are not sent, or came back."""
    returned: int
    target: int | None
    status: str
    """`accepted`, `carried` (written for it by the body above), `sent`, `late`, `fix` or `waiting`."""
    days_late: int
    carried_on: date | None = None
    """The last day on which what the body above wrote for it went out."""

    @property
    def name(self) -> str:
        """The commune by its place, any other unit by its own name."""
        named_by_place = self.unit.kind == UnitKind.COMMITTEE and self.unit.place
        return self.unit.place.name if named_by_place and self.unit.place else self.unit.name

    @property
    def order(self) -> tuple[bool, str, str]:
        """Communes first, by what tells their names apart, not by “phường” or “xã”; then the agencies."""
        commune = self.unit.kind == UnitKind.COMMITTEE
        return (not commune, fold(self.name).split(" ", 1)[-1] if commune else fold(self.name), self.unit.code)

    @property
    def sent_on(self) -> date | None:
        """The day its list was last sent, or what was written for it on the list of the body above."""
        return localdate(self.list.sent_at) if self.list and self.list.sent_at else self.carried_on

    @property
    def reminded_on(self) -> date | None:
        """The day of the last reminder."""
        return localdate(self.list.reminded_at) if self.list and self.list.reminded_at else None


def statuses(campaign: CampaignYear, above: Unit, on: date, *, numbers: bool = True) -> list[UnitStatus]:
    """Communes and agencies that owe `above` a list this year, in the order of their names; four queries in all.

    Without `numbers` only their states are right, and rows are counted only where a state hangs on them.
    """
    units = list(senders(above, campaign, on))
    for unit in units:
        if unit.home_id == above.pk:
            unit.home = above
    return statuses_of(units, campaign, on, numbers=numbers)


def statuses_of(units: list[Unit], campaign: CampaignYear, on: date, *, numbers: bool = True) -> list[UnitStatus]:
    """The same for these units."""
    by_key = {unit.pk: unit for unit in units}
    last: dict[int, RegistrationList] = {}
    rows = RegistrationList.objects.filter(campaign=campaign, unit__in=units).standing().select_related("record")
    for row in rows.order_by("round"):
        row.campaign, row.unit = campaign, by_key[row.unit_id]
        last[row.unit_id] = row
    counted = [unit for unit in units if numbers or (unit.pk not in last and unit.kind != UnitKind.COMMITTEE)]
    counts = _counted(counted, campaign.year) if counted else {}
    asked = dict(campaign.targets.order_by().values_list("unit_id", "number")) if numbers else {}
    return [
        _status(unit, last.get(unit.pk), campaign, on, counts.get(unit.pk, _Counts()), asked.get(unit.pk))
        for unit in units
    ]


def senders(above: Unit, campaign: CampaignYear, on: date) -> QuerySet[Unit]:
    """Who owes `above` a list: for the city the communes and its own agencies, for a commune its units."""
    day = min(on, date(campaign.year, 12, 31))
    units = Unit.objects.valid_on(day)
    own = Q(home=above) & ~Q(pk=above.pk) & ~Q(kind=UnitKind.COMMISSION)
    below = Q(above=above, kind=UnitKind.COMMITTEE, level__in=(Level.COMMUNE, Level.DISTRICT))
    return units.filter(own | below).select_related("place").order_by("name", "pk")


WORDS_OF_SENDING = {ListState.SENT: "sent", ListState.ACCEPTED: "accepted", ListState.RETURNED: "fix"}
"""Words for a list that has gone out; any other one is waiting or late."""


@dataclass
class _Counts:
    all: int = 0
    lines: int = 0
    before: int = 0
    returned: int = 0
    sent_on: date | None = None


def _counted(units: list[Unit], year: int) -> dict[int, _Counts]:
    """Registrations by the unit that answers for them: the commune for all in it, else the unit itself."""
    communes = {unit.pk for unit in units if unit.kind == UnitKind.COMMITTEE}
    others = {unit.pk for unit in units} - communes
    rows = Registration.objects.filter(year__in=(year, year - 1)).exclude(state__in=(State.DRAFT, *GONE))
    found = {unit.pk: _Counts() for unit in units}
    no_day = Cast(Value(None), DateField())  # of thousands an index alone gives the counts; no day stands in it
    homes, own = (
        rows.filter(**{f"{column}__in": keys}).values_list(column, "year", "state").annotate(n=Count("*"), on=day)
        for column, keys, day in (("home_id", communes, no_day), ("unit_id", others, Max("sent_on")))
    )
    for key, of_year, state, number, sent_on in homes.order_by().union(own.order_by(), all=True):
        _add(found[key], number, sent_on, now=of_year == year, state=state)
    return found


def _add(counts: _Counts, number: int, sent_on: date | None, *, now: bool, state: str) -> None:
    registered = number if state in REGISTERED else 0
    if not now:
        counts.before += registered
        return
    counts.all += number
    counts.lines += registered
    counts.returned += number if state == State.RETURNED else 0
    counts.sent_on = max(filter(None, (counts.sent_on, sent_on)), default=None)


def _status(
    unit: Unit, last: RegistrationList | None, campaign: CampaignYear, on: date, counts: _Counts, target: int | None
) -> UnitStatus:
    due = last.due if last else campaign.due_of(unit)
    said = WORDS_OF_SENDING.get(ListState(last.state)) if last else None
    nothing_own = last is None or (last.state == ListState.OPEN and not last.filled)  # type: ignore[attr-defined]
    said = (_carried(unit, counts) if nothing_own else said) or ""
    late = campaign.is_open and due is not None and on > due and not said
    return UnitStatus(
        unit=unit,
        list=last,
        lines=counts.lines,
        before=counts.before,
        unsent=counts.all > counts.lines,
        returned=counts.returned,
        target=target,
        status=said or ("late" if late else "waiting"),
        days_late=(on - due).days if late and due else 0,
        carried_on=counts.sent_on if nothing_own else None,
    )


def _carried(unit: Unit, counts: _Counts) -> str:
    """A unit whose entries its commune wrote straight onto the commune's own list has nothing left to send."""
    if unit.kind == UnitKind.COMMITTEE or not counts.all:
        return ""
    return "fix" if counts.returned else "carried"
