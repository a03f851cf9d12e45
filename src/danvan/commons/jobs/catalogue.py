"""Which functions are jobs, and which of them come round by the clock."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Outcome:
    """What the owner is told: a sentence, and the page where the result is."""

    said: str = ""
    address: str = ""


class CannotFinish(Exception):
    """The job gives up for a reason its owner understands; it is not tried again."""


Result = Outcome | str | None
Work = Callable[..., Result | Callable[[], Result]]
"""A job prepares without writing and returns what is to be said, or a function that writes and says it.

That function runs in one transaction with the word "done": whatever a killed worker had begun, it counts once.
"""


@dataclass(frozen=True)
class Job:
    """A function that runs in the background, `work(run, at=…, **arguments)`, known by its module and name."""

    name: str
    work: Work
    attempts: int

    def __call__(self, *args: Any, **arguments: Any) -> Result | Callable[[], Result]:
        """Call the function itself, as tests do."""
        return self.work(*args, **arguments)


@dataclass(frozen=True)
class Schedule:
    """A job that comes round: every so often, daily ones at an hour of the house's clock."""

    job: Job
    interval: timedelta
    hour: int

    def slot(self, at: datetime) -> int:
        """The number of the round that a moment falls into; each round is run once."""
        if self.interval >= timedelta(days=1):
            return (timezone.localtime(at) - timedelta(hours=self.hour)).date().toordinal() // self.interval.days
        return int(at.timestamp() // self.interval.total_seconds())


jobs: dict[str, Job] = {}
schedules: list[Schedule] = []
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def job(work: Work | None = None, *, attempts: int = 5) -> Any:
    """Make a function of a process's `jobs.py` a job: `@job` or `@job(attempts=1)`."""
    if work is None:
        return lambda work: job(work, attempts=attempts)
    known = Job(f"{work.__module__}.{work.__qualname__}", work, attempts)
    jobs[known.name] = known
    return known


def every(interval: str, *, hour: int = 0) -> Callable[[Job], Job]:
    """Let a job come round: `@every("10m")`, `@every("1h")`, `@every("1d", hour=7)` above `@job`."""
    found = re.fullmatch(r"([1-9]\d*)([mhd])", interval)
    if not found:
        raise ValueError(f"no interval: {interval}")
    length = timedelta(**{UNITS[found[2]]: int(found[1])})

    def scheduled(known: Job) -> Job:
        schedules.append(Schedule(known, length, hour))
        return known

    return scheduled
