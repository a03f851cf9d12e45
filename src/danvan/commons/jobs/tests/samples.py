"""Jobs that exist in tests only: they count in the house's own counters."""

import time
from collections.abc import Callable
from datetime import datetime

from danvan.commons.jobs.catalogue import CannotFinish, Outcome, job
from danvan.commons.jobs.models import Run
from danvan.commons.records import references


@job
def count(run: Run, *, at: datetime, name: str, slow: float = 0) -> Callable[[], Outcome]:
    """Work for a while, then count once."""
    run.progress(1, 2)
    time.sleep(slow)

    def write() -> Outcome:
        references.reserve(f"count-{name}")
        time.sleep(slow)
        return Outcome(f"Đã đếm {name}", f"/dem/{name}/")

    return write


@job
def say(run: Run, *, at: datetime) -> str:
    """Nothing to write."""
    return f"Lúc {at:%H:%M}"


@job(attempts=3)
def fail(run: Run, *, at: datetime) -> Callable[[], None]:
    """Break after the effect was written."""

    def write() -> None:
        references.reserve("fail")
        raise ZeroDivisionError("chia cho không")

    return write


@job
def refuse(run: Run, *, at: datetime) -> None:
    """Give up with a reason."""
    raise CannotFinish("Tệp không còn nữa.")
