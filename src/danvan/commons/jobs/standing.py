"""The house's own rounds: mail, files nobody refers to, and runs nobody asks for any more."""

from datetime import datetime, timedelta

from danvan.commons.jobs.catalogue import every, job
from danvan.commons.jobs.models import Run
from danvan.commons.notices import outbox
from danvan.commons.papers import store

KEPT = timedelta(days=90)
KEPT_OF_THE_HOUSE = timedelta(days=2)


@every("1m")
@job(attempts=1)
def send_mail(_run: Run, *, at: datetime) -> None:
    """Send what waits in the outbox."""
    while outbox.send_due(at=at):
        continue


@every("1d", hour=2)
@job
def sweep_files(_run: Run, *, at: datetime) -> None:
    """Remove files that were written for an act which never came to pass."""
    store.sweep(at=at)


@every("1d", hour=3)
@job
def forget_runs(_run: Run, *, at: datetime) -> None:
    """Forget finished runs after 90 days, those of the house after two."""
    Run.objects.filter(finished_at__lt=at - KEPT).delete()
    Run.objects.filter(by=None, finished_at__lt=at - KEPT_OF_THE_HOUSE).delete()
