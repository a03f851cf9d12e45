"""Scopes: in the line, in the place, what was received; as of a day; each unit once."""

from datetime import date

import pytest

from danvan.commons.people import scopes
from danvan.commons.people.models import Scope, Unit, UnitKind
from danvan.commons.people.scopes import NoSuchUnit, below, covers, ids, resolve

pytestmark = pytest.mark.django_db
IN_2023, LAST_OLD_DAY, TODAY = date(2023, 12, 31), date(2025, 6, 30), date(2026, 11, 24)


def codes(unit: str, on: date) -> set[str]:
    return set(below(resolve(unit), on).values_list("code", flat=True))


def test_a_commune_committee_has_its_place_and_what_it_received():
    found = codes("CT-TAN-AN", TODAY)

    assert {"CT-TAN-AN", "CT-TAN-AN-HPN", "CT-TAN-AN-TDV4"} <= found
    assert {"CT04-NINH-KIEU-HUNG-LOI", "CT04-NINH-KIEU-AN-KHANH-HPN"} <= found
    assert "CT04-NINH-KIEU-TAN-AN" not in found
    assert "CT-NINH-KIEU" not in found
    assert "CT-HPN" not in found


def test_what_was_received_comes_in_on_the_day_of_the_reorganisation():
    merged = "CT04-NINH-KIEU-AN-CU-HPN"

    assert merged not in codes("CT04-NINH-KIEU-THOI-BINH", date(2024, 10, 31))
    assert merged in codes("CT04-NINH-KIEU-THOI-BINH", date(2024, 11, 1))
    assert merged not in codes("CT-NINH-KIEU", LAST_OLD_DAY)
    assert merged in codes("CT-NINH-KIEU", date(2025, 7, 1))


def test_a_split_ward_lies_with_its_remainder_only():
    ward = resolve("CT04-BINH-THUY-BUI-HUU-NGHIA")

    assert covers(resolve("CT-BINH-THUY"), ward)
    assert not covers(resolve("CT-CAI-KHE"), ward)


def test_a_line_reaches_down_through_districts_and_back_through_predecessors():
    today = codes("CT-HPN", TODAY)

    assert {"CT-THANH-PHU-HPN", "CT04-HPN", "CT04-CO-DO-HPN", "CT04-CO-DO-THANH-PHU-HPN"} <= today
    assert not [code for code in today if not code.endswith("HPN")]
    assert len([code for code in today if code.startswith("CT-") and code != "CT-HPN"]) == 103


def test_a_district_committee_has_its_place_with_all_wards():
    found = codes("CT04-CO-DO", IN_2023)

    assert {"CT04-CO-DO-HPN", "CT04-CO-DO-TRUNG-THANH", "CT04-CO-DO-TRUNG-THANH-CHQS"} <= found
    assert all(code.startswith("CT04-CO-DO") for code in found)


def test_a_commission_sees_what_its_committee_leads():
    assert codes("CT-BTGDV", TODAY) == codes("CT", TODAY)
    assert codes("CT-THANH-PHU-BXDD", TODAY) == codes("CT-THANH-PHU", TODAY)
    assert codes("CT-THANH-PHU-HPN", TODAY) == {"CT-THANH-PHU-HPN", "CT04-CO-DO-THANH-PHU-HPN"}


def test_the_root_has_every_unit_once_and_the_old_root_the_old_city():
    everything = list(ids(resolve("CT"), TODAY))
    old = codes("CT04", IN_2023)

    assert len(everything) == len(set(everything)) == Unit.objects.count()
    assert old == set(
        Unit.objects.filter(code__startswith="CT04", valid_from__lte=IN_2023).values_list("code", flat=True)
    )


def test_nothing_lies_in_a_scope_before_it_began():
    assert codes("CT", LAST_OLD_DAY) == set()
    assert not covers(resolve("CT04"), resolve("CT04-BTGDV"), date(2025, 1, 31))
    assert covers(resolve("CT04"), resolve("CT04-BTGDV"), date(2025, 2, 1))


def test_every_unit_lies_in_its_own_scope_and_no_pair_stands_twice():
    pairs = list(Scope.objects.values_list("above", "below"))

    assert len(pairs) == len(set(pairs))
    assert {(pk, pk) for pk in Unit.objects.values_list("pk", flat=True)} <= set(pairs)


def test_a_seat_covers_as_its_unit_does(cadre, officer, stranger):
    union = resolve("CT-THANH-PHU-HPN")

    assert covers(cadre, union)
    assert covers(officer, union.pk, TODAY)
    assert not covers(stranger, union)


def test_rebuilding_follows_a_changed_unit_and_rewrites_nothing_else():
    before = dict(Scope.objects.values_list("pk", "below__code"))
    Unit.objects.create(
        code="CT-CAI-KHE-CHO",
        name="Ban Quản lý chợ",
        kind=UnitKind.AGENCY,
        line="state",
        level="commune",
        above=resolve("CT-CAI-KHE-UBND"),
        home=resolve("CT-CAI-KHE"),
        valid_from=date(2026, 1, 1),
    )

    scopes.rebuild()

    added = Scope.objects.exclude(pk__in=before)
    assert Scope.objects.filter(pk__in=before).count() == len(before)
    assert {row.above.code for row in added} == {
        "CT",
        "CT-BTGDV",
        "CT-UBND",
        "CT-CAI-KHE",
        "CT-CAI-KHE-BXDD",
        "CT-CAI-KHE-UBND",
        "CT-CAI-KHE-CHO",
    }
    assert {row.since for row in added} == {date(2026, 1, 1)}


def test_rebuilding_takes_out_what_moved_away():
    moved = resolve("CT-CAI-KHE-TH")
    moved.above, moved.home = resolve("CT-TAN-AN-UBND"), resolve("CT-TAN-AN")
    moved.save()

    scopes.rebuild()

    assert not covers(resolve("CT-CAI-KHE"), moved)
    assert covers(resolve("CT-TAN-AN"), moved)


def test_leaders_are_those_above_in_line_and_place():
    found = [unit.code for unit in scopes.leaders(resolve("CT-THANH-PHU-HPN"))]

    assert found == ["CT-HPN", "CT", "CT-THANH-PHU"]
    assert [unit.code for unit in scopes.leaders(resolve("CT-BTGDV"))] == ["CT"]
    assert scopes.leaders(resolve("CT")) == []


def test_the_root_is_asked_by_day():
    assert scopes.root(date(2004, 1, 1)).code == "CT04"
    assert scopes.root(LAST_OLD_DAY).code == "CT04"
    assert scopes.root(date(2025, 7, 1)).code == "CT"
    with pytest.raises(NoSuchUnit, match="31/12/2003"):
        scopes.root(date(2003, 12, 31))
