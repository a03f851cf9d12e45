"""The worker: takes runs one by one, keeps its lease while it works, and orders what comes round by the clock."""

import logging
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from danvan.commons.jobs import queue
from danvan.commons.jobs.catalogue import CannotFinish, Schedule, jobs, schedules
from danvan.commons.jobs.models import Run, Status

PAUSE = 1.0
"""Seconds between two looks into an empty queue."""
logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def run_forever() -> None:
    """Work until the process is told to stop; the run at hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    loop(stop)


def loop(stop: threading.Event, *, pause: float = PAUSE, clock: Clock = timezone.now) -> None:
    """Work until `stop` is set; a database that is away for a while is waited for."""
    rounds: dict[Schedule, int] = {}
    while not stop.is_set():
        try:
            order_rounds(rounds, at=clock())
            if not work_once(clock=clock):
                stop.wait(pause)
        except DatabaseError:
            logger.exception("the database does not answer the worker")
            stop.wait(5 * pause)
        close_old_connections()


def work_once(*, clock: Clock = timezone.now) -> bool:
    """Take one run and see it through; whether there was one."""
    run = queue.take(at=clock())
    if run is None:
        return False
    try:
        _work(run, clock)
    except queue.Lost:
        logger.warning("run %s of %s went to another worker", run.pk, run.job)
    return True


def order_rounds(rounds: dict[Schedule, int], *, at: datetime) -> None:
    """Order each job that comes round once in its round; `rounds` remembers what this worker has ordered.

    A round is passed over while the job's last one is still to be done.
    """
    for schedule in schedules:
        slot = schedule.slot(at)
        if rounds.get(schedule) == slot:
            continue
        name = schedule.job.name
        if not Run.objects.filter(job=name, status__in=(Status.WAITING, Status.RUNNING)).exists():
            queue.enqueue(schedule.job, by=None, at=at, key=f"{name}@{slot}")
        rounds[schedule] = slot


def _work(run: Run, clock: Clock) -> None:
    known = jobs.get(run.job)
    if known is None or run.attempts > known.attempts:
        queue.give_back(run, run.error or f"unknown job, or its worker died {run.attempts - 1} times", at=clock())
        return
    try:
        with _alive(run, clock):
            result = known.work(run, at=clock(), **run.arguments)
            queue.finish(run, result if callable(result) else lambda: result, at=clock())
    except CannotFinish as reason:
        queue.give_up(run, str(reason), at=clock())
    except queue.Lost:
        raise
    except Exception:
        logger.exception("run %s of %s failed", run.pk, run.job)
        queue.give_back(run, traceback.format_exc(), at=clock())


@contextmanager
def _alive(run: Run, clock: Clock) -> Iterator[None]:
    """Renew the lease from a thread of its own, so that a long job is not taken for a dead one."""
    done = threading.Event()
    thread = threading.Thread(target=_keep_lease, args=(run, clock, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _keep_lease(run: Run, clock: Clock, done: threading.Event) -> None:
    while not done.wait(queue.LEASE.total_seconds() / 3):
        try:
            run.keep(clock(), queue.LEASE)
        except DatabaseError:
            logger.warning("the lease of run %s was not renewed", run.pk)
        finally:
            connection.close()
