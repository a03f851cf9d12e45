"""Order work, take it, hand it back: every step one conditional write, so that nothing is lost or done twice."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from danvan.commons.jobs.catalogue import Job, Outcome, Result, jobs
from danvan.commons.jobs.models import Run, Status
from danvan.commons.notices.sending import tell
from danvan.commons.notices.wording import Words
from danvan.commons.people.models import Seat
from danvan.commons.records.models import Record

LEASE = timedelta(seconds=60)
"""How long a worker may be silent before its run is given to another."""
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


class Lost(Exception):
    """The run was given to another worker meanwhile; what this one prepared is dropped."""


def enqueue(
    job: Job,
    *,
    by: Seat | None,
    at: datetime,
    title: str = "",
    record: Record | None = None,
    key: str | None = None,
    due_at: datetime | None = None,
    **arguments: Any,
) -> Run:
    """Order a job, in the transaction of the act; under a `key` that is known already the run there is comes back.

    `arguments` are plain JSON values, given to the function as they are.
    """
    columns = {
        "job": job.name,
        "arguments": arguments,
        "title": title,
        "by": by,
        "record": record,
        "created_at": at,
        "due_at": due_at or at,
    }
    if key is None:
        return Run.objects.create(**columns)
    return Run.objects.get_or_create(key=key, defaults=columns)[0]


def take(*, at: datetime) -> Run | None:
    """Take the run whose turn it is, also one whose worker has died; `None` when nothing is due."""
    if not _due(at).exists():
        return None
    with transaction.atomic():
        run = _due(at).select_for_update(skip_locked=True, of=("self",)).first()
        if run is None:
            return None
        token = secrets.token_hex(16)
        Run.objects.filter(pk=run.pk).update(
            status=Status.RUNNING, token=token, lease_until=at + LEASE, attempts=F("attempts") + 1
        )
    run.status, run.token, run.attempts = Status.RUNNING, token, run.attempts + 1
    return run


def finish(run: Run, write: Callable[[], Result], *, at: datetime) -> None:
    """Write the effects, the word "done" and the notice to the owner in one transaction. Raises `Lost`."""
    with transaction.atomic():
        _close(run, Status.DONE, at=at)
        outcome = said(write())
        Run.objects.filter(pk=run.pk).update(said=outcome.said[:500], address=outcome.address, error="")
        _tell_owner(run, _("Đã xong: %(title)s"), outcome, at=at)


def give_back(run: Run, error: str, *, at: datetime) -> None:
    """Try again later, after 10, 20, 40 … seconds; give up after the job's last attempt. Raises `Lost`."""
    if run.attempts >= most_attempts(run):
        sorry = _("Việc này gặp lỗi của máy nên chưa xong; quản trị viên đã có ghi chép. Anh, chị thử lại sau.")
        give_up(run, sorry, error, at=at)
        return
    wait = min(FIRST_WAIT * 2 ** (run.attempts - 1), LONGEST_WAIT)
    if not _mine(run).update(status=Status.WAITING, token="", lease_until=None, due_at=at + wait, error=error):
        raise Lost(run)


def give_up(run: Run, sentence: str, error: str = "", *, at: datetime) -> None:
    """Close the run as failed and tell the owner why. Raises `Lost`."""
    with transaction.atomic():
        _close(run, Status.FAILED, at=at)
        Run.objects.filter(pk=run.pk).update(said=sentence[:500], error=error, key=None)
        _tell_owner(run, _("Chưa xong: %(title)s"), Outcome(sentence), at=at)


def most_attempts(run: Run) -> int:
    """How often the job is tried."""
    known = jobs.get(run.job)
    return known.attempts if known else 1


def said(result: Result) -> Outcome:
    """What a job returned, as an outcome."""
    return result if isinstance(result, Outcome) else Outcome(result or "")


def _due(at: datetime) -> QuerySet[Run]:
    """What may be taken, in turn: first whose owner has least at hand and was served longest ago, then the oldest.

    So one person's twenty runs do not keep another's one waiting; the house's own come first, and are short.
    """
    waiting = Q(status=Status.WAITING, due_at__lte=at)
    abandoned = Q(status=Status.RUNNING, lease_until__lt=at)
    same = Run.objects.filter(by=OuterRef("by"))
    at_hand = same.filter(status=Status.RUNNING, lease_until__gte=at).order_by().values("by").annotate(n=Count("pk"))
    served = same.filter(finished_at__isnull=False).order_by("-finished_at").values("finished_at")[:1]
    return Run.objects.filter(waiting | abandoned).order_by(
        Coalesce(Subquery(at_hand.values("n")), 0), Subquery(served).asc(nulls_first=True), "due_at", "pk"
    )


def _mine(run: Run) -> QuerySet[Run]:
    return Run.objects.filter(pk=run.pk, token=run.token, status=Status.RUNNING)


def _close(run: Run, status: Status, *, at: datetime) -> None:
    """The fence: only the last one who took the run gets through, and only once."""
    if not _mine(run).update(status=status, finished_at=at, lease_until=None, token=""):
        raise Lost(run)


def _tell_owner(run: Run, subject: str, outcome: Outcome, *, at: datetime) -> None:
    if run.by and run.title:
        words = Words(subject % {"title": run.title}, outcome.said)
        tell([run.by], words, record=run.record, address=outcome.address or run.page, by=None, at=at)
