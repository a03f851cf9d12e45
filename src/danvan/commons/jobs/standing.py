"""The house's own rounds: mail, the seal over history, files nobody refers to, and runs nobody asks for any more."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from danvan.commons.jobs.catalogue import every, job
from danvan.commons.jobs.models import Run
from danvan.commons.notices import outbox
from danvan.commons.papers import store
from danvan.commons.records import seals

KEPT = timedelta(days=90)
KEPT_OF_THE_HOUSE = timedelta(days=2)


@every("1m")
@job(attempts=1)
def send_mail(_run: Run, *, at: datetime) -> None:
    """Send what waits in the outbox."""
    while outbox.send_due(at=at):
        continue


@every("1d", hour=1)
@job
def seal_history(_run: Run, *, at: datetime) -> Callable[[], None] | None:
    """Seal what happened since the last seal, in the database and in a file beside it."""
    seal = seals.prepare(at=at)
    seals.copy_out()
    if seal is None:
        return None

    def write() -> None:
        seal.save(force_insert=True)
        transaction.on_commit(seals.copy_out)

    return write


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
