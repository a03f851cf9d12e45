"""A list that was read from a file goes into the year: planned outside the transaction, saved in one, undone if unused."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records import references
from danvan.commons.workflow.bulk import Batch, hold, move_many
from danvan.commons.workflow.flow import CannotMove, overtaken
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions.lists import changeable, next_list, put_on
from danvan.do.exemplars.actions.registering import lasting
from danvan.do.exemplars.actions.years import writable
from danvan.do.exemplars.kinds import IntakeState, Sort, State
from danvan.do.exemplars.models import CampaignYear, Exemplar, Intake, Registration, RegistrationList, place_in_line
from danvan.do.exemplars.queries.intakes import Change, Plan, drift
from danvan.do.exemplars.steps import EXEMPLAR, LIST, REGISTRATION


@dataclass
class Saved:
    """What saving did."""

    new: int = 0
    changed: int = 0
    same: int = 0
    lines: list[Registration] = field(default_factory=list)


def save(intake: Intake, plan: Plan, *, by: Seat | None, at: datetime, late_reason: str = "") -> Saved:
    """Write the accepted rows of a plan in one transaction. Raises `CannotMove`; then nothing is saved.

    Everything that can be computed is computed before the transaction begins, so that other writers wait little.
    """
    campaign = writable(plan.year, by=by, reason=late_reason)
    batch, onto, lines = _prepare(intake, plan, campaign, by=by, at=at, late=bool(late_reason))
    with transaction.atomic():
        taken = Intake.objects.filter(pk=intake.pk, state=IntakeState.READ).update(state=IntakeState.SAVED, saved_at=at)
        if not taken:
            raise CannotMove(_("Tệp này đã được lưu rồi."))
        if onto and not onto._state.adding:
            put_on(onto)  # before looking again: of two files at once the second waits here, then sees the first
        if drift(plan.unit, plan.year) != plan.drift:
            raise CannotMove(_("Danh sách vừa có người sửa. Anh, chị xem lại bản xem trước rồi bấm lưu lần nữa."))
        if onto and not _still_next(onto, changeable(plan.unit, campaign)):
            raise CannotMove(overtaken())
        batch.write()
        undo = [_change(change, by=by, at=at, late=bool(late_reason)) for change in plan.changed]
        intake.outcome = {
            "new": len(lines),
            "changed": undo,
            "same": len(plan.same),
            "refused": plan.rows - len(plan.accepted),
            "barred": [asdict(fault) for fault in plan.barred],
        }
        Intake.objects.filter(pk=intake.pk).update(outcome=intake.outcome)
    intake.state = IntakeState.SAVED
    return Saved(len(lines), len(plan.changed), len(plan.same), lines)


def _prepare(
    intake: Intake, plan: Plan, campaign: CampaignYear, *, by: Seat | None, at: datetime, late: bool
) -> tuple[Batch, RegistrationList | None, list[Registration]]:
    """The new records on their list, their history and numbers; nothing is written but the numbers taken."""
    batch, lines = Batch(), []
    onto = _list(batch, plan.unit, campaign, by=by, at=at) if plan.new else None
    fresh = sum(item.exemplar is None for item in plan.new)
    numbers = iter(references.take("DVK", plan.year, fresh) if fresh else ())
    for item in plan.new:
        line = registration(plan, item.entry, intake)
        place_in_line(line, item.unit)
        line.unit_text = item.unit_text
        line.list = line.first_list = onto
        line.late = late  # type: ignore[attr-defined]
        line.exemplar = item.exemplar or batch.begin(
            EXEMPLAR, lasting(line), "begin", by=by, at=at, reference=next(numbers)
        )
        facts = {"file": intake.name, "file_row": item.entry.row, "sheet": item.entry.sheet}
        lines.append(batch.begin(REGISTRATION, line, "bring_in", by=by, at=at, reference=None, **facts))
    batch.prepare()
    return batch, onto, lines


def _list(batch: Batch, unit: Unit, campaign: CampaignYear, *, by: Seat | None, at: datetime) -> RegistrationList:
    found = changeable(unit, campaign)
    if found is not None:
        return found
    reference = references.take("DS", campaign.year)[0]
    return batch.begin(LIST, next_list(unit, campaign), "begin", by=by, at=at, reference=reference)


def _still_next(onto: RegistrationList, now: RegistrationList | None) -> bool:
    """Whether the list that was prepared for is the one that takes lines: nobody signed it or began another."""
    return onto.pk == now.pk if now else onto._state.adding


def registration(plan: Plan, entry: queries.Entry, intake: Intake) -> Registration:
    """The registration that a row of a list describes."""
    values = queries.values_of(entry)
    return Registration(
        year=plan.year, sort=entry.sort or Sort.NEW, list_number=queries.list_number(entry), intake=intake, **values
    )


def _change(change: Change, *, by: Seat | None, at: datetime, late: bool) -> dict[str, object]:
    """Update one registration; what stood there before is kept with the intake, for undoing."""
    line = change.line
    line.late = late  # type: ignore[attr-defined]
    before = {name: getattr(line, name) for name in change.values}
    as_typed = {name: text for name, text in line.as_typed.items() if name not in change.values}
    REGISTRATION.move(line, "edit", by=by, at=at, changes=change.values | {"as_typed": as_typed})
    return {
        "line": line.pk,
        "version": line.version,
        "before": {key: str(value or "") for key, value in before.items()},
    }


def undo(intake: Intake, *, by: Seat | None, at: datetime) -> int:
    """Take back what a file brought in, while nothing was built on it. Raises `CannotMove` naming what was."""
    if intake.state != IntakeState.SAVED:
        raise CannotMove(_("Tệp này chưa lưu hoặc đã hoàn tác."))
    lines = list(intake.lines.select_related("record", "exemplar__record", "exemplar__unit", "list").order_by("pk"))
    built = [line.title for line in lines if line.version != 1 or line.state != State.ENTERED]
    built += _joined_to(lines)
    changed = {item["line"]: item for item in intake.outcome.get("changed", ())}
    rows = list(Registration.objects.filter(pk__in=changed).select_related("record"))
    built += [row.title for row in rows if row.version != changed[row.pk]["version"]]
    _refuse_built_on(built)
    with transaction.atomic():
        if not Intake.objects.filter(pk=intake.pk, state=IntakeState.SAVED).update(state=IntakeState.UNDONE):
            raise CannotMove(_("Tệp này đã hoàn tác."))
        hold(Registration, [line.pk for line in lines])
        _refuse_built_on(_joined_to(lines))
        reason = f"hoàn tác việc nhập tệp {intake.name}"
        move_many(
            REGISTRATION, lines, "withdraw", by=by, at=at, changes={"list": None}, facts=lambda line: {"reason": reason}
        )
        for row in rows:
            before = {
                key: value or None if key == "target" else value for key, value in changed[row.pk]["before"].items()
            }
            REGISTRATION.move(row, "edit", by=by, at=at, changes=before, undone=intake.name)
        _drop_empty([line.exemplar for line in lines], by=by, at=at)
    return len(lines) + len(rows)


def _joined_to(lines: list[Registration]) -> list[str]:
    """Names of those in which other units take part."""
    return [row.joined_into.title for row in queries.joined_to(lines) if row.joined_into]


def _refuse_built_on(names: list[str]) -> None:
    if names:
        raise CannotMove(
            _("Không hoàn tác được: %(count)s mô hình đã được sửa, ký hoặc gửi sau khi nhập (%(names)s).")
            % {"count": len(names), "names": "; ".join(names[:3])}
        )


def _drop_empty(exemplars: list[Exemplar], *, by: Seat | None, at: datetime) -> None:
    """Exemplars that live in no registration any more leave the search and the lists."""
    living = queries.living([row.pk for row in exemplars])
    move_many(EXEMPLAR, [row for row in exemplars if row.pk not in living], "withdraw", by=by, at=at)
