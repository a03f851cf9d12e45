"""What is measured: a list to which a line is added for each page or act that people wait for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.test import Client
from django.urls import reverse

from danvan.cli.bench import acts
from danvan.cli.bench.floor import bare_page
from danvan.cli.bench.measuring import measure
from danvan.cli.bench.table import Result
from danvan.commons.papers.documents.pdf import pdf
from danvan.commons.papers.documents.word import word
from danvan.commons.people.models import User
from danvan.commons.records.models import Audience
from danvan.do.exemplars import queries
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Exemplar, Registration

Say = Callable[[str], None]
Run = Callable[[], bytes | None]
OFFICER = "demo-officer"
COMMUNE = "CT-CAI-KHE"
WORDS = "hũ gạo nghĩa tình"
QUESTIONS = 10
"""Statements that a page may send at most (design targets)."""


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
    lock: float | None = None
    """Milliseconds that other writers may wait for it at most."""


def page(address: Callable[[], str], username: str = "") -> Callable[[datetime], Run]:
    """A page as a browser asks for it, compressed, signed in as that person or as a stranger."""

    def make(_at: datetime) -> Run:
        client = Client(headers={"accept-encoding": "gzip"})
        if username:
            client.force_login(User.objects.get(username=username))
        at = address()

        def run() -> bytes:
            answer = client.get(at)
            if answer.status_code != 200:
                raise RuntimeError(f"{at}: {answer.status_code}")
            return bytes(answer.getvalue())

        return run

    return make


def _lines(**filters: object) -> str:
    return reverse("exemplars:lines", query=filters or None)


def _gallery(**filters: object) -> str:
    return reverse("exemplars:gallery", query=filters or None)


def _sheet() -> str:
    return reverse("exemplars:lines-sheet", query={"nam": 2026, "linh_vuc": "kinh_te"})


def _line() -> str:
    row = Registration.objects.filter(state=State.RECOGNISED).select_related("exemplar__record").order_by("-pk").first()
    return queries.line_address(row) if row else "/"


def _shown() -> str:
    row = Exemplar.objects.filter(audience=Audience.PUBLIC).select_related("record").order_by("-pk").first()
    return reverse("exemplars:exemplar", args=(row.record.reference if row else "–",))


OPERATIONS = [
    Operation("list page", page(_lines, OFFICER), rows=50, must=30),
    Operation("list, deep page", page(lambda: _lines(trang=200), OFFICER), rows=50, must=30),
    Operation("filtered list", page(lambda: _lines(nam=2026, linh_vuc="kinh_te"), OFFICER), rows=50, must=30),
    Operation("list of one commune", page(lambda: _lines(nam=2025, don_vi=COMMUNE), OFFICER), rows=50, must=30),
    Operation("list with words", page(lambda: _lines(q=WORDS), OFFICER), rows=50, must=100),
    Operation("search", page(lambda: reverse("front:search", query={"q": WORDS}), OFFICER), rows=20, must=100),
    Operation("gallery", page(_gallery), rows=24, must=30),
    Operation("gallery, filtered", page(lambda: _gallery(linh_vuc="kinh_te", nam=2025)), rows=24, must=30),
    Operation("gallery with words", page(lambda: _gallery(q=WORDS)), rows=24, must=100),
    Operation("detail", page(_shown), rows=1, must=10),
    Operation("registration", page(_line, OFFICER), rows=1, must=10),
    Operation("funnel page", page(lambda: reverse("exemplars:year", args=(2026,)), OFFICER), rows=103, must=120),
    Operation("who has sent", page(lambda: reverse("exemplars:lists"), OFFICER), rows=103, must=120),
    Operation("desk", page(lambda: reverse("front:desk"), OFFICER), rows=20, must=30),
    Operation("save of a registration", acts.save, times=50, must=11),
    Operation("import of 10,000 rows", acts.bring_in, times=1, must=10_000, lock=2_000),
    Operation("Excel of a filtered list", page(_sheet, OFFICER), times=3),
    Operation("yearly report, Word", acts.report(word), times=5, must=3_000),
    Operation("yearly report, PDF", acts.report(pdf), times=5, must=2_000),
]
"""In the order of the table."""


def measure_all(size: int, *, times: int, only: str, at: datetime, say: Say) -> Iterator[Result]:
    """Each operation with its floor."""
    settings.ALLOWED_HOSTS = ["*"]
    for one in OPERATIONS:
        if only not in one.name:
            continue
        say(f"{one.name} ...")
        measured = measure(one.make(at), times=one.times or times, warm=0 if one.times else 2)
        floor = measure(bare_page(one.rows), times=times) if one.rows else None
        yield Result(one.name, size, measured, floor, one.must, QUESTIONS if one.rows else None, one.lock)
