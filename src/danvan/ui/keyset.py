"""Pages that go on from a row instead of counting up to it: the last of a million rows is as quick as the first."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

from danvan.ui.paging import SIZE

Row = TypeVar("Row")
AFTER, BEFORE = "sau", "truoc"
"""Names in the address of the mark after which, or before which, rows are shown."""
LONGEST_MARK = 600


@dataclass(frozen=True)
class Stretch(Generic[Row]):
    """Rows of one page; `before` and `after` are marks for the address, "" where the list ends."""

    rows: Sequence[Row]
    before: str
    after: str
    total: int | None = None


@dataclass(frozen=True)
class Key:
    """A column the rows are ordered by: of their own table and never empty."""

    field: "Field[Any, Any]"
    descending: bool

    def beyond(self, *, forward: bool) -> str:
        """The comparison that leads on from a row."""
        return f"{self.field.name}__{'gt' if self.descending != forward else 'lt'}"


def stretch(
    rows: "QuerySet[Any]", query: Mapping[str, Any], *, size: int = SIZE, total: int | None = None
) -> "Stretch[Any]":
    """The rows after (`?sau=`) or before (`?truoc=`) the mark in the address; a broken mark begins at the start.

    `rows` must be ordered by columns of their own table that are never empty, ending with the key.
    """
    keys = _keys(rows)
    before, after = _read(keys, query.get(BEFORE)), _read(keys, query.get(AFTER))
    if before and not after:
        found = list(rows.filter(_beyond(keys, before, forward=False)).reverse()[: size + 1])
        return _stretch(keys, found[:size][::-1], earlier=len(found) > size, later=True, total=total)
    found = list((rows.filter(_beyond(keys, after, forward=True)) if after else rows)[: size + 1])
    return _stretch(keys, found[:size], earlier=bool(after), later=len(found) > size, total=total)


def _keys(rows: "QuerySet[Any]") -> list[Key]:
    meta = rows.model._meta
    names = [str(name) for name in rows.query.order_by or meta.ordering]
    plain = [(name.lstrip("-"), name.startswith("-")) for name in names]
    return [Key(meta.pk if name == "pk" else meta.get_field(name), descending) for name, descending in plain]


def _beyond(keys: list[Key], values: list[Any], *, forward: bool) -> Q:
    """Rows past the mark: equal in the first columns, beyond it in the next; the first bound lets an index help."""
    first = Q(**{f"{keys[0].beyond(forward=forward)}e": values[0]})
    choices = Q()
    for place, key in enumerate(keys):
        same = {before.field.name: value for before, value in zip(keys[:place], values, strict=False)}
        choices |= Q(**same, **{key.beyond(forward=forward): values[place]})
    return first & choices


def _stretch(keys: list[Key], rows: list[Any], *, earlier: bool, later: bool, total: int | None) -> "Stretch[Any]":
    before = _written(keys, rows[0]) if rows and earlier else ""
    after = _written(keys, rows[-1]) if rows and later else ""
    return Stretch(rows, before, after, total)


def _written(keys: list[Key], row: Model) -> str:
    values = [key.field.value_to_string(row) for key in keys]
    return urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode().rstrip("=")


def _read(keys: list[Key], mark: Any) -> list[Any]:
    """The values of a mark, or nothing when nobody could have been given it."""
    text = str(mark or "")
    if not text or len(text) > LONGEST_MARK:
        return []
    try:
        values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return [key.field.to_python(_storable(str(value))) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, ValidationError):
        return []


def _storable(text: str) -> str:
    """The text as it came; raises ValueError for what no database takes: NUL, or half of a character."""
    if b"\0" in text.encode():
        raise ValueError(text)
    return text
