"""The same moves for many records at once, with the same checks and the same history as one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model

from danvan.commons.people.models import Seat
from danvan.commons.records import history
from danvan.commons.records.models import Event, Record, Recorded
from danvan.commons.search import index
from danvan.commons.workflow.flow import (
    MIRRORED,
    AlreadyThere,
    CannotMove,
    Flow,
    Row,
    differences,
    many,
    overtaken,
    record_for,
    searched,
)
from danvan.commons.workflow.inserts import Insert, insert


@dataclass
class Batch:
    """New records prepared outside a transaction, written inside one with nothing left to compute."""

    rows: list[Recorded] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    inserts: list[Insert] = field(default_factory=list)
    found: list[index.Row] = field(default_factory=list)

    def begin(
        self, flow: Flow, row: Row, name: str, *, by: Seat | None, at: datetime, reference: str | None, **facts: Any
    ) -> Row:
        """Prepare a beginning. Raises `CannotMove`."""
        row.state = flow._beginning(row, name, by).target
        self.records.append(record_for(row, at=at, reference=reference))
        self.rows.append(row)
        self.remember(row, name, by=by, at=at, **facts)
        return row

    def step(self, flow: Flow, row: Row, name: str, *, by: Seat | None, at: datetime, **facts: Any) -> Row:
        """Prepare a further move of a row begun in this batch; columns are set on the row by the caller."""
        move = flow._allowed(row, name, by)
        row.state = move.target or row.state
        row.version += 1
        self.remember(row, name, by=by, at=at, **facts)
        return row

    def remember(self, row: Recorded, verb: str, *, by: Seat | None, at: datetime, **facts: Any) -> None:
        """Prepare an event of a row begun in this batch."""
        record = row.record
        event = history.next_event(record, verb, by=by, at=at, facts=facts)
        record.events_count, record.head = event.number, event.hash
        self.events.append(event)

    def prepare(self) -> None:
        """Compute what `write` will write; nothing may be begun or changed after it."""
        for row in self.rows:
            row.record.title, row.record.unit_id, row.record.audience = row.title, row.unit_id, row.audience
        by_model: dict[type[Recorded], list[Recorded]] = {}
        for row in self.rows:
            by_model.setdefault(type(row), []).append(row)
        tables: list[Sequence[Model]] = [self.records, *by_model.values(), self.events]
        self.inserts = [insert(rows) for rows in tables if rows]
        self.found = index.prepared((row.record, searched(row)) for row in self.rows)

    def write(self) -> None:
        """Write everything, in one transaction. Raises `AlreadyThere` when somebody else wrote one of the rows meanwhile."""
        if not self.inserts:
            self.prepare()
        try:
            with transaction.atomic():
                for one in self.inserts:
                    one.run()
                index.write(self.found)
        except IntegrityError as late:
            raise AlreadyThere(overtaken()) from late


def hold(model: type[Model], keys: Iterable[int]) -> None:
    """Let nobody else change these rows before the transaction ends.

    They are taken in the order of their keys, so that two acts over many rows never wait for each other in a ring.
    SQLite has one writer at a time anyway.
    """
    if connection.features.has_select_for_update:
        for part in many(sorted(keys)):
            list(model._default_manager.filter(pk__in=part).order_by("pk").select_for_update().values_list("pk"))


def move_many(
    flow: Flow,
    rows: Sequence[Row],
    name: str,
    *,
    by: Seat | None,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    facts: Callable[[Row], Mapping[str, Any]] = lambda row: {},
) -> None:
    """Make the same move on many rows (with `record` loaded), all or nothing. Raises `CannotMove`."""
    if not rows:
        return
    move = flow[name]
    for row in rows:
        flow._allowed(row, name, by)
    values = dict(changes or {}) | ({"state": move.target} if move.target else {})
    model = type(rows[0])
    events = [
        history.next_event(row.record, name, by=by, at=at, facts=dict(facts(row)) | differences(row, values))
        for row in rows
    ]
    with transaction.atomic():
        hold(model, [row.pk for row in rows])
        for part in many(rows):
            keys = [row.pk for row in part]
            moved = model._default_manager.filter(pk__in=keys, state__in=move.source).update(
                version=F("version") + 1, **values
            )
            if moved != len(keys):
                raise CannotMove(overtaken())
            mirrored = {key: values[key] for key in values if key in MIRRORED}
            if mirrored:
                Record.objects.filter(pk__in=keys).update(**mirrored)
        try:
            history.remember_many(events)
        except history.Overtaken as late:
            raise CannotMove(overtaken()) from late
        _settle(rows, values)
        index.put_many([(row.record, searched(row)) for row in rows])


def _settle(rows: Sequence[Recorded], values: Mapping[str, Any]) -> None:
    """Let the rows in memory say what was written."""
    for row in rows:
        row.version += 1
        for name, value in values.items():
            setattr(row, name, value)
            if name in MIRRORED:
                setattr(row.record, name, value)
