"""Moves of a record: who may, from which states, to which; one transaction writes change, history and search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from danvan.commons.papers.verbs import SAID as HOUSE_VERBS
from danvan.commons.people.models import Seat
from danvan.commons.records import history
from danvan.commons.records.models import Event, Record, Recorded
from danvan.commons.registry import card_of
from danvan.commons.search import index

Row = TypeVar("Row", bound=Recorded)
MIRRORED = ("title", "unit", "unit_id", "audience")
"""Columns that stand on the row and on its `Record`."""


class CannotMove(Exception):
    """The move is refused; the text says why in words for the person who tried."""


class AlreadyThere(CannotMove):
    """A row like this one was written by somebody else, perhaps at the same moment."""


@dataclass(frozen=True)
class Move:
    """One line of a process's steps: from, to, who, and the sentence of the history.

    An empty `source` begins a record; an empty `target` changes it without leaving its state, or brings it back to the
    state that the action names, as where something is undone.
    """

    name: str
    source: tuple[str, ...]
    target: str
    who: Callable[[Seat | None, Any], bool]
    said: Any
    label: Any = ""
    """Words of its button; a move without a label has no button of its own."""


class Flow:
    """All moves of one kind of record."""

    def __init__(self, *moves: Move) -> None:
        self.moves = {move.name: move for move in moves}

    def __getitem__(self, name: str) -> Move:
        return self.moves[name]

    def allows(self, seat: Seat | None, row: Recorded, name: str) -> bool:
        """Whether this seat may make this move on the row as it stands."""
        move = self.moves[name]
        return row.state in move.source and move.who(seat, row)

    def open_to(self, seat: Seat | None, row: Recorded) -> list[Move]:
        """The moves a page may offer: exactly those that would not be refused."""
        return [move for move in self.moves.values() if move.source and self.allows(seat, row, move.name)]

    def begin(
        self, row: Row, name: str, *, by: Seat | None, at: datetime, reference: str | None = None, **facts: Any
    ) -> Row:
        """Write a new row with its `Record`, first event and search entry.

        Raises `CannotMove`, also when somebody else wrote the same row at the same moment.
        """
        move = self._beginning(row, name, by)
        row.state = move.target
        record = record_for(row, at=at, reference=reference)
        event = history.next_event(record, name, by=by, at=at, facts=facts)
        record.events_count, record.head = 1, event.hash
        try:
            with transaction.atomic():
                record.save(force_insert=True)
                row.save(force_insert=True)
                event.save(force_insert=True)
                index.put(record, searched(row))
        except IntegrityError as late:
            raise AlreadyThere(overtaken()) from late
        return row

    def _beginning(self, row: Recorded, name: str, by: Seat | None) -> Move:
        move = self.moves[name]
        if move.source:
            raise ValueError(f"{name} does not begin a record")
        if by is not None and not move.who(by, row):
            raise CannotMove(_("Anh, chị không có quyền làm bước này."))
        return move

    def move(
        self,
        row: Row,
        name: str,
        *,
        by: Seat | None,
        at: datetime,
        changes: Mapping[str, Any] | None = None,
        seen: int | None = None,
        **facts: Any,
    ) -> Row:
        """Make a move: right, state, change, history, search, all or nothing.

        `changes` are column values; `seen` is the version the person had on the screen (default: as loaded).
        `by=None` is the system. Raises `CannotMove` when the right is missing, the state is another one, or somebody
        else wrote first; then nothing is changed.
        """
        move = self._allowed(row, name, by)
        changes = dict(changes or {})
        if move.target:
            changes["state"] = move.target
        facts |= differences(row, changes)
        with transaction.atomic():
            as_seen = type(row)._default_manager.filter(
                pk=row.pk, state=row.state, version=row.version if seen is None else seen
            )
            if not as_seen.update(version=F("version") + 1, **changes):
                raise CannotMove(overtaken())
            row.refresh_from_db()
            mirror(row.record, {key: changes[key] for key in changes if key in MIRRORED})
            try:
                history.remember(row.record, name, by=by, at=at, **facts)
            except history.Overtaken as late:
                raise CannotMove(overtaken()) from late
            index.put(row.record, searched(row))
        return row

    def _allowed(self, row: Recorded, name: str, by: Seat | None) -> Move:
        move = self.moves[name]
        if row.state not in move.source:
            raise CannotMove(_("Hồ sơ đang ở bước “%(state)s”, không làm được việc này.") % {"state": state_label(row)})
        if by is not None and not move.who(by, row):
            raise CannotMove(_("Anh, chị không có quyền làm bước này."))
        return move


def overtaken() -> str:
    """What a person is told who came second."""
    return _("Người khác vừa sửa hồ sơ này. Anh, chị mở lại trang để xem bản mới rồi làm lại.")


def record_for(row: Recorded, *, at: datetime, reference: str | None) -> Record:
    """The `Record` of a new row, hung on it, not written yet."""
    row.record = Record(
        kind=row._meta.label_lower,
        reference=reference,
        title=row.title,
        unit_id=row.unit_id,
        audience=row.audience,
        opened_at=at,
    )
    return row.record


def mirror(record: Record, changes: Mapping[str, Any]) -> None:
    """Keep title, unit and audience of the `Record` as they stand on the row."""
    if changes:
        Record.objects.filter(pk=record.pk).update(**changes)
        for name, value in changes.items():
            setattr(record, name, value)


def searched(row: Recorded) -> str:
    """The text by which a row is found, as its card says."""
    search = card_of(type(row)).search
    return search(row) if search else ""


def differences(row: Recorded, changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a move changes besides the state, old and new, for the history."""
    pairs = {name: [stands(row, name), plain(value)] for name, value in changes.items() if name != "state"}
    changed = {name: [old, new] for name, (old, new) in pairs.items() if old != new}
    return {"changed": changed} if changed else {}


def stands(row: Model, name: str) -> Any:
    """A column of a row as the history keeps it; of another row its key, which costs no query."""
    return getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]


def plain(value: Any) -> Any:
    """A value as the history keeps it."""
    return value.pk if isinstance(value, Model) else value


def state_label(row: Recorded) -> str:
    """The state in words."""
    return str(getattr(row, "get_state_display", lambda: row.state)())


def sentence(event: Event, flow: Flow) -> str:
    """The history's sentence of an event, as it stands on the move."""
    by = event.hat.signature if event.hat else (event.by.name if event.by else _("Hệ thống"))
    move = flow.moves.get(event.verb)
    said = move.said if move else HOUSE_VERBS.get(event.verb, "{by}: {verb}")
    return str(said).format_map(_Facts(event.facts | {"by": by, "verb": event.verb}))


class _Facts(dict[str, Any]):
    """Facts of an old event may lack what its sentence says today."""

    def __missing__(self, key: str) -> str:
        return "…"


def many(rows: Sequence[Any], size: int = 500) -> list[Any]:
    """Rows in portions that one statement can name."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]
