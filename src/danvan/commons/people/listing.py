"""The list of units, as the command line and the API give it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from danvan.commons.people.models import Unit
from danvan.commons.people.successors import codes_of

COLUMNS = ("code", "name", "kind", "line", "area_code", "above", "from", "to", "successors", "root")


def rows(on: date | None = None) -> list[dict[str, Any]]:
    """The units that hold on a day (default: all that ever held), with `root` on the one that is the whole city."""
    units = Unit.objects.all() if on is None else Unit.objects.valid_on(on)
    followers = codes_of()
    return [_row(unit, followers) for unit in units.select_related("place", "above").order_by("code")]


def _row(unit: Unit, followers: Mapping[int, list[str]]) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "line": unit.line,
        "level": unit.level,
        "area_code": unit.place.code if unit.place else None,
        "above": unit.above.code if unit.above else None,
        "from": unit.valid_from.isoformat() if unit.valid_from else None,
        "to": unit.valid_to.isoformat() if unit.valid_to else None,
        "successors": followers.get(unit.pk, []),
    } | ({"root": True} if unit.root else {})


def lines(listed: Iterable[Mapping[str, Any]]) -> list[str]:
    """The same rows as text, one unit a line under its heading, columns parted by tabs."""
    return ["\t".join(COLUMNS), *("\t".join(_cell(row.get(name)) for name in COLUMNS) for row in listed)]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return "root" if value is True else value or ""
