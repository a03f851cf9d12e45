"""The list of units of a day."""

from datetime import date

import pytest

from danvan.commons.people import listing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_a_row_says_what_a_unit_is_and_what_became_of_it(django_assert_num_queries):
    with django_assert_num_queries(2):
        rows = {row["code"]: row for row in listing.rows(date(2024, 10, 31))}

    assert rows["CT04-NINH-KIEU-AN-CU"] == {
        "code": "CT04-NINH-KIEU-AN-CU",
        "name": "Đảng ủy phường An Cư",
        "kind": "committee",
        "line": "party",
        "level": "commune",
        "area_code": "31129",
        "above": "CT04-NINH-KIEU",
        "from": "2004-01-01",
        "to": "2024-10-31",
        "successors": ["CT04-NINH-KIEU-THOI-BINH"],
    }
    assert rows["CT04-BINH-THUY-BUI-HUU-NGHIA"]["successors"] == ["CT-BINH-THUY", "CT-CAI-KHE"]


@pytest.mark.parametrize(("on", "root"), [(date(2023, 12, 31), "CT04"), (date(2025, 6, 30), "CT04"), (TODAY, "CT")])
def test_one_row_of_each_day_is_the_root(on, root):
    assert [row["code"] for row in listing.rows(on) if row.get("root")] == [root]


def test_without_a_day_every_unit_is_listed_once():
    codes = [row["code"] for row in listing.rows()]

    assert len(codes) == len(set(codes))
    assert {"CT04", "CT", "CT04-NINH-KIEU-AN-CU", "CT-NINH-KIEU-HPN"} <= set(codes)


def test_as_text_there_is_one_line_for_each_under_the_heading():
    lines = listing.lines(row for row in listing.rows(TODAY) if row["code"] in {"CT", "CT-CAI-KHE-HPN"})

    assert [line.split("\t") for line in lines] == [
        list(listing.COLUMNS),
        ["CT", "Thành ủy Cần Thơ", "committee", "party", "92", "", "2025-07-01", "", "", "root"],
        [
            "CT-CAI-KHE-HPN",
            "Hội LHPN phường Cái Khế",
            "association",
            "front",
            "31120",
            "CT-HPN",
            "2025-07-01",
            "",
            "",
            "",
        ],
    ]
