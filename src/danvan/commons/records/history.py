"""Append-only history, chained by hash per record; the record keeps length and head."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import F

from danvan.commons.people.models import Seat
from danvan.commons.records.models import Event, Record


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
        facts=json.loads(json.dumps(facts, cls=DjangoJSONEncoder)),
    )
    event.hash = fingerprint(event, record.head)
    return event


def remember_many(events: Sequence[Event], *, fresh: bool = False) -> None:
    """Write one event for each of many records. Raises `Overtaken` when any record moved meanwhile.

    `fresh`: the records were made in this transaction with their head already set.
    """
    Event.objects.bulk_create(events, batch_size=1000)
    if fresh or not events:
        return
    rows = [(event.number, event.hash, event.record_id, event.number - 1) for event in events]
    table = Record._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET events_count = %s, head = %s WHERE id = %s AND events_count = %s",  # noqa: S608 - our table
            rows,
        )
        if cursor.rowcount != len(rows):
            raise Overtaken(len(rows) - cursor.rowcount)
    for event in events:
        event.record.events_count, event.record.head = event.number, event.hash


def fingerprint(event: Event, before: str) -> str:
    """SHA-256 over the event and the hash of the one before, in a form both databases give back unchanged."""
    written = [
        before,
        event.record_id,
        event.number,
        event.verb,
        event.by_id,
        event.hat_id,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.facts,
    ]
    return hashlib.sha256(json.dumps(written, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def verify() -> tuple[int, int, list[Broken]]:
    """Walk every chain: how many records, how many events, and what is broken (edited, deleted or cut off)."""
    events = _by_record()
    seen = counted = 0
    broken: list[Broken] = []
    waiting = next(events, None)
    for record in Record.objects.order_by("pk").iterator(chunk_size=2000):
        seen += 1
        while waiting and waiting[0] < record.pk:
            broken.append(Broken(waiting[0], 1, "lịch sử không có hồ sơ"))
            counted += len(waiting[1])
            waiting = next(events, None)
        chain = waiting[1] if waiting and waiting[0] == record.pk else []
        if chain:
            waiting = next(events, None)
        counted += len(chain)
        broken.extend(_faults(record, chain))
    return seen, counted, broken


def _by_record() -> Iterator[tuple[int, list[Event]]]:
    """Events grouped by record, streamed in the order of the records."""
    chain: list[Event] = []
    for event in Event.objects.order_by("record_id", "number").iterator(chunk_size=5000):
        if chain and chain[0].record_id != event.record_id:
            yield chain[0].record_id, chain
            chain = []
        chain.append(event)
    if chain:
        yield chain[0].record_id, chain


def _faults(record: Record, chain: list[Event]) -> Iterator[Broken]:
    """The first fault of one chain, if any."""
    before = ""
    for number, event in enumerate(chain, start=1):
        if event.number != number:
            yield Broken(record.pk, number, "thiếu sự kiện")
            return
        if fingerprint(event, before) != event.hash:
            yield Broken(record.pk, number, "sự kiện bị sửa")
            return
        before = event.hash
    if len(chain) != record.events_count or before != record.head:
        yield Broken(record.pk, len(chain), "lịch sử bị cắt hoặc thêm")
