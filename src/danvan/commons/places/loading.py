"""Brings the shipped areas and reorganisations into the database; run again, it changes only what differs."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from danvan.commons.places.models import Area, AreaSuccession, Level

DATA = Path(__file__).parent / "data"
STATISTICS = "Danh mục đơn vị hành chính của cơ quan thống kê nhà nước"
"""Basis of an area for which no resolution is named on its row."""
COLUMNS = ("name", "above_id", "valid_to", "longitude", "latitude", "basis")


def load() -> dict[str, Area]:
    """Load or update every shipped area with its predecessors; returns the areas by the key of their row."""
    with transaction.atomic():
        areas: dict[str, Area] = {}
        for level in (Level.CITY, Level.DISTRICT, Level.COMMUNE):
            areas |= _load_level(level, areas)
        _load_successions(areas)
    return areas


def rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of a shipped table."""
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def day(text: str) -> date | None:
    """A day of a shipped table; empty for none."""
    return date.fromisoformat(text) if text else None


def _load_level(level: Level, above: dict[str, Area]) -> dict[str, Area]:
    shipped = {row["key"]: _area(row, above) for row in rows(DATA / "areas.csv") if row["level"] == level}
    known = {(area.code, area.valid_from): area for area in Area.objects.filter(level=level)}
    fresh, changed = [], []
    for area in shipped.values():
        if (kept := known.get((area.code, area.valid_from))) is None:
            fresh.append(area)
        else:
            area.pk = kept.pk
            if any(getattr(kept, name) != getattr(area, name) for name in COLUMNS):
                changed.append(area)
    Area.objects.bulk_create(fresh)
    Area.objects.bulk_update(changed, COLUMNS, batch_size=100)
    return shipped


def _area(row: dict[str, str], above: dict[str, Area]) -> Area:
    return Area(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        above=above.get(row["above"]),
        valid_from=day(row["from"]),
        valid_to=day(row["to"]),
        longitude=float(row["longitude"]) if row["longitude"] else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        basis=row["basis"] or STATISTICS,
    )


def _load_successions(areas: dict[str, Area]) -> None:
    known = set(AreaSuccession.objects.values_list("old_id", "new_id", "on"))
    shipped = [
        AreaSuccession(
            old=areas[row["old"]],
            new=areas[row["new"]],
            share=row["share"],
            on=date.fromisoformat(row["on"]),
            basis=row["basis"],
        )
        for row in rows(DATA / "successions.csv")
    ]
    AreaSuccession.objects.bulk_create([one for one in shipped if (one.old_id, one.new_id, one.on) not in known])
