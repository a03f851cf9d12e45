"""How many files a web server reads at once: however many are sent, threads stay free for everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from danvan.commons.exchange.limits import FileRefused

LARGE_BYTES = 300_000
"""From here a file may take seconds: some 5,000 rows."""
PATIENCE = 2.0
"""Seconds that a small file waits for its turn; a large one does not wait."""
_large, _small = BoundedSemaphore(1), BoundedSemaphore(2)
"""Turns of one process; with those of `serve` taken, one thread of four still answers."""


class Busy(FileRefused):
    """Others are reading large files; the same file is read a little later."""

    def __init__(self) -> None:
        super().__init__(_("Máy đang bận đọc tệp lớn của người khác. Xin thử lại sau một phút; chưa mất gì cả."))


@contextmanager
def turn(size: int) -> Iterator[None]:
    """Hold a turn to read a file of so many bytes while a person waits. Raises `Busy`."""
    turns, patience = (_large, 0.0) if size >= LARGE_BYTES else (_small, PATIENCE)
    if not turns.acquire(timeout=patience):
        raise Busy
    try:
        yield
    finally:
        turns.release()
