"""The history of a row in words: sentences from the moves, changed columns as old and new under their labels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import Truncator
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from danvan.commons.records.models import Event, Recorded
from danvan.commons.registry import card_of
from danvan.commons.workflow.flow import sentence
from danvan.ui import formats

LONGEST_VALUE = 200
MOST_EVENTS = 200
NOTHING = "–"
LAST = 10**9
COLUMNS = (
    "verb",
    "at",
    "facts",
    "record_id",
    "by__name",
    "hat__title",
    "hat__role",
    "hat__user__name",
    "hat__unit__name",
)
"""What a sentence is made of: every column more is one the database and Django take time over."""

Others = Mapping[type[Model], Mapping[Any, Model]]


@dataclass(frozen=True)
class Change:
    """One column that a move changed."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Told:
    """One event as the page shows it."""

    at: datetime
    sentence: str
    changes: list[Change]


def history(row: Recorded) -> list[Told]:
    """The last 200 events of a row, oldest first: one query, and one for each other table that a change names."""
    flow = card_of(type(row)).records[type(row)]
    newest = Event.objects.filter(record_id=row.pk).select_related("by", "hat__user", "hat__unit").order_by("-number")
    events = list(newest.only(*COLUMNS)[:MOST_EVENTS])[::-1]
    others = _others(row, events)
    return [Told(event.at, sentence(event, flow), _changes(row, event, others)) for event in events]


def _changes(row: Recorded, event: Event, others: Others) -> list[Change]:
    return [
        Change(_label(field, name), _value(field, old, others), _value(field, new, others))
        for name, field, old, new in _changed(row, event)
    ]


def _changed(row: Recorded, event: Event) -> Iterable[tuple[str, "Field[Any, Any] | None", Any, Any]]:
    """Names, columns, old and new, in the order of the form: PostgreSQL gives facts back in an order of its own.

    What people do not write (`editable=False`) is not told: it follows from what they do.
    """
    pairs = dict(event.facts.get("changed") or {}).items()
    changed = [(name, field, *pair) for name, pair in pairs if (field := _field(row, name)) is None or field.editable]
    return sorted(changed, key=lambda one: (one[1].creation_counter if one[1] else LAST, one[0]))


def _field(row: Recorded, name: str) -> "Field[Any, Any] | None":
    """The column, or nothing when it is gone since."""
    try:
        return row._meta.get_field(name)  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None


def _label(field: "Field[Any, Any] | None", name: str) -> str:
    label = str(field.verbose_name) if field else name
    return label[:1].upper() + label[1:]


def _value(field: "Field[Any, Any] | None", value: Any, others: Others) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(field, ForeignKey):
        other = others.get(field.related_model, {}).get(value)
        return str(other) if other else str(value)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    words = dict(field.flatchoices).get(value, value) if field else value
    return Truncator(_day(field, words)).chars(LONGEST_VALUE)


def _day(field: "Field[Any, Any] | None", value: Any) -> str:
    kind = field.get_internal_type() if field else ""
    if kind == "DateTimeField" and (moment := parse_datetime(str(value))):
        return formats.moment(moment, get_current_timezone())
    if kind == "DateField" and (day := parse_date(str(value))):
        return formats.day(day)
    return formats.number(value) if isinstance(value, int) else str(value)


def _others(row: Recorded, events: list[Event]) -> Others:
    """The rows of other tables that changes name, one query a table; none for what the row has at hand."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    found: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
    for event in events:
        for name, field, old, new in _changed(row, event):
            if isinstance(field, ForeignKey):
                wanted[field.related_model] |= {old, new} - {None}
                if field.is_cached(row) and (held := getattr(row, name)):
                    found[field.related_model][held.pk] = held
    for model, keys in wanted.items():
        if missing := keys - found[model].keys():
            found[model] |= model._default_manager.in_bulk(missing)
    return found
