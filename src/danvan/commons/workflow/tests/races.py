"""Acts at the same moment, each with rows that it loaded before any other began."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from danvan.commons.workflow.flow import CannotMove

DONE = ""
Prepared = Callable[[], Any]


def race(*preparing: Callable[[], Prepared]) -> list[str]:
    """Prepare each act on a connection of its own, then let all begin at once; what each was told, `DONE` when done."""
    barrier = Barrier(len(preparing), timeout=60)

    def run(prepare: Callable[[], Prepared]) -> str:
        try:
            act = prepare()
            barrier.wait()
            act()
        except CannotMove as refused:
            return str(refused)
        finally:
            connection.close()
        return DONE

    with ThreadPoolExecutor(len(preparing)) as threads:
        return list(threads.map(run, preparing))
