"""Whether a database holds invented rows: kept in the database itself, so that it travels with its backups."""

from danvan.commons.records import references
from danvan.commons.records.models import Counter

KEY = "demo"
"""Counts how often demo data were laid down; no reference number uses this key."""


def mark() -> None:
    """Say that this database holds invented rows, before the first of them is written."""
    references.reserve(KEY)


def is_marked() -> bool:
    """Whether demo data were ever laid down here."""
    return Counter.objects.filter(key=KEY).exists()
