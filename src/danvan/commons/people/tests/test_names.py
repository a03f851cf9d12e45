"""Units by the names that lists write, and by code."""

import unicodedata

import pytest

from danvan.commons.people.codes import NoSuchUnit, nearest, resolve
from danvan.commons.people.names import Names, named

pytestmark = pytest.mark.django_db


def code(text: str, below: str, year: int) -> str | None:
    unit = named(text, below=resolve(below), year=year)
    return unit.code if unit else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội LHPN xã", "HPN"),
        ("Hội Liên hiệp Phụ nữ", "HPN"),
        ("HLHPN xã Thạnh Phú", "HPN"),
        ("hoi lhpn xa thanh phu", "HPN"),
        ("UBMTTQ xã", "MTTQ"),
        ("Ủy ban MTTQ Việt Nam xã", "MTTQ"),
        ("UB MTTQVN xã Thạnh Phú", "MTTQ"),
        ("Uỷ ban Mặt trận Tổ quốc", "MTTQ"),
        ("CA xã", "CA"),
        ("Công an xã", "CA"),
        ("Ban CHQS", "CHQS"),
        ("BCHQS xã", "CHQS"),
        ("BCH QS xã", "CHQS"),
        ("Hội liên hiệp PN xã", "HPN"),
        ("Đoàn thanh niên CS HCM", "DTN"),
        ("Đoàn TN", "DTN"),
        ("Đoàn Thanh niên xã", "DTN"),
        ("Đoàn TNCS HCM", "DTN"),
        ("Xã đoàn", "DTN"),
        ("Hội CCB xã", "CCB"),
        ("HND", "HND"),
        ("Hội Nông dân xã", "HND"),
        ("Trạm Y tế xã", "TYT"),
        ("Trường Tiểu học", "TH"),
        ("Công đoàn cơ sở", "CDCS"),
        ("Khối Dân vận", "BXDD"),
        ("UBND xã", "UBND"),
        ("Tổ dân vận ấp 2", "TDV2"),
        ("Trung tâm Phục vụ hành chính công xã", "TTPVHCC"),
        ("CT-THANH-PHU-HND", "HND"),
    ],
)
def test_a_communes_own_bodies_are_known_by_every_abbreviation(text, expected):
    assert code(text, "CT-THANH-PHU", 2026) == f"CT-THANH-PHU-{expected}"
    assert code(unicodedata.normalize("NFD", text), "CT-THANH-PHU", 2026) == f"CT-THANH-PHU-{expected}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xã",
        "Ban công tác Mặt trận ấp 1",
        "Hội LHPN huyện",
        "Hội LHPN xã Trường Long",
        "MTTQ, Hội LHPN xã",
        "Ban Chỉ huy",
        "Hội " * 200,
        "😀",
    ],
)
def test_what_is_no_unit_of_the_commune_is_left_as_text(text):
    assert code(text, "CT-THANH-PHU", 2026) is None


@pytest.mark.parametrize(
    ("text", "below", "year", "expected"),
    [
        ("Hội LHPN xã Trung Thạnh", "CT04-CO-DO", 2023, "CT04-CO-DO-TRUNG-THANH-HPN"),
        ("Hội LHPN Trung Thạnh", "CT04-CO-DO", 2023, "CT04-CO-DO-TRUNG-THANH-HPN"),
        ("Hội LHPN huyện", "CT04-CO-DO", 2023, "CT04-CO-DO-HPN"),
        ("Hội LHPN", "CT04-CO-DO", 2023, "CT04-CO-DO-HPN"),
        ("Hội LHPN xã", "CT04-CO-DO", 2023, None),
        ("CA quận Ninh Kiều", "CT04", 2023, "CT04-NINH-KIEU-CA"),
        ("Thành Đoàn", "CT04", 2023, "CT04-DTN"),
        ("Bộ CHQS thành phố", "CT", 2026, "CT-CHQS"),
        ("Công an TP. Cần Thơ", "CT", 2026, "CT-CA"),
        ("Hội LHPN P. Tân An", "CT", 2026, "CT-TAN-AN-HPN"),
        ("Hội LHPN P. Tân An", "CT04", 2023, "CT04-NINH-KIEU-TAN-AN-HPN"),
        ("Ban Dân vận Thành ủy", "CT04", 2023, "CT04-BDV"),
        ("Ban Dân vận Thành ủy", "CT04", 2025, "CT04-BTGDV"),
        ("Đảng ủy phường An Cư", "CT04", 2024, "CT04-NINH-KIEU-AN-CU"),
        ("Đảng ủy phường An Cư", "CT04", 2025, None),
        ("Hội LHPN Thạnh An", "CT04", 2023, "CT04-VINH-THANH-THANH-AN-HPN"),
        ("Hội LHPN TT. Thanh An", "CT04", 2023, "CT04-VINH-THANH-TT-THANH-AN-HPN"),
        ("Hội LHPN An Khánh", "CT-TAN-AN", 2023, "CT04-NINH-KIEU-AN-KHANH-HPN"),
        ("Hội LHPN phường", "CT-TAN-AN", 2023, None),
        ("Hội LHPN xã", "CT-THANH-PHU", 2023, "CT04-CO-DO-THANH-PHU-HPN"),
        ("Hội LHPN xã", "CT-THANH-PHU", 2025, "CT-THANH-PHU-HPN"),
    ],
)
def test_names_are_looked_up_below_a_unit_and_in_a_year(text, below, year, expected):
    assert code(text, below, year) == expected


def test_a_unit_of_another_year_is_not_found():
    names = Names(resolve("CT04"), 2023)

    assert names.find("Ban Tuyên giáo và Dân vận Quận ủy Ninh Kiều") == resolve("CT04-NINH-KIEU-BDV")
    assert Names(resolve("CT04"), 2025).find("Hội LHPN phường An Cư") is None


def test_ten_thousand_rows_are_resolved_in_one_query(django_assert_num_queries):
    old_city = resolve("CT04")
    with django_assert_num_queries(1):
        names = Names(old_city, 2023)
        found = [names.find(f"Hội LHPN phường {place}") for place in ("Tân An", "An Cư", "Không Có", "Cái Khế") * 2500]
    assert sum(unit is not None for unit in found) == 7500


def test_a_code_is_taken_in_small_letters_and_blanks_around():
    assert resolve(" ct-thanh-phu\n").name == "Đảng ủy xã Thạnh Phú"


def test_an_unknown_code_is_refused_with_the_nearest():
    with pytest.raises(NoSuchUnit) as refused:
        resolve("CT-NINH-KIU")

    assert str(refused.value).startswith("Không có đơn vị nào mang mã “CT-NINH-KIU”. Có phải: CT-NINH-KIEU (")


@pytest.mark.parametrize("text", ["", "\x00", "%", "x" * 100_000, "🙂"])
def test_nonsense_codes_are_refused(text):
    with pytest.raises(NoSuchUnit):
        resolve(text)


def test_the_nearest_are_found_by_name_too():
    assert "CT-THANH-PHU" in {unit.code for unit in nearest("đảng ủy xã thạnh phú")}
