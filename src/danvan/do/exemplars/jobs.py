"""Work of the movement in the background."""

from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons.jobs.catalogue import CannotFinish, Outcome, every, job
from danvan.commons.jobs.models import Run
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import intakes, lists
from danvan.do.exemplars.models import Intake


@job
def bring_in(
    run: Run, *, at: datetime, intake: int, answers: dict[str, str], late_reason: str
) -> Callable[[], Outcome]:
    """Save a large file: read and planned here, written in one transaction with the word "done"."""
    row = Intake.objects.select_related("unit__home").get(pk=intake)
    register = intakes.read(row)
    run.progress(1, 3)
    plan = queries.plan(register, unit=row.unit, year=row.year, answers=intakes.said(answers))
    run.progress(2, 3)

    def write() -> Outcome:
        try:
            saved = intakes.save(row, plan, by=run.by, at=at, late_reason=late_reason)
        except CannotMove as refused:
            raise CannotFinish(str(refused)) from refused
        words = _("Đã nhập tệp %(name)s: %(new)s mô hình mới, %(changed)s cập nhật, %(refused)s dòng chưa nhận.")
        counts = {"name": row.name, "new": saved.new, "changed": saved.changed, "refused": row.outcome["refused"]}
        return Outcome(words % counts, queries.intake_address(row))

    return write


@every("1d", hour=7)
@job
def remind(_run: Run, *, at: datetime) -> Callable[[], None]:
    """Remind units three days before their list is due, on the day, and the day after; each once a day."""

    def write() -> None:
        for campaign, units, words in queries.to_remind(localdate(at)):
            lists.remind(campaign, units, words, by=None, at=at)

    return write
