"""The shipped units: codes, lines, dates, and what follows what."""

import re
from collections import Counter
from datetime import date

import pytest

from danvan.commons.people import loading
from danvan.commons.people.models import Line, Scope, Unit, UnitKind, UnitSuccession
from danvan.commons.places.models import Level, Share

pytestmark = pytest.mark.django_db
LAST_OLD_DAY, TODAY = date(2025, 6, 30), date(2025, 7, 1)


def committees(on: date, city: str) -> int:
    found = Unit.objects.valid_on(on).filter(kind=UnitKind.COMMITTEE, level=Level.COMMUNE)
    return found.filter(code__startswith=f"{city}-").count()


def test_every_place_has_its_leading_committee_while_it_holds():
    found = [committees(date(2024, 10, 31), "CT04"), committees(LAST_OLD_DAY, "CT04"), committees(TODAY, "CT")]

    assert found == [83, 80, 103]
    assert committees(TODAY, "CT04") == 0


def test_codes_are_short_plain_unique_and_never_an_area_code():
    codes = Unit.objects.values_list("code", "place__code")

    assert all(re.fullmatch(r"(CT|CT04|HG04|ST92)(-[A-Z0-9]+)*", code) and len(code) <= 40 for code, _area in codes)
    assert all(code != area for code, area in codes)
    assert len({code for code, _area in codes}) == len(codes)


@pytest.mark.parametrize("on", [date(2004, 1, 1), date(2023, 12, 31), LAST_OLD_DAY, TODAY, date(2026, 11, 24)])
def test_exactly_one_committee_is_the_root_of_each_day(on):
    roots = Unit.objects.valid_on(on).filter(root=True)

    assert [unit.code for unit in roots] == ["CT04" if on <= LAST_OLD_DAY else "CT"]


def test_a_commune_of_today_has_bodies_of_every_line_that_registers_there():
    household = Unit.objects.get(code="CT-THANH-PHU").household.valid_on(TODAY)

    assert Counter(household.values_list("line", flat=True)) == {
        Line.PARTY: 2,
        Line.FRONT: 6,
        Line.STATE: 4,
        Line.ARMED_FORCES: 2,
        Line.COMMUNITY: 4,
    }
    assert set(household.values_list("place__name", flat=True)) == {"Xã Thạnh Phú"}


@pytest.mark.parametrize(
    ("code", "name", "above", "home"),
    [
        ("CT-THANH-PHU-HPN", "Hội LHPN xã Thạnh Phú", "CT-HPN", "CT-THANH-PHU"),
        ("CT-THANH-PHU-CA", "Công an xã Thạnh Phú", "CT-CA", "CT-THANH-PHU"),
        ("CT-THANH-PHU-TYT", "Trạm Y tế xã Thạnh Phú", "CT-THANH-PHU-UBND", "CT-THANH-PHU"),
        ("CT-THANH-PHU-TDV2", "Tổ Dân vận ấp 2, xã Thạnh Phú", "CT-THANH-PHU", "CT-THANH-PHU"),
        ("CT-CAI-KHE-TDV2", "Tổ Dân vận khu vực 2, phường Cái Khế", "CT-CAI-KHE", "CT-CAI-KHE"),
        ("CT-BTGDV", "Ban Tuyên giáo và Dân vận Thành ủy Cần Thơ", "CT", "CT"),
        ("CT04-NINH-KIEU-TAN-AN-HPN", "Hội LHPN phường Tân An", "CT04-NINH-KIEU-HPN", "CT04-NINH-KIEU-TAN-AN"),
        ("CT04-NINH-KIEU-HPN", "Hội LHPN quận Ninh Kiều", "CT04-HPN", "CT04-NINH-KIEU"),
        ("CT04-NINH-KIEU-TAN-AN-CDCS", "Công đoàn cơ sở phường Tân An", "CT04-NINH-KIEU-LDLD", "CT04-NINH-KIEU-TAN-AN"),
        ("CT04-CO-DO-CO-DO", "Đảng ủy thị trấn Cờ Đỏ", "CT04-CO-DO", "CT04-CO-DO-CO-DO"),
        ("CT04-CO-DO", "Huyện ủy Cờ Đỏ", "CT04", "CT04-CO-DO"),
        ("ST92-SOC-TRANG", "Thành ủy Sóc Trăng", "ST92", "ST92-SOC-TRANG"),
        ("ST92-SOC-TRANG-1-2024", "Đảng ủy Phường 1", "ST92-SOC-TRANG", "ST92-SOC-TRANG-1-2024"),
        ("HG04", "Tỉnh ủy Hậu Giang", None, "HG04"),
    ],
)
def test_each_body_stands_under_its_line_and_in_its_place(code, name, above, home):
    unit = Unit.objects.select_related("above", "home").get(code=code)

    assert (unit.name, unit.above and unit.above.code, unit.home.code) == (name, above, home)


def test_the_commission_changed_its_name_before_the_cities_were_joined():
    old, new = Unit.objects.get(code="CT04-BDV"), Unit.objects.get(code="CT04-BTGDV")

    assert (old.valid_to, new.valid_from, new.valid_to) == (date(2025, 1, 31), date(2025, 2, 1), LAST_OLD_DAY)
    assert [row.new.code for row in old.successions.all()] == ["CT04-BTGDV"]
    assert [row.new.code for row in new.successions.all()] == ["CT-BTGDV"]


def test_bodies_follow_as_their_committees_do():
    committee = Unit.objects.get(code="CT04-BINH-THUY-BUI-HUU-NGHIA")
    union = Unit.objects.get(code="CT04-BINH-THUY-BUI-HUU-NGHIA-HPN")

    assert sorted((row.new.code, row.share) for row in committee.successions.all()) == [
        ("CT-BINH-THUY", Share.REMAINDER),
        ("CT-CAI-KHE", Share.PARTIAL),
    ]
    assert sorted((row.new.code, row.share) for row in union.successions.all()) == [
        ("CT-BINH-THUY-HPN", Share.REMAINDER),
        ("CT-CAI-KHE-HPN", Share.PARTIAL),
    ]


def test_bodies_of_the_city_follow_and_those_of_districts_end():
    assert [row.new.code for row in UnitSuccession.objects.filter(old__code="CT04-HPN")] == ["CT-HPN"]
    assert not UnitSuccession.objects.filter(old__level=Level.DISTRICT).exclude(old__code__endswith="BDV").exists()


def test_every_unit_names_its_basis_and_what_is_made_up_says_so():
    invented = Unit.objects.filter(basis="cơ cấu mẫu (dữ liệu minh họa)")

    assert not Unit.objects.filter(basis="").exists()
    assert not invented.filter(kind=UnitKind.COMMITTEE).exists()
    assert invented.count() == Unit.objects.exclude(kind=UnitKind.COMMITTEE).count()


def test_loading_again_changes_nothing_and_mends_what_was_changed():
    before = list(Unit.objects.values_list())
    scope = set(Scope.objects.values_list())
    Unit.objects.filter(code="CT-CAI-KHE").update(name="Đảng ủy sai tên", valid_from=None)

    loading.load()
    loading.load()

    assert list(Unit.objects.values_list()) == before
    assert set(Scope.objects.values_list("above", "below", "since")) == {row[1:] for row in scope}


def test_loading_leaves_units_alone_that_others_entered():
    own = Unit.objects.create(
        code="CT-CAI-KHE-HTX1", name="Hợp tác xã Rau sạch", kind="agency", line="community", level="hamlet"
    )

    loading.load()

    assert Unit.objects.filter(pk=own.pk, name="Hợp tác xã Rau sạch", folded="hop tac xa rau sach").exists()
