"""A daily seal over all that happened: finds a history that was rewritten whole, with its hashes and heads."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.records.models import Event, Seal

FILE = "seals.jsonl"
"""In `DANVAN_HOME`, where rights on the database do not reach: each seal as one line."""


def prepare(*, at: datetime) -> Seal | None:
    """The seal that follows, not written yet; `None` when the day has one, or nothing happened since the last.

    It covers events by the order in which they were written, up to one below which nothing can be added any more.
    """
    last = Seal.objects.last()
    upto, day = _settled(), timezone.localdate(at)
    if (last and last.day >= day) or upto == (last.upto if last else 0):
        return None
    seal = Seal(day=day, at=at, upto=upto)
    walk = _Walk(last)
    for row in _events(last.upto if last else 0, upto):
        walk.step(*row)
    seal.records, seal.events, seal.digest = walk.told()
    return seal


def copy_out() -> None:
    """Add to the file what it lacks; a file that says something else is left for `faults` to find."""
    written, kept = _lines(), [_line(seal) for seal in Seal.objects.all()]
    if written == kept[: len(written)]:
        with _file().open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in kept[len(written) :])


def faults() -> Iterator[str]:
    """What the seals find: events changed since, and seals that the table and the file tell differently."""
    seals = list(Seal.objects.all())
    kept = {seal.day.isoformat(): _line(seal) for seal in seals}
    for line in _lines():
        day = _day(line)
        if kept.get(day) != line:
            yield _("niêm phong ngày %(day)s trong %(file)s không khớp cơ sở dữ liệu") % {"day": day, "file": FILE}
    walk, rows = _Walk(None), _events(0, seals[-1].upto if seals else 0)
    row = next(rows, None)
    for seal in seals:
        while row is not None and row[0] <= seal.upto:
            walk.step(*row)
            row = next(rows, None)
        if walk.told() != (seal.records, seal.events, seal.digest):
            yield _("lịch sử đã niêm phong ngày %(day)s bị thay") % {"day": seal.day.isoformat()}
            return
        walk = _Walk(seal)


def as_plain(seal: Seal) -> dict[str, Any]:
    """A seal as it is printed and kept in the file."""
    return {
        "day": seal.day.isoformat(),
        "upto": seal.upto,
        "records": seal.records,
        "events": seal.events,
        "digest": seal.digest,
    }


class _Walk:
    """Counts and hashes events on top of a seal."""

    def __init__(self, last: Seal | None) -> None:
        self.records, self.events = (last.records, last.events) if last else (0, 0)
        self.sum = hashlib.sha256((last.digest if last else "").encode())

    def step(self, key: int, record: int, number: int, mark: str) -> None:
        self.records += number == 1
        self.events += 1
        self.sum.update(f"{key} {record} {number} {mark}\n".encode())

    def told(self) -> tuple[int, int, str]:
        return self.records, self.events, self.sum.hexdigest()


def _settled() -> int:
    """The last event's key once nobody is writing: on PostgreSQL a slow writer may still hold a smaller one."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '10s'; LOCK TABLE {Event._meta.db_table} IN SHARE MODE")
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def _events(after: int, upto: int) -> Iterator[tuple[int, int, int, str]]:
    rows = Event.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk")
    return rows.values_list("pk", "record_id", "number", "hash").iterator(chunk_size=5000)


def _file() -> Path:
    return Path(settings.HOME) / FILE


def _lines() -> list[str]:
    return _file().read_text("utf-8").splitlines() if _file().exists() else []


def _line(seal: Seal) -> str:
    return json.dumps(as_plain(seal))


def _day(line: str) -> str:
    try:
        return str(json.loads(line)["day"])
    except (ValueError, TypeError, KeyError):
        return "?"
