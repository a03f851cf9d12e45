"""Keeps a few processes running: starts again what died, and ends all of them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

PATIENCE = 15.0
"""Seconds that children get to finish before they are killed."""
LONGEST_PAUSE = 30.0
"""Seconds, at most, between two starts of a process that dies at once."""


@dataclass
class Kept:
    """One process to keep alive."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    started: float
    pause: float = 0.0
    again_at: float = 0.0


class Supervisor:
    """A parent for the web server and the worker."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self.stopping = False

    def keep(self, name: str, command: list[str]) -> None:
        """Start a process and keep it running."""
        self.kept.append(Kept(name, command, _start(command), time.monotonic()))

    def watch(self, *, ready: Callable[[], bool]) -> int:
        """Watch until told to stop; `ready` is asked until it says yes. Gives the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        told = False
        while not self.stopping:
            told = told or ready()
            for one in self.kept:
                self._mend(one)
            time.sleep(0.2)
        self._end()
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _mend(self, one: Kept) -> None:
        """Start a dead process again, after a pause that grows when it keeps dying."""
        code, now = one.process.poll(), time.monotonic()
        if code is None or self.stopping:
            return
        if not one.again_at:
            _sweep(one.process)
            lived = now - one.started
            one.pause = 0.5 if lived > LONGEST_PAUSE else min(max(one.pause, 0.25) * 2, LONGEST_PAUSE)
            one.again_at = now + one.pause
            print(f"{one.name}: {code}; ↻ {one.pause:g} s", file=sys.stderr, flush=True)
        elif now >= one.again_at:
            one.process, one.started, one.again_at = _start(one.command), now, 0.0

    def _end(self) -> None:
        """Ask all to finish, wait, then insist."""
        for one in self.kept:
            one.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for one in self.kept:
            try:
                one.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.process.kill()
                one.process.wait()
            _sweep(one.process)


def _sweep(leader: subprocess.Popen[bytes]) -> None:
    """End what a dead leader left behind, which would go on holding its port and its locks."""
    with suppress(ProcessLookupError):
        os.killpg(leader.pid, signal.SIGKILL)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches only the parent, which then ends it in order."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent(os.getpid()))  # noqa: PLW1509, S603 - one thread, our own command


def _die_with_parent(parent: int) -> Callable[[], None] | None:
    """On Linux a child is told to end when its parent is killed, so that nothing goes on unwatched."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return ask
