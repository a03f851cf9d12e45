"""The demo on the whole: the base document's totals by counting records, today's rows, sound histories."""

import json
from pathlib import Path

import pytest

from tests.houses import House

pytestmark = pytest.mark.slow
FIELDS = {"kinh_te": 697, "van_hoa_xa_hoi": 1434, "quoc_phong_an_ninh": 151, "xay_dung_he_thong_chinh_tri": 109}


def report(demo: House, tmp_path: Path, *words: str) -> dict:
    file = tmp_path / "r.json"
    demo.done("report", "--unit", "CT04", "--period", "2023", "--format", "json", "--out", file, *words)
    return json.loads(file.read_text(encoding="utf-8"))


def test_2023_counts_what_the_base_document_says(demo: House, tmp_path: Path) -> None:
    figures = report(demo, tmp_path)["figures"]

    said = {key: figures[f"exemplars.recognised.{key}"]["value"] for key in FIELDS}
    assert (figures["exemplars.registered"]["value"], figures["exemplars.recognised"]["value"]) == (2642, 2391)
    assert said == FIELDS
    assert all(one["value"] == one["records"] for one in figures.values())


@pytest.mark.parametrize("as_of", [(), ("--as-of", "2026-11-24"), ("--as-of", "2025-06-30")])
def test_the_rows_by_unit_add_up_whatever_the_day(demo: House, tmp_path: Path, as_of: tuple[str, ...]) -> None:
    rows = report(demo, tmp_path, "--by-unit", *as_of)["by_unit"]

    assert sum(row["registered"] for row in rows) == 2642
    assert sum(row["recognised"] for row in rows) == 2391
    assert len({row["code"] for row in rows}) == len(rows)


def test_every_history_of_the_demo_is_sound(demo: House) -> None:
    told = demo.json("audit", "verify")

    assert told["broken"] == []
    assert told["records"] > 25_000


def test_laying_it_down_again_changes_nothing(demo: House) -> None:
    before = demo.json("audit", "verify")

    demo.done("demo", "--no-serve")

    assert demo.json("audit", "verify") == before
