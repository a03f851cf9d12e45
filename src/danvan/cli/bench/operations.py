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
from danvan.do.exemplars.models import Exemplar

Say = Callable[[str], None]
Run = Callable[[], bytes | None]
OFFICER = "demo-officer"


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


def _shown() -> str:
    row = Exemplar.objects.filter(audience=Audience.PUBLIC).select_related("record").order_by("-pk").first()
    return reverse("exemplars:exemplar", args=(row.record.reference if row else "–",))


OPERATIONS = [
    Operation("list page", page(_lines, OFFICER), rows=50, must=30),
    Operation("filtered list", page(lambda: _lines(nam=2026, linh_vuc="kinh_te"), OFFICER), rows=50, must=30),
    Operation(
        "search", page(lambda: reverse("front:search", query={"q": "hũ gạo nghĩa tình"}), OFFICER), rows=20, must=100
    ),
    Operation("gallery", page(lambda: reverse("exemplars:gallery")), rows=24, must=30),
    Operation("detail", page(_shown), rows=1, must=10),
    Operation("funnel page", page(lambda: reverse("exemplars:year", args=(2026,)), OFFICER), rows=103, must=120),
    Operation("desk", page(lambda: reverse("front:desk"), OFFICER), rows=20, must=30),
    Operation("save of a registration", acts.save, times=50, must=11),
    Operation("import of 10,000 rows", acts.bring_in, times=1, must=10_000),
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
        yield Result(one.name, size, measured, floor, one.must)
