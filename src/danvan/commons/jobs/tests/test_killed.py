"""A worker that is killed at any moment loses nothing and does nothing twice."""

import random
import time

import pytest

from danvan.commons.jobs import queue
from danvan.commons.jobs.models import Run, Status
from danvan.commons.jobs.tests import samples
from danvan.commons.records.models import Counter
from danvan.commons.records.tests import processes
from danvan.commons.records.tests.cast import AT

WORKER = """
import threading, time
from datetime import timedelta
from django.utils import timezone
from danvan.commons.jobs import queue, worker
from danvan.commons.jobs.models import Run
from danvan.commons.jobs.tests import samples
queue.LEASE = timedelta(seconds=1)
print("ready", flush=True)
while Run.objects.filter(status__in=("waiting", "running")).exists():
    worker.work_once() or time.sleep(0.05)
"""
RUNS, KILLS = 60, 5

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_every_run_is_done_exactly_once_although_workers_are_killed() -> None:
    for number in range(RUNS):
        queue.enqueue(samples.count, by=None, at=AT, name=str(number), slow=0.02)
    chance = random.Random(2026)

    for _ in range(KILLS):
        victim = processes.start(WORKER)
        assert victim.stdout is not None
        victim.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.5))
        victim.kill()
        victim.communicate(timeout=30)
    left = Run.objects.exclude(status=Status.DONE).count()
    for survivor in [processes.start(WORKER), processes.start(WORKER)]:
        processes.result(survivor)

    assert 0 < left < RUNS
    assert Run.objects.filter(status=Status.DONE).count() == RUNS
    assert list(Counter.objects.filter(key__startswith="count-").values_list("last", flat=True)) == [1] * RUNS
    assert Run.objects.filter(attempts__gt=1).count() > 0
