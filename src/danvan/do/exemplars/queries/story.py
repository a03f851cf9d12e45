"""What happened to an exemplar, year by year, as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import DecisionLevel, DecisionState, Life, Result, State
from danvan.do.exemplars.models import Exemplar, Recognition, Registration, Visit
from danvan.do.exemplars.queries.addresses import line_address
from danvan.do.exemplars.queries.joining import with_participants
from danvan.do.exemplars.queries.visits import amount_words

GONE = (State.WITHDRAWN, State.JOINED)
SAID = ("achieved", "revoked_on", "revoked_by", "decision__number", "decision__signed_on", "decision__level",
        "decision__illustrative", "registration__year")  # fmt: skip
"""What the story reads of a recognition: of two hundred columns the database and Django take longer."""


@dataclass(frozen=True)
class Happened:
    """One step of the story, as `ui/timeline.html` draws it; `on` is None where only the year is known."""

    year: int
    title: str
    text: str = ""
    on: date | None = None
    address: str = ""


def lines_shown_of(exemplar: Exemplar, seat: Seat | None) -> list[Registration]:
    """The registrations of an exemplar that a reader may see, oldest year first; the public sees recognised ones."""
    rows = with_participants(exemplar.registrations.visible_to(seat)).select_related("unit").order_by()
    found = [row for row in rows if row.state not in GONE or rules.reads(seat)]
    found.sort(key=lambda row: (row.year, row.pk))
    for row in found:
        row.exemplar = exemplar
    return found


def recognitions_of(exemplar: Exemplar) -> list[Recognition]:
    """What decisions that are out recognised of an exemplar, in the order of time, those taken back included."""
    rows = Recognition.objects.filter(registration__exemplar=exemplar, result=Result.RECOGNISED)
    rows = rows.exclude(decision__state=DecisionState.DRAFT).select_related("decision", "registration").only(*SAID)
    return sorted(rows.order_by(), key=lambda row: (row.decision.signed_on, row.pk))


def visits_of(exemplar: Exemplar) -> list[Visit]:
    """The visits that were made to an exemplar, in the order of time."""
    rows = Visit.objects.filter(registration__exemplar=exemplar, on__isnull=False).select_related("registration")
    return list(rows.order_by("on", "pk"))


def story(
    said: Iterable[Recognition], lines: Iterable[Registration], visits: Iterable[Visit], seat: Seat | None
) -> list[Happened]:
    """Registrations, decisions and visits in the order of time; staff are led to the page of each registration."""
    inner = rules.reads(seat)
    begun = [_registered(line, inner=inner) for line in lines]
    decided = [step for row in said for step in _decided(row)]
    visited = [_visited(row, inner=inner) for row in visits]
    return sorted([*begun, *decided, *visited], key=lambda step: (step.on or date(step.year, 1, 1), step.year))


def _registered(line: Registration, *, inner: bool) -> Happened:
    parts = [line.unit_label, str(line.get_sort_display()).lower()]
    if inner:
        parts.append(line.get_state_display().lower())
    return Happened(
        year=line.year,
        title=_("Đăng ký năm %(year)s") % {"year": line.year},
        text=" · ".join(parts),
        on=line.sent_on,
        address=line_address(line) if inner else "",
    )


def _visited(row: Visit, *, inner: bool) -> Happened:
    """How a visit found it; the reason why it lapsed is for those who work with it."""
    measured = amount_words(row.measured, row.registration.measure)
    parts = [_("đo được %(amount)s") % {"amount": measured}] if measured else []
    if inner and row.reason:
        parts.append(row.reason)
    words = {"months": row.after, "found": str(Life(row.found).label).lower()}
    return Happened(row.year, _("Thăm lại sau %(months)s tháng: %(found)s") % words, " · ".join(parts), row.on)


def _decided(row: Recognition) -> list[Happened]:
    decision, year = row.decision, row.registration.year
    level = str(DecisionLevel(decision.level).label)
    words = {"level": level[:1].lower() + level[1:], "year": year}
    paper = _("Quyết định %(number)s") % {"number": decision.number}
    if decision.illustrative:
        paper += f" ({_('minh họa')})"
    steps = [Happened(year, _("Được công nhận %(level)s, năm %(year)s") % words, paper, decision.signed_on)]
    if row.revoked_on:
        steps.append(Happened(year, _("Thu hồi công nhận năm %(year)s") % words, row.revoked_by, row.revoked_on))
    return steps
