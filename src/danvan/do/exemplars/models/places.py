"""Columns that a row takes from its unit, and names as they are compared."""

from typing import Any

from danvan.commons.folding import fold
from danvan.commons.people.models import Unit
from danvan.do.exemplars.models.registrations import Registration


def place_in_line(row: Any, unit: Unit) -> None:
    """Set the columns that a row takes from its unit, so that lists never join it to filter."""
    row.unit, row.home_id = unit, unit.home_id or unit.pk
    if isinstance(row, Registration):
        row.line, row.level = unit.line, unit.level


def sorting_name(title: str, unit: Unit, *, named: bool) -> str:
    """The words by which the public sees an exemplar sorted: those it reads."""
    return folded(title if named else f"Điển hình cá nhân, {unit.name}")


def folded(title: str) -> str:
    """A name as it is compared: without diacritics, case and doubled spaces."""
    return " ".join(fold(title).split())[:300]
