"""What is measured: a list to which a line is added for each page or act that people wait for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.test import Client

from danvan.cli.bench.floor import bare_page
from danvan.cli.bench.measuring import measure
from danvan.cli.bench.table import Result
from danvan.commons.people import cast
from danvan.commons.people.models import User
from danvan.commons.records import demo
from danvan.commons.records.models import Record
from danvan.do.exemplars import seeds

Say = Callable[[str], None]
Run = Callable[[], bytes | None]


@dataclass(frozen=True)
class Operation:
    """One line of the table. `make(at)` prepares and gives what is run; `rows` is what a page shows, 0 for acts."""

    name: str
    make: Callable[[datetime], Run]
    rows: int = 0
    times: int = 0
    """How often an act is run; pages are run as often as the command says."""
    must: float | None = None
    """CPU milliseconds that a change may not pass (design targets)."""


OPERATIONS: list[Operation] = []
"""In the order of the table."""


def page(address: str, *, username: str = "") -> Callable[[datetime], Run]:
    """A page as a browser asks for it, compressed, signed in as that person or as a stranger."""

    def make(_at: datetime) -> Run:
        client = Client(headers={"accept-encoding": "gzip"}, raise_request_exception=True)
        if username:
            client.force_login(User.objects.get(username=username))

        def run() -> bytes:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")
            return answer.getvalue()

        return run

    return make


def fill(size: int, *, at: datetime, say: Say) -> None:
    """Lay down that many exemplars, once."""
    demo.mark()
    cast.lay_down(at=at)
    if Record.objects.count() < size:
        seeds.fill_many(size, at=at, say=say)


def measure_all(size: int, *, times: int, only: str, at: datetime, say: Say) -> Iterator[Result]:
    """Each operation with its floor."""
    for one in OPERATIONS:
        if only not in one.name:
            continue
        say(f"{one.name} ...")
        measured = measure(one.make(at), times=one.times or times, warm=0 if one.times else 2)
        floor = measure(bare_page(one.rows), times=times) if one.rows else None
        yield Result(one.name, size, measured, floor, one.must)
