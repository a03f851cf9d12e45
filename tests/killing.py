"""Acts killed at chosen points, in the house itself: `python -m tests.killing ACT` prints what stood after each kill."""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 - only once Django stands
from django.db import connection, connections, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from danvan.commons.papers import store  # noqa: E402
from danvan.commons.papers.models import Paper  # noqa: E402
from danvan.do.exemplars.actions import deciding, intakes, lists  # noqa: E402
from danvan.do.exemplars.kinds import DecisionLevel, Result  # noqa: E402
from danvan.do.exemplars.models import Decision, Intake, Registration, RegistrationList  # noqa: E402
from danvan.do.exemplars.tests import make  # noqa: E402
from danvan.do.exemplars.tests.test_bringing_in import ROWS, book  # noqa: E402
from danvan.overview.reports.actions import freezing, writing  # noqa: E402
from danvan.overview.reports.kinds import WORK  # noqa: E402
from danvan.overview.reports.models import FrozenList, Printed, Report, Version  # noqa: E402

LINES = 300
Act = Callable[[], object]


def killed(act: Act, at: int) -> bool:
    """Do it in a child that kills itself before that statement; whether it was killed, or came to its end."""
    connections.close_all()
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    asked = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        act()
    connections.close_all()
    os._exit(0)


def tried(act: Act, state: Callable[[], Any], *, steps: int = 8) -> list[Any]:
    """What stood after each of some kills, spread over the act, and at last after the whole of it."""
    asked = statements(act)
    spread = {*range(1, asked, max(1, asked // steps)), *range(asked - 4, asked + 2)}
    states = []
    for at in sorted(spread):
        if not killed(act, at):
            break
        states.append(state())
    return [*states, state()]


def statements(act: Act) -> int:
    """How many the act makes, and a few more, found by a child that does it and takes it back.

    Only children do the act: a library that the parent had set to work would hang in them.
    """
    connections.close_all()
    told, tells = os.pipe()
    if not os.fork():
        asked = 0

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(count):
                act()
            transaction.set_rollback(True)
        os.write(tells, str(asked).encode())
        connections.close_all()
        os._exit(0)
    os.wait()
    return int(os.read(told, 20))


def issue() -> list[Any]:
    """A decision over many lines goes out."""
    make.year()
    register = intakes.read(
        row := intakes.receive(_list(), "ds.csv", unit=make.unit(make.WOMEN), year=2026, by=None, at=make.AT)
    )
    from danvan.do.exemplars import queries  # noqa: PLC0415 - one act needs it

    plan = queries.plan(register, unit=row.unit, year=2026, answers={})
    intakes.save(row, plan, by=None, at=make.AT)
    _send_up()
    values = {
        "year": 2026,
        "level": DecisionLevel.COMMUNE,
        "number": "1-QĐ",
        "signed_on": make.AT.date(),
        "signer": "",
    }
    decision = deciding.prepare(unit=make.unit(make.COMMUNE), values=values, by=None, at=make.AT)
    keys = Registration.objects.filter(year=2026).values_list("pk", flat=True)
    deciding.set_results(decision, {key: deciding.Said(Result.RECOGNISED, "") for key in keys}, by=None, at=make.AT)
    return tried(
        lambda: deciding.issue(Decision.objects.get(pk=decision.pk), by=None, at=make.AT),
        lambda: [
            Decision.objects.get(pk=decision.pk).state,
            Registration.objects.filter(state="recognised").count(),
            Registration.objects.filter(exemplar__audience="public").count(),
        ],
    )


def _list() -> bytes:
    words = ("Tổ", "Đường", "Vườn", "Bến", "Chợ", "Hẻm")
    rows = (f"{n};{words[n % 6]} mô hình số {n * 7919};Kinh tế;ấp {n}" for n in range(1, LINES + 1))
    return "\n".join(("STT;Tên mô hình;Lĩnh vực;Địa bàn", *rows)).encode()


def _send_up() -> None:
    for row in RegistrationList.objects.select_related("record", "campaign", "unit__home", "receiver"):
        lists.sign(row, by=None, at=make.AT)
        lists.send(row, letter_number="1-CV", letter_date=make.AT.date(), by=None, at=make.AT)


def freeze() -> list[Any]:
    """A report is frozen with its papers."""
    make.year()
    report = writing.begin(unit=make.unit(make.COMMUNE), outline=WORK, period_code="2026", by=None, at=make.AT)
    return tried(
        lambda: freezing.freeze(Report.objects.get(pk=report.pk), by=None, at=make.AT),
        lambda: [
            Report.objects.get(pk=report.pk).state,
            Version.objects.count(),
            FrozenList.objects.count() > 0,
            all(store.path(paper.sha256).exists() for paper in Paper.objects.all()),
            Printed.objects.count(),
        ],
        steps=5,
    )


def upload() -> list[Any]:
    """A file is handed in on the page."""
    make.year()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(make.head(make.COMMUNE).user, backend="django.contrib.auth.backends.ModelBackend")
    data = book(*ROWS)

    def hand_in() -> None:
        file = SimpleUploadedFile("ds.xlsx", data)
        answer = client.post("/mo-hinh/nhap/", {"year": "2026", "unit": make.COMMUNE, "file": file})
        assert answer.status_code == 302

    return tried(hand_in, lambda: [intakes.read(row).rows for row in Intake.objects.all()], steps=5)


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"issue": issue, "freeze": freeze, "upload": upload}[sys.argv[1]]()))
