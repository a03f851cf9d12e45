"""Results as a table for people, and kept in docs/benchmarks.md with the commit they belong to."""

import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from danvan.cli.bench.measuring import Measured
from danvan.cli.checking import ROOT

FILE = ROOT / "docs" / "benchmarks.md"
HEADS = (
    "operation",
    "exemplars",
    "median ms",
    "p95 ms",
    "CPU ms",
    "queries",
    "longest transaction ms",
    "bytes",
    "peak MB",
    "floor CPU ms",
    "ratio",
    "must",
)


@dataclass(frozen=True)
class Result:
    """One operation at one size; `floor` only for pages, `must` what a change may not break, in CPU ms.

    `queries` is the most a page may ask, `lock` the longest an act may keep other writers waiting, in ms.
    """

    name: str
    size: int
    measured: Measured
    floor: Measured | None
    must: float | None
    queries: int | None = None
    lock: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the least possible."""
        return round(self.measured.cpu_ms / self.floor.cpu_ms, 1) if self.floor and self.floor.cpu_ms else None

    @property
    def kept(self) -> bool:
        """Whether it stays within what it must."""
        m = self.measured
        limits = ((self.must, m.cpu_ms), (self.queries, m.queries), (self.lock, m.locked_ms))
        return all(most is None or cost <= most for most, cost in limits)

    @property
    def limits(self) -> str:
        """What it must keep, in words, with a mark when it does not."""
        queries = "" if self.queries is None else f", {self.queries} queries"
        lock = "" if self.lock is None else f", lock {self.lock:g} ms"
        return "" if self.must is None else f"≤ {self.must:g}{queries}{lock}{'' if self.kept else ' ✗'}"


def drawn(results: list[Result]) -> Iterator[str]:
    """The table in Markdown."""
    yield "| " + " | ".join(HEADS) + " |"
    yield "|---" + "|--:" * (len(HEADS) - 1) + "|"
    for one in results:
        m = one.measured
        floor = one.floor.cpu_ms if one.floor else ""
        cells = (
            one.name,
            one.size,
            m.median_ms,
            m.p95_ms,
            m.cpu_ms,
            m.queries,
            m.locked_ms or "",
            m.bytes,
            m.peak_mb,
            floor,
            one.ratio or "",
            one.limits,
        )
        yield "| " + " | ".join(map(str, cells)) + " |"


def append(results: list[Result], *, at: datetime, engine: str) -> None:
    """Add the table to the file of all measurements."""
    before = FILE.read_text(encoding="utf-8") if FILE.exists() else "# Benchmarks\n"
    head = f"## {at:%Y-%m-%d %H:%M} UTC · {commit()} · {engine} · {machine()}"
    FILE.write_text("\n".join([before.rstrip(), "", head, "", *drawn(results), ""]), encoding="utf-8")


def commit() -> str:
    """The commit measured; marked when files differ from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "–"


def machine() -> str:
    """Cores and Python, which numbers depend on."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"
