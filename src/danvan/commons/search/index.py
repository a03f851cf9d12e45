"""Put records into the search and find them again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from danvan.commons import registry
from danvan.commons.records.models import Audience, Record
from danvan.commons.search import engines, words
from danvan.commons.search.models import Entry

BATCH = FEW = 500
Row = tuple[int, str, str, str, str]


def put(record: Record, text: str) -> None:
    """Make a record findable by its text, or take it out when the text is empty; in the transaction of the act."""
    put_many([(record, text)])


def put_many(entries: Iterable[tuple[Record, str]]) -> None:
    """The same for many records at once."""
    write(prepared(entries))


def prepared(entries: Iterable[tuple[Record, str]]) -> list[Row]:
    """The slow half of `put_many`, which needs no transaction."""
    return [(record.pk, record.kind, str(record.audience), *words.stored(text)) for record, text in entries]


def write(rows: Sequence[Row]) -> None:
    """The quick half; entries that say the same as before are not touched."""
    last = {row[0]: row for row in rows}
    full = [row for row in last.values() if row[3]]
    with connection.cursor() as cursor:
        for part in _parts(full):
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(part))
            cursor.execute(engines.PUT.format(places=places), [value for row in part for value in row])
    for keys in _parts([key for key, row in last.items() if not row[3]]):
        Entry.objects.filter(pk__in=keys).delete()


def find(
    query: str, *, kinds: Sequence[str] | None = None, audience: Audience | None = None, limit: int = 1000
) -> list[int]:
    """Ids of the records that hold every term, newest first; those that carry the marks as typed before the rest."""
    limits = ({"kind": kinds} if kinds else {}) | ({"audience": [audience]} if audience else {})
    terms = words.asked(query)
    bare = words.folded(terms)
    first = _ids(engines.select(bare, limits, as_typed=terms), limit) if terms != bare else []
    return list(dict.fromkeys(first + _ids(engines.select(bare, limits), limit)))[:limit]


def matching(query: str, kinds: Sequence[str] | None = None, *, newest: int | None = None) -> list[int] | RawSQL:
    """Ids of the records that hold every term, for `pk__in=`; a query without a word finds nothing.

    Few are listed, so that both databases begin with them. Many stay a subquery, and the list they narrow says by
    itself which kind it is. `newest` keeps a very common word cheap on a list that goes from new to old and has no
    other filter: no more than so many rows can be reached there.
    """
    terms = words.folded(words.asked(query))
    limited = engines.select(terms, {"kind": kinds} if kinds else {})
    few = _ids(limited, FEW + 1)
    if len(few) <= FEW:
        return few
    sql, values = engines.select(terms, {})
    if newest is not None:
        sql, values = f"{limited[0]} ORDER BY 1 DESC LIMIT %s", [*limited[1], newest]
    return RawSQL(sql, values)  # noqa: S611 - our own text, the words are parameters


def rebuild() -> int:
    """Write every entry anew from its record, as its card says; gives the number of records read."""
    searched = {model: card.search for card in registry.cards() if card.search for model in card.records}
    Entry.objects.exclude(kind__in=[model._meta.label_lower for model in searched]).delete()
    read = sum(_rewritten(model, text) for model, text in searched.items())
    engines.optimise()
    return read


def _rewritten(model: Any, text: Callable[[Any], str]) -> int:
    rows = model._default_manager.select_related("record").order_by("pk").iterator(chunk_size=BATCH)
    read = 0
    while part := list(islice(rows, BATCH)):
        put_many([(row.record, text(row)) for row in part])
        read += len(part)
    return read


def _ids(question: engines.Select, limit: int) -> list[int]:
    sql, values = question
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 1 DESC LIMIT %s", [*values, limit])
        return [row[0] for row in cursor.fetchall()]


def _parts(rows: list[Any]) -> Iterator[list[Any]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
