"""Recognition of many at once by a decision; revoking one or all."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons.notices.sending import tell
from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.commons.records import references
from danvan.commons.records.models import Audience, Record
from danvan.commons.workflow.bulk import hold, move_many
from danvan.commons.workflow.flow import CannotMove, differences, many
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions.registering import LASTING, differing, said_of
from danvan.do.exemplars.actions.visiting import plan_for
from danvan.do.exemplars.kinds import GONE, DecisionLevel, DecisionState, Result, State
from danvan.do.exemplars.models import Decision, Exemplar, Recognition, Registration, place_in_line
from danvan.do.exemplars.steps import DECISION, EXEMPLAR, REGISTRATION

DISTRICTS_ENDED = date(2025, 7, 1)
"""Two tiers from 1 July 2025 (Resolution 1668/NQ-UBTVQH15; danvan.md 2.2)."""

REASON_LENGTH = 500
"""Characters that a reason why not yet may have."""


class Said(NamedTuple):
    """What a decision says of one registration."""

    result: str
    reason: str
    achieved: Decimal | None = None
    """What was measured, in its unit of measure."""


def prepare(*, unit: Unit, values: Mapping[str, Any], by: Seat | None, at: datetime) -> Decision:
    """Begin a decision. Raises `CannotMove`, also for one that this body cannot have signed on that day."""
    row = _drawn_up(unit, values, at=at)
    return DECISION.begin(row, "begin", by=by, at=at, reference=references.take("QD", row.year)[0])


def change(
    decision: Decision,
    *,
    unit: Unit,
    values: Mapping[str, Any],
    by: Seat | None,
    at: datetime,
    seen: int | None = None,
) -> Decision:
    """Say number, day, body or level of a draft anew.

    Raises `CannotMove` as `prepare` does, and when what it says already would no longer belong to it.
    """
    row = _drawn_up(unit, values, at=at, but=decision)
    if by is not None and not rules.may_decide(by, row):
        raise CannotMove(_("Anh, chị không có quyền làm bước này."))
    stray = decision.recognitions.exclude(registration__in=queries.open_to_decision(row)).count()
    if stray:
        raise CannotMove(
            _(
                "Dự thảo đang nêu %(number)s mô hình không thuộc năm, cấp hoặc cơ quan mới; bỏ kết quả của các mô hình đó trước."
            )
            % {"number": stray}
        )
    changes = dict(values) | {"unit": unit, "home_id": row.home_id, "title": row.title}
    return DECISION.move(decision, "edit", by=by, at=at, changes=changes, seen=seen)


def drop(decision: Decision, *, by: Seat | None, at: datetime, seen: int | None = None) -> Decision:
    """Give a draft up with all it says; its number may be used again. Raises `CannotMove`."""
    with transaction.atomic():
        DECISION.move(decision, "drop", by=by, at=at, seen=seen, title=decision.title)
        decision.recognitions.all().delete()
    return decision


def _drawn_up(unit: Unit, values: Mapping[str, Any], *, at: datetime, but: Decision | None = None) -> Decision:
    """The decision as these values make it. Raises `CannotMove` when it cannot be, or another one is the same."""
    row = Decision(title="", **values)
    if wrong := refused_boxes(unit, row.level, row.signed_on, at):
        raise CannotMove(next(iter(wrong.values())))
    place_in_line(row, unit)
    row.title = f"Quyết định {row.number} ngày {row.signed_on:%d/%m/%Y}"
    same = Decision.objects.filter(unit=unit, number=row.number, signed_on=row.signed_on)
    if same.exclude(state=DecisionState.DROPPED).exclude(pk=but.pk if but else None).exists():
        raise CannotMove(_("Quyết định có số và ngày này đã có."))
    return row


def refused_boxes(unit: Unit, level: str, signed_on: date, at: datetime) -> dict[str, str]:
    """What cannot be in who signs at which level on which day, by the box to mend."""
    found = {}
    if level == DecisionLevel.DISTRICT and signed_on >= DISTRICTS_ENDED:
        found["level"] = _("Từ 01/7/2025 không còn cấp huyện; chọn cấp xã hoặc cấp thành phố.")
    elif unit.kind != UnitKind.COMMITTEE or unit.level != rules.ISSUERS[DecisionLevel(level)]:
        found["unit"] = _("Cơ quan này không ban hành quyết định ở cấp đã chọn.")
    elif not unit.holds_on(signed_on):
        found["unit"] = _("Cơ quan này không hoạt động vào ngày ký.")
    if signed_on > localdate(at):
        found["signed_on"] = _("Ngày ký không được sau hôm nay.")
    return found


def set_results(
    decision: Decision,
    results: Mapping[int, Said | tuple[str, str]],
    *,
    by: Seat | None,
    at: datetime,
    seen: int | None = None,
) -> int:
    """Say for registrations (id -> result, reason, amount) what the decision says; an empty result takes one off.

    Only what differs from what it says so far is written; gives how many. `seen` is the decision's version on the
    person's screen. Raises `CannotMove` when somebody else wrote meanwhile, or a registration is not of the year,
    cannot be decided on, or is not recognised without a reason or with one that is too long.
    """
    said = _differing(decision, {key: _trimmed(Said(*one)) for key, one in results.items()})
    if not said:
        return 0
    lines = {line.pk: line for line in queries.open_to_decision(decision).filter(pk__in=said)}
    for key, one in said.items():
        if one.result and key not in lines:
            raise CannotMove(_("Có mô hình không thuộc năm, cấp này hoặc chưa được gửi lên."))
        if refused := reason_refused(one):
            raise CannotMove(f"“{lines[key].title}”: {refused}")
    with transaction.atomic():
        DECISION.move(decision, "edit", by=by, at=at, seen=seen, results=len(said))
        Recognition.objects.filter(decision=decision, registration_id__in=said).delete()
        Recognition.objects.bulk_create(
            [
                Recognition(decision=decision, registration_id=key, **one._asdict())
                for key, one in said.items()
                if one.result
            ],
            batch_size=500,
        )
    return len(said)


def reason_refused(said: Said) -> str:
    """What is wrong with the reason beside a result; empty when nothing is."""
    if said.result == Result.NOT_YET and not said.reason.strip():
        return _("Ghi lý do chưa công nhận.")
    if len(said.reason) > REASON_LENGTH:
        return _("Lý do dài %(length)s ký tự; ghi không quá %(limit)s.") % {
            "length": len(said.reason),
            "limit": REASON_LENGTH,
        }
    return ""


def _trimmed(one: Said) -> Said:
    return one._replace(reason=one.reason.strip()) if one.result else Said("", "")


def _differing(decision: Decision, said: Mapping[int, Said]) -> dict[int, Said]:
    """Of these, what is not what the decision says already."""
    rows = decision.recognitions.filter(registration_id__in=said)
    now = {row.registration_id: Said(row.result, row.reason, row.achieved) for row in rows}
    return {key: one for key, one in said.items() if one != now.get(key, Said("", ""))}


def issue(decision: Decision, *, by: Seat | None, at: datetime, seen: int | None = None) -> Decision:
    """The decision is out: every registration it names moves, the public sees the recognised, units are told.

    `seen` is its version on the person's screen. Raises `CannotMove` when it names none, or it or one of them was
    written meanwhile.
    """
    said = list(decision.recognitions.select_related("registration__record", "registration__exemplar__record",
                                                     "registration__unit", "registration__exemplar__unit"))  # fmt: skip
    yes = [row.registration for row in said if row.result == Result.RECOGNISED]
    no = {row.registration_id: row.reason for row in said if row.result == Result.NOT_YET}
    if not said:
        raise CannotMove(_("Quyết định chưa có mô hình nào."))
    declined = [row.registration for row in said if row.registration_id in no]
    with transaction.atomic():
        told = {"recognised": len(yes), "declined": len(declined)}
        DECISION.move(decision, "issue", by=by, at=at, changes={"issued_at": at}, seen=seen, **told)
        _hold(Registration.objects.filter(recognitions__decision=decision))
        recognise(decision, yes, by=by, at=at)
        decline(decision, declined, no, by=by, at=at)
        _tell_units(decision, yes, declined, by=by, at=at)
    return decision


def recognise(decision: Decision, lines: Sequence[Registration], *, by: Seat | None, at: datetime) -> None:
    """Registrations become recognised and their exemplars public."""
    changes = {
        "recognised_on": decision.signed_on,
        "recognised_level": decision.level,
        "audience": Audience.PUBLIC,
        "reason": "",
    }
    number = decision.number
    move_many(REGISTRATION, lines, "recognise", by=by, at=at, changes=changes, facts=lambda line: {"decision": number})
    hidden = [line.exemplar for line in lines if line.exemplar.audience != Audience.PUBLIC]
    move_many(EXEMPLAR, hidden, "show", by=None, at=at, changes={"audience": Audience.PUBLIC})
    refresh_shown([line.exemplar_id for line in lines], at=at)
    plan_for(lines, decision.signed_on)


def decline(
    decision: Decision, lines: Sequence[Registration], reasons: Mapping[int, str], *, by: Seat | None, at: datetime
) -> None:
    """Registrations that are not recognised yet keep the reason for their unit."""
    move_many(
        REGISTRATION,
        lines,
        "decline",
        by=by,
        at=at,
        facts=lambda line: {"decision": decision.number, "reason": reasons[line.pk]},
    )
    for line in lines:
        line.reason = reasons[line.pk]
    Registration.objects.bulk_update(lines, ["reason"], batch_size=500)


def _tell_units(
    decision: Decision, yes: Sequence[Registration], no: Sequence[Registration], *, by: Seat | None, at: datetime
) -> None:
    units = {line.unit_id: line.unit for line in [*yes, *no]}
    for key, unit in units.items():
        tell(
            queries.writers_of(unit, at.date()),
            "exemplars/notices/decided.txt",
            {
                "decision": decision,
                "yes": [line for line in yes if line.unit_id == key],
                "no": [line for line in no if line.unit_id == key],
            },
            record=decision.record,
            address=queries.decision_address(decision),
            by=by,
            at=at,
        )


def revoke_one(recognition: Recognition, *, reason: str, basis: str, on: date, by: Seat | None, at: datetime) -> None:
    """Take back one recognition (thu hồi); the history and the public page say so. Raises `CannotMove`."""
    decision = recognition.decision
    _check_revoking(decision, reason, on, at)
    title = recognition.registration.title
    with transaction.atomic():
        DECISION.move(decision, "amend", by=by, at=at, title=title, reason=reason, basis=basis)
        one = decision.recognitions.filter(pk=recognition.pk)
        if not _revoke(one, reason=reason, basis=basis, on=on, by=by, at=at):
            raise CannotMove(_("Công nhận này đã được thu hồi."))


def revoke(decision: Decision, *, reason: str, basis: str, on: date, by: Seat | None, at: datetime) -> None:
    """Take back a whole decision with every recognition in it. Raises `CannotMove`."""
    _check_revoking(decision, reason, on, at)
    with transaction.atomic():
        DECISION.move(decision, "revoke", by=by, at=at, reason=reason, basis=basis)
        _revoke(decision.recognitions.all(), reason=reason, basis=basis, on=on, by=by, at=at)


def refused_day(decision: Decision, on: date, at: datetime) -> str:
    """Why a decision cannot have been taken back on a day; empty when it can."""
    if on < decision.signed_on:
        return _("Ngày thu hồi không được trước ngày ký quyết định, %(day)s.") % {
            "day": f"{decision.signed_on:%d/%m/%Y}"
        }
    return _("Ngày thu hồi không được sau hôm nay.") if on > localdate(at) else ""


def _check_revoking(decision: Decision, reason: str, on: date, at: datetime) -> None:
    if not reason.strip():
        raise CannotMove(_("Ghi lý do thu hồi."))
    if refused := refused_day(decision, on, at):
        raise CannotMove(refused)


def _revoke(said: QuerySet[Recognition], *, reason: str, basis: str, on: date, by: Seat | None, at: datetime) -> int:
    """Take back what still holds of these, and give how many; all is read once nobody else can change it."""
    said = said.filter(result=Result.RECOGNISED, revoked_on=None)
    _hold(Registration.objects.filter(recognitions__in=said))
    rows = list(said.select_related("registration__exemplar", "registration__record"))
    said.filter(pk__in=[row.pk for row in rows]).update(revoked_on=on, revoked_reason=reason, revoked_by=basis)
    for row in rows:
        line = row.registration
        if not queries.still_recognised(line) and line.state == State.RECOGNISED:
            changes = {"audience": Audience.SCOPE, "reason": reason}
            REGISTRATION.move(line, "revoke", by=by, at=at, changes=changes, reason=reason)
            _hide_unless_recognised(line.exemplar, at=at)
    return len(rows)


def _hold(lines: "QuerySet[Registration]") -> None:
    """Let nobody else change these registrations or their exemplars before the act is over."""
    keys = list(lines.values_list("pk", "exemplar"))
    hold(Registration, [line for line, _exemplar in keys])
    hold(Exemplar, {exemplar for _line, exemplar in keys})


def _hide_unless_recognised(exemplar: Exemplar, *, at: datetime) -> None:
    refresh_shown([exemplar.pk], at=at)
    exemplar.refresh_from_db()
    if exemplar.shown_id is None:
        EXEMPLAR.move(exemplar, "hide", by=None, at=at, changes={"audience": Audience.SCOPE})


def refresh_shown(exemplars: Sequence[int], *, at: datetime) -> None:
    """Let each exemplar show its last recognised registration, and say what that one says."""
    last = (
        Registration.objects.filter(exemplar=OuterRef("pk"), state=State.RECOGNISED)
        .order_by("-year", "-pk")
        .values("pk")[:1]
    )
    for keys in many(exemplars):
        rows = Exemplar.objects.filter(pk__in=keys)
        rows.update(shown=Subquery(last))
        _restate(list(rows.select_related("record", "unit", "shown")), at=at)


def _restate(rows: Sequence[Exemplar], *, at: datetime) -> None:
    """Names and words of what each shows; of one that is recognised no more, of the newest that stood on a list."""
    facts: dict[int, dict[str, Any]] = {}
    for row in rows:
        line = row.shown or queries.lines_of(row).exclude(state__in=(*GONE, State.DRAFT)).first()
        values = differing(row, said_of(row, line)) if line else {}
        if line and values:
            facts[row.pk] = {"year": line.year} | differences(row, values)
            for name, value in values.items():
                setattr(row, name, value)
            row.record.title = row.title
    told = [row for row in rows if row.pk in facts]
    move_many(EXEMPLAR, told, "restate", by=None, at=at, facts=lambda row: facts[row.pk])
    Exemplar.objects.bulk_update(told, [*LASTING, "sorted_as"], batch_size=100)
    Record.objects.bulk_update([row.record for row in told], ["title"], batch_size=500)
