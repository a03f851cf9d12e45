"""Measures one operation: time, processor, queries, transactions, bytes, memory."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.db import connection, transaction

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """What an operation cost, each time on average unless said otherwise."""

    median_ms: float
    p95_ms: float
    cpu_ms: float
    """Processor time of this process and, where it can be read, of the database's."""
    queries: int
    """Statements of the dearest run."""
    locked_ms: float
    """The longest transaction, from its first statement until it was committed: so long other writers may wait."""
    bytes: int
    """Length of the answer as it leaves, compressed."""
    peak_mb: float
    """Highest memory of this process meanwhile."""


def measure(run: Callable[[], bytes | None], *, times: int, warm: int = 2) -> Measured:
    """Run it `warm` times unmeasured, then `times` times; `run` gives the bytes of its answer, if it has one."""
    for _ in range(warm):
        run()
    _forget_peak()
    spent, statements, size, locked = [], 0, 0, 0.0
    before = _processor()
    for _ in range(times):
        with _Counted() as counted:
            began = time.perf_counter()
            answer = run()
            spent.append((time.perf_counter() - began) * 1000)
        statements, size = max(statements, counted.number), len(answer or b"")
        locked = max(locked, counted.locked)
    return Measured(
        median_ms=round(median(spent), 2),
        p95_ms=round(quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0], 2),
        cpu_ms=round((_processor() - before) * 1000 / times, 2),
        queries=statements,
        locked_ms=round(locked * 1000, 1),
        bytes=size,
        peak_mb=_peak(),
    )


class _Counted:
    """Counts the statements sent to the database, and the seconds of the longest transaction."""

    number = 0
    locked = 0.0
    began: float | None = None

    def __enter__(self) -> "_Counted":
        self._wrapper = connection.execute_wrapper(self._count)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *problem: object) -> None:
        self._wrapper.__exit__(None, None, None)

    def _count(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        if connection.in_atomic_block and self.began is None:
            self.began = time.perf_counter()
            transaction.on_commit(self._committed)
        return execute(sql, params, many, context)

    def _committed(self) -> None:
        self.locked = max(self.locked, time.perf_counter() - (self.began or 0.0))
        self.began = None


def _processor() -> float:
    """Seconds of processor used so far by this process, its children, and our connection's process of PostgreSQL."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system + _backend()


def _backend() -> float:
    """PostgreSQL's side, in steps of a hundredth of a second; nothing when it runs on another machine."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    try:
        fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def _forget_peak() -> None:
    """Let the peak start again from here, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak() -> float:
    """Highest memory since then, in MB."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return round(next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0) / 1024, 1)
