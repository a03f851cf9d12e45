"""`danvan check`: everything that can be said about the code without running its tests."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from danvan.cli.installing import say
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.words import _

ROOT = Path(__file__).resolve().parents[3]
"""The source tree; an installed package has none, and then nothing to check."""
LIVE = {
    "DANVAN_SITE_URL": "https://danvan.example",
    "DANVAN_SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
}


@dataclass(frozen=True)
class Step:
    """One program to run; it fails when its exit code says so."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)


def add(subparsers: Subparsers) -> None:
    """The command `check`."""
    check = subparsers.add_parser("check", help=_("kiểm tra mã nguồn: dạng viết, kiểu, chiều phụ thuộc, bản đồ"))
    check.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Run every step, two at a time, the longest first; show only what failed."""
    refuse_without_source()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="danvan-check-") as home, ThreadPoolExecutor(2) as pool:
        failed = [step.name for step, good in pool.map(lambda step: (step, _passes(step, home)), steps()) if not good]
    seconds = time.monotonic() - began
    if failed:
        say(_("Chưa đạt: {steps} ({seconds:.0f} giây)").format(steps=", ".join(failed), seconds=seconds))
    else:
        say(_("Kiểm tra mã nguồn: đạt ({seconds:.0f} giây)").format(seconds=seconds))
    return 1 if failed else 0


def refuse_without_source() -> None:
    """Raises `Refused` outside a source tree."""
    if not (ROOT / "pyproject.toml").exists():
        raise Refused(_("Lệnh này cần cây mã nguồn (git clone)."))


def steps() -> Iterator[Step]:
    """What is checked."""
    yield Step("mypy", _module("mypy", "src/danvan"))
    yield Step("ruff check", _module("ruff", "check", "--output-format=concise", "."))
    yield Step("ruff format", _module("ruff", "format", "--check", "--output-format=concise", "."))
    yield Step("lint-imports", [str(Path(sys.executable).parent / "lint-imports")])
    yield Step("makemigrations --check", _module("django", "makemigrations", "--check", "--dry-run"))
    yield Step("check --deploy", _module("django", "check", "--deploy", "--fail-level", "WARNING"), LIVE)
    yield Step("map --check", _module("danvan.cli", "map", "--check"))


def _module(name: str, *words: str) -> list[str]:
    return [sys.executable, "-P", "-m", name, *words]


def _passes(step: Step, home: str) -> bool:
    env = {name: value for name, value in os.environ.items() if not name.startswith("DANVAN_")}
    env |= {"DANVAN_HOME": home, "DJANGO_SETTINGS_MODULE": "danvan.settings"} | step.env
    done = subprocess.run(  # noqa: S603 - our own commands
        step.command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        say(f"✗ {step.name}\n{done.stdout}{done.stderr}")
    return done.returncode == 0
