"""Append-only history, chained by hash per record; the record keeps length and head."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.records.models import Event, Record

WRITTEN = ("record_id", "number", "verb", "by_id", "hat_id", "at", "facts")
"""What the hash of an event covers, after the hash of the one before."""
SECOND_LOOKS = 5


class Overtaken(Exception):
    """Somebody else wrote to the record at the same moment; read it again and repeat."""


@dataclass(frozen=True)
class Broken:
    """A record whose history is not what was written."""

    record: int
    number: int
    reason: str


def remember(record: Record, verb: str, *, by: Seat | None, at: datetime, **facts: Any) -> Event:
    """Add what happened to a record's history. `by=None` is the system. Raises `Overtaken`.

    Writers of one record meet in one conditional update; writers of different records never wait for each other.
    """
    event = next_event(record, verb, by=by, at=at, facts=facts)
    moved = Record.objects.filter(pk=record.pk, events_count=record.events_count).update(
        events_count=F("events_count") + 1, head=event.hash
    )
    if not moved:
        raise Overtaken(record)
    record.events_count, record.head = event.number, event.hash
    event.save(force_insert=True)
    return event


def next_event(
    record: Record, verb: str, *, by: Seat | None, at: datetime, facts: dict[str, Any], number: int = 0
) -> Event:
    """The event that would follow, not written yet."""
    event = Event(
        record=record,
        number=number or record.events_count + 1,
        verb=verb,
        by_id=by.user_id if by else None,
        hat=by,
        at=at,
        facts=_kept(json.loads(json.dumps(facts, cls=DjangoJSONEncoder))),
    )
    event.hash = fingerprint(event, record.head)
    return event


def remember_many(events: Sequence[Event]) -> None:
    """Write one event for each of many records. Raises `Overtaken` when any record moved meanwhile."""
    if events:
        _move_heads(events)
    Event.objects.bulk_create(events, batch_size=1000)


def _move_heads(events: Sequence[Event]) -> None:
    """Every record goes on by one event, always in the order of the keys so that two writers cannot lock each other."""
    rows = sorted((event.record_id, event.number - 1, event.hash, event.number) for event in events)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Record._meta.db_table} SET events_count = %s, head = %s WHERE id = %s AND events_count = %s",  # noqa: S608 - our table
            [(number, head, record, before) for record, before, head, number in rows],
        )
        if cursor.rowcount != len(rows):
            raise Overtaken(len(rows) - cursor.rowcount)
    for event in events:
        event.record.events_count, event.record.head = event.number, event.hash


def fingerprint(event: Event, before: str) -> str:
    """SHA-256 over the event and the hash of the one before, in a form both databases give back unchanged."""
    return _hash(before, *(getattr(event, name) for name in WRITTEN))


def verify() -> tuple[int, int, list[Broken]]:
    """Walk every chain: how many records, how many events, and what is broken (edited, deleted, swapped or cut off).

    It takes no lock: what looks broken is read a second time, because somebody may have written in between.
    """
    chains = groupby(_events(), key=itemgetter(0))
    waiting: tuple[int, Iterator[tuple[Any, ...]]] | None = next(chains, None)
    records = events = 0
    suspects: list[int] = []
    for key, count, head in Record.objects.order_by("pk").values_list("pk", "events_count", "head").iterator(5000):
        while waiting and waiting[0] < key:
            waiting = next(chains, None)
        chain = list(waiting[1]) if waiting and waiting[0] == key else []
        records, events = records + 1, events + len(chain)
        if _fault(key, count, head, chain):
            suspects.append(key)
    homeless = _homeless()
    broken = [fault for key in suspects if (fault := _second_look(key))]
    return (
        records,
        events + sum(homeless.values()),
        broken + [Broken(key, 1, _("lịch sử không có hồ sơ")) for key in homeless],
    )


def _second_look(key: int) -> Broken | None:
    """The fault of one chain, read between two equal readings of its record."""
    for _attempt in range(SECOND_LOOKS):
        record = Record.objects.filter(pk=key).values_list("events_count", "head")
        before, chain = record.first(), list(_events(key))
        if before and before == record.first():
            return _fault(key, *before, chain)
    return None


def _fault(key: int, count: int, head: str, chain: list[tuple[Any, ...]]) -> Broken | None:
    """The first fault of one chain, if any."""
    if not chain:
        return Broken(key, 0, _("hồ sơ không có lịch sử"))
    before = ""
    for number, (*written, kept) in enumerate(chain, start=1):
        if written[1] != number:
            return Broken(key, number, _("thiếu sự kiện"))
        if _hash(before, *written) != kept:
            return Broken(key, number, _("sự kiện bị sửa"))
        before = kept
    cut = len(chain) != count or before != head
    return Broken(key, len(chain), _("lịch sử bị cắt hoặc thêm")) if cut else None


def _homeless() -> dict[int, int]:
    """Events whose record is gone: record and count."""
    gone = Event.objects.filter(~Exists(Record.objects.filter(pk=OuterRef("record_id"))))
    return dict(gone.order_by("record_id").values_list("record_id").annotate(count=Count("pk")))


def _events(record: int | None = None) -> Iterator[tuple[Any, ...]]:
    """What is written of each event, with its hash at the end, streamed in the order of the records."""
    events = Event.objects.all() if record is None else Event.objects.filter(record_id=record)
    return events.order_by("record_id", "number").values_list(*WRITTEN, "hash").iterator(chunk_size=5000)


def _hash(before: str, *written: Any) -> str:
    record, number, verb, by, hat, at, facts = written
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps([before, record, number, verb, by, hat, moment, facts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _kept(value: Any) -> Any:
    """Facts as both databases give them back: PostgreSQL rewrites fractions and refuses NUL and lone surrogates."""
    if isinstance(value, dict):
        return {_kept(key): _kept(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_kept(inner) for inner in value]
    if isinstance(value, float):
        return repr(value)
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode() if isinstance(value, str) else value
