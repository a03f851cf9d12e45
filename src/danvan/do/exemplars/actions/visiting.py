"""Visits after recognition: planned with the decision, written once each, mended with a trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.periods import months_later
from danvan.commons.workflow.bulk import move_many
from danvan.commons.workflow.flow import CannotMove, overtaken
from danvan.do.exemplars.kinds import LAPSED, VISITS_AFTER, Life, State
from danvan.do.exemplars.models import Registration, Visit
from danvan.do.exemplars.steps import EXEMPLAR


def plan(lines: Sequence[Registration], decided_on: date) -> list[Visit]:
    """The visits that a recognition asks for, not written yet."""
    return [
        Visit(
            registration=line,
            unit_id=line.unit_id,
            home_id=line.home_id,
            year=line.year,
            after=months,
            due_on=months_later(decided_on, months),
        )
        for line in lines
        for months in VISITS_AFTER
    ]


def plan_for(lines: Sequence[Registration], decided_on: date) -> None:
    """Plan the visits of registrations that a decision recognises; who is planned already keeps the first plan."""
    Visit.objects.bulk_create(plan(lines, decided_on), batch_size=500, ignore_conflicts=True)


@dataclass(frozen=True)
class Finding:
    """What a visit found, before it is written."""

    visit: Visit
    found: str
    reason: str = ""
    measured: Decimal | None = None


def record_many(findings: Sequence[Finding], *, on: date, by: Seat | None, at: datetime) -> None:
    """First visits of one day, all or nothing, with the same checks and the same history as one by one."""
    for one in findings:
        _check(one.visit.registration, on, one.found, one.reason, localdate(at))
    with transaction.atomic():
        for found in Life.values:
            rows = [one.visit for one in findings if one.found == found]
            months = {row.registration.exemplar_id: row.after for row in rows}
            move_many(
                EXEMPLAR,
                [row.registration.exemplar for row in rows],
                "visit",
                by=by,
                at=at,
                changes={"life": found, "seen_on": on},
                facts=lambda row, found=found, months=months: _facts(on, found, months[row.pk]),  # type: ignore[misc]
            )
        for one in findings:
            row = one.visit
            row.version += 1
            row.on, row.found, row.reason, row.measured, row.by, row.at = (
                on,
                one.found,
                one.reason,
                one.measured,
                by,
                at,
            )
        # Rows that are there are written over in one statement: an update of many different values costs ten times as much.
        names = ["on", "found", "reason", "measured", "by", "at", "version"]
        rows = [one.visit for one in findings]
        Visit.objects.bulk_create(rows, 500, update_conflicts=True, unique_fields=["id"], update_fields=names)


def _facts(on: date, found: str, months: int) -> dict[str, Any]:
    with translation.override("vi"):  # kept in the history
        return {"on": f"{on:%d/%m/%Y}", "found": str(Life(found).label), "after": months}


def record(
    visit: Visit,
    *,
    on: date,
    found: str,
    by: Seat | None,
    at: datetime,
    reason: str = "",
    measured: Decimal | None = None,
    note: str = "",
    seen: int | None = None,
) -> Visit:
    """Write what a visit found; written again it is mended, and the history keeps both. Raises `CannotMove`.

    `seen` is the version that was on the screen.
    """
    line = visit.registration
    _check(line, on, found, reason, localdate(at))
    values: dict[str, Any] = {
        "on": on, "found": found, "reason": reason.strip() if found in LAPSED else "", "measured": measured,
        "note": note.strip(), "by": by, "at": at,
    }  # fmt: skip
    with transaction.atomic():
        EXEMPLAR.move(
            line.exemplar,
            "visit",
            by=by,
            at=at,
            changes=_newest(line, visit, on, found),
            **_facts(on, found, visit.after),
        )
        as_seen = Visit.objects.filter(pk=visit.pk, version=visit.version if seen is None else seen)
        if not as_seen.update(version=F("version") + 1, **values):
            raise CannotMove(overtaken())
    visit.refresh_from_db()
    return visit


def _newest(line: Registration, visit: Visit, on: date, found: str) -> dict[str, Any]:
    """What the exemplar takes over: the finding of its latest visit."""
    others = Visit.objects.filter(registration__exemplar=line.exemplar_id).exclude(pk=visit.pk)
    last = others.exclude(on=None).order_by("-on", "-after").first()
    if last is not None and last.on is not None and last.on > on:
        return {"life": last.found, "seen_on": last.on}
    return {"life": found, "seen_on": on}


def _check(line: Registration, on: date, found: str, reason: str, today: date) -> None:
    if line.state != State.RECOGNISED:
        raise CannotMove(_("Mô hình này không còn được công nhận nên không thăm lại nữa."))
    if found not in Life.values:
        raise CannotMove(_("Chọn tình trạng của mô hình."))
    if on > today:
        raise CannotMove(_("Ngày thăm ở sau hôm nay. Xin xem lại."))
    if line.recognised_on and on < line.recognised_on:
        words = {"day": f"{line.recognised_on:%d/%m/%Y}"}
        raise CannotMove(_("Ngày thăm ở trước ngày công nhận %(day)s. Xin xem lại.") % words)
    if found in LAPSED and not reason.strip():
        raise CannotMove(_("Ghi lý do dừng hoặc tạm dừng, để nơi muốn làm theo biết trước."))
