"""Models that the press and official pages published, laid down as facts: no registration, no decision, no figure added."""

import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Seat
from danvan.commons.records import references
from danvan.commons.records.models import Audience
from danvan.commons.workflow.bulk import Batch
from danvan.do.exemplars.models import NOT_STATED, Exemplar, folded, place_in_line, sorting_name
from danvan.do.exemplars.steps import EXEMPLAR
from danvan.ui import formats

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""The day on which this list was drawn up."""


def published() -> list[dict[str, Any]]:
    """The facts as they are kept."""
    text = files("danvan.do.exemplars.seeds").joinpath("data/published.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["model"])


def lay_down(by: Seat) -> int:
    """Tell every published model that is not told yet, in the officer's name; how many were new."""
    known = set(Exemplar.objects.exclude(source="").values_list("title", "source"))
    return len(tell([one for one in published() if (one["name"], one["source"]) not in known], by))


def tell(facts: list[dict[str, Any]], by: Seat) -> list[Exemplar]:
    """Write these facts down as public models."""
    batch, rows = Batch(), []
    for one in facts:
        year = _first_year(one)
        known = {"reference": references.take("DVK", year)[0], "source": one["source"]}
        rows.append(batch.begin(EXEMPLAR, exemplar(one), "tell", by=by, at=AT, **known))
    batch.write()
    return rows


def exemplar(one: dict[str, Any]) -> Exemplar:
    """The row that a fact becomes."""
    row = Exemplar(title=one["name"], folded=folded(one["name"]), first_year=_first_year(one), field=one["field"])
    place_in_line(row, resolve(one["unit"]))
    row.sorted_as = sorting_name(row.title, row.unit, named=row.named)
    row.told_year = one.get("year", NOT_STATED)
    row.told_measure, row.told_amount = one.get("measure", ""), one.get("target")
    row.place, row.source, row.audience = one["place"], one["source"], Audience.PUBLIC
    figure = f"{formats.number(one['target'])} {one['measure']}. " if "target" in one else ""
    row.output = figure + one["told"]
    return row


def _first_year(one: dict[str, Any]) -> int:
    """The year of its number: of the source, else the year in which it was told."""
    return int(one.get("year", AT.year))
