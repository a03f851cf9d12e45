"""The shipped areas: how many on which day, and the traps of codes and names that come again."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import QuerySet

from danvan.commons.places import loading
from danvan.commons.places.models import Area, AreaSuccession, Level, Share

pytestmark = pytest.mark.django_db
LAST_OLD_DAY, TODAY = date(2025, 6, 30), date(2025, 7, 1)


def communes(on: date, province: str) -> QuerySet[Area]:
    return Area.objects.valid_on(on).filter(level=Level.COMMUNE, above__above__code=province)


@pytest.mark.parametrize(
    ("on", "can_tho", "hau_giang", "soc_trang"),
    [
        (date(2023, 12, 31), 83, 75, 109),
        (date(2024, 8, 31), 83, 75, 109),
        (date(2024, 9, 1), 83, 75, 108),
        (date(2024, 10, 31), 83, 75, 108),
        (date(2024, 11, 1), 80, 75, 108),
        (date(2025, 6, 30), 80, 75, 108),
        (date(2025, 7, 1), 0, 0, 0),
    ],
)
def test_old_wards_are_counted_on_each_side_of_every_reorganisation(on, can_tho, hau_giang, soc_trang):
    found = [communes(on, province).count() for province in ("92", "93", "94")]

    assert found == [can_tho, hau_giang, soc_trang]


def test_nine_districts_stood_in_the_old_city_and_none_stands_today():
    districts = Area.objects.filter(level=Level.DISTRICT)

    assert districts.valid_on(LAST_OLD_DAY).filter(above__code="92").count() == 9
    assert districts.valid_on(LAST_OLD_DAY).count() == 28
    assert districts.valid_on(TODAY).count() == 0


def test_today_has_31_wards_and_72_communes_under_the_city():
    today = Area.objects.valid_on(TODAY).filter(level=Level.COMMUNE, above__code="92")

    assert Counter(area.name.split()[0] for area in today) == {"Xã": 72, "Phường": 31}


def test_a_code_is_one_area_only_together_with_a_day():
    old = Area.objects.valid_on(LAST_OLD_DAY).get(code="31120")
    new = Area.objects.valid_on(TODAY).get(code="31120")

    assert (old.name, new.name) == ("Phường An Hòa", "Phường Cái Khế")


def test_all_of_todays_codes_are_old_codes_and_56_carry_another_name():
    old = dict(Area.objects.valid_on(LAST_OLD_DAY).filter(level=Level.COMMUNE).values_list("code", "name"))
    new = dict(Area.objects.valid_on(TODAY).filter(level=Level.COMMUNE).values_list("code", "name"))

    assert len(new) == 103
    assert set(new) <= set(old)
    assert sum(old[code] != name for code, name in new.items()) == 56


def test_no_two_areas_share_a_code_on_one_day():
    spans: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for area in Area.objects.all():
        spans.setdefault((area.code, area.level), []).append((area.valid_from, area.valid_to or date.max))

    overlapping = [
        key
        for key, days in spans.items()
        for one, other in zip(sorted(days), sorted(days)[1:], strict=False)
        if one[1] >= other[0]
    ]
    assert overlapping == []


def test_the_ward_that_took_another_name_in_2024_is_two_rows_that_follow_each_other():
    before = Area.objects.valid_on(date(2024, 8, 31)).get(code="31522")
    after = Area.objects.valid_on(date(2024, 9, 1)).get(code="31522")

    assert (before.name, after.name) == ("Phường 9", "Phường 1")
    assert {(row.old.name, row.share) for row in after.predecessions.all()} == {
        ("Phường 9", Share.FULL),
        ("Phường 1", Share.FULL),
    }


def test_the_new_tan_an_is_not_the_old_one():
    new = Area.objects.valid_on(TODAY).get(name="Phường Tân An")
    old = Area.objects.valid_on(LAST_OLD_DAY).get(name="Phường Tân An")

    assert sorted(row.old.name for row in new.predecessions.all()) == ["Phường An Khánh", "Phường Hưng Lợi"]
    assert [row.new.name for row in old.successions.all()] == ["Phường Ninh Kiều"]


def test_fourteen_names_were_borne_by_more_than_one_commune():
    names = Counter(Area.objects.valid_on(LAST_OLD_DAY).filter(level=Level.COMMUNE).values_list("name", flat=True))

    assert sum(times > 1 for times in names.values()) == 14


def test_every_old_commune_went_whole_or_with_its_remainder_to_exactly_one():
    rows = AreaSuccession.objects.filter(on=TODAY, old__level=Level.COMMUNE)
    main = Counter(rows.exclude(share=Share.PARTIAL).values_list("old_id", flat=True))
    stood = set(Area.objects.valid_on(LAST_OLD_DAY).filter(level=Level.COMMUNE).values_list("pk", flat=True))

    assert rows.count() == 266
    assert set(main) == stood
    assert set(main.values()) == {1}
    assert rows.filter(share=Share.UNCHANGED).count() == 8
    assert all("1668/NQ-UBTVQH15" in basis and "khoản" in basis for basis in rows.values_list("basis", flat=True))


def test_successions_join_what_ended_to_what_then_stood():
    for row in AreaSuccession.objects.select_related("old", "new"):
        assert row.new.holds_on(row.on)
        assert not row.old.holds_on(row.on)


def test_every_commune_of_today_has_a_point_on_the_map():
    today = Area.objects.valid_on(TODAY).filter(level=Level.COMMUNE)

    assert all(105.2 < area.longitude < 106.4 and 9.2 < area.latitude < 10.4 for area in today)


def test_loading_again_changes_nothing_and_mends_what_was_changed():
    before = list(Area.objects.values_list())
    Area.objects.filter(code="31120").update(name="Phường Sai Tên")

    loading.load()
    loading.load()

    assert list(Area.objects.values_list()) == before
    assert AreaSuccession.objects.count() == 274
