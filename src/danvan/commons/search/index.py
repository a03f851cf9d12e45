"""Put records into the search and find them again."""

from collections.abc import Iterable

from danvan.commons.records.models import Record


def put(record: Record, text: str) -> None:
    """Make a record findable by its text, or take it out when the text is empty; in the transaction of the act."""
    put_many([(record, text)])


def put_many(entries: Iterable[tuple[Record, str]]) -> None:
    """The same for many records at once."""
