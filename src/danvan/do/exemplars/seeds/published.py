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
from danvan.do.exemplars.actions.registering import reference
from danvan.do.exemplars.models import Exemplar, folded, place_in_line
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
    missing = [one for one in published() if (one["name"], one["source"]) not in known]
    batch = Batch()
    for one in missing:
        number = references.reserve(f"DVK-{one['year']}")[0]
        batch.begin(
            EXEMPLAR,
            exemplar(one),
            "tell",
            by=by,
            at=AT,
            reference=reference(one["year"], number),
            source=one["source"],
        )
    batch.write()
    return len(missing)


def exemplar(one: dict[str, Any]) -> Exemplar:
    """The row that a fact becomes."""
    row = Exemplar(title=one["name"], folded=folded(one["name"]), first_year=one["year"], field=one["field"])
    place_in_line(row, resolve(one["unit"]))
    row.place, row.source, row.audience = one["place"], one["source"], Audience.PUBLIC
    figure = f"{formats.number(one['target'])} {one['measure']}. " if "target" in one else ""
    row.output = figure + one["told"]
    return row
