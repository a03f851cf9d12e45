"""Numbers known before a row is written, so that a large import can prepare everything outside its transaction."""

import os
import secrets
import threading
import time

CHANCE = 22
"""Bits of chance below the 41 bits of milliseconds."""
PAUSE = 1000 << CHANCE
"""A process that asks again within a second goes on counting; after that it draws anew."""


class _Run:
    """The numbers of one process, which never meet: drawn by chance once, then counted on.

    Drawing each one anew would let two of a large import meet: a dozen a millisecond, for some seconds, is a chance of
    several hundredths.
    """

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget the last number; a forked child must not count on where its parent does."""
        self.lock = threading.Lock()
        self.last = 0

    def next(self) -> int:
        drawn = (time.time_ns() // 1_000_000 & (1 << 41) - 1) << CHANCE | secrets.randbits(CHANCE)
        with self.lock:
            self.last = self.last + 1 if drawn - self.last < PAUSE else drawn
            return self.last


_run = _Run()

os.register_at_fork(after_in_child=_run.begin)


def one() -> int:
    """A number of 63 bits that grows with time; of this process no two are the same."""
    return _run.next()
