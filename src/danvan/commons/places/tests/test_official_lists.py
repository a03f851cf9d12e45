"""The shipped areas against the official lists, where they are at hand."""

import csv
from datetime import date
from pathlib import Path

import pytest

from danvan.commons.places.models import Area, AreaSuccession, Level

LISTS = Path(__file__).resolve().parents[6] / "shared" / "data" / "units"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not LISTS.is_dir(), reason=f"the official lists are not at hand ({LISTS})"),
]


def listed(name: str) -> list[dict[str, str]]:
    with (LISTS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "on"),
    [("old_wards_2024-05-01.csv", date(2024, 5, 1)), ("old_wards_2025-06-30.csv", date(2025, 6, 30))],
)
def test_old_wards_are_those_of_the_list(name, on):
    areas = Area.objects.valid_on(on).filter(level=Level.COMMUNE)

    assert {(row["ward_code"], row["ward"], row["district_code"], row["province_code"]) for row in listed(name)} == set(
        areas.values_list("code", "name", "above__code", "above__above__code")
    )


def test_old_districts_are_those_of_the_list():
    areas = Area.objects.valid_on(date(2025, 6, 30)).filter(level=Level.DISTRICT)

    assert {(row["district_code"], row["district"]) for row in listed("old_districts_2025-06-30.csv")} == set(
        areas.values_list("code", "name")
    )


def test_todays_wards_are_those_of_the_list_with_their_points():
    areas = {area.code: area for area in Area.objects.valid_on(date(2025, 7, 1)).filter(level=Level.COMMUNE)}
    rows = listed("new_wards_2025-07-01.csv")

    assert {row["ward_code"]: row["ward"] for row in rows} == {code: area.name for code, area in areas.items()}
    for row in rows:
        if row["lon"]:
            assert areas[row["ward_code"]].longitude == pytest.approx(float(row["lon"]), abs=0.0006)
            assert areas[row["ward_code"]].latitude == pytest.approx(float(row["lat"]), abs=0.0006)


def test_the_mapping_to_today_is_that_of_the_resolution():
    rows = AreaSuccession.objects.filter(on=date(2025, 7, 1), old__level=Level.COMMUNE)
    ours = {
        (row.old.code, row.old.name, row.share, row.new.code, row.new.name, row.basis)
        for row in rows.select_related("old", "new")
    }

    assert ours == {
        (
            row["old_code"],
            row["old_name"],
            row["share"],
            row["new_code"],
            row["new_name"],
            f"{row['clause']} NQ {row['decree']}",
        )
        for row in listed("mapping_old_to_new_NQ1668.csv")
    }
