"""Fields, collectives, headers and headings in the spellings that lists bring."""

import pytest

from danvan.do.exemplars.registers.headers import LABELS, kind_of
from danvan.do.exemplars.registers.sections import Heading, heading_in, is_sum
from danvan.do.exemplars.registers.words import fields_in, is_blank, who_in

KT, VHXH, QPAN, HTCT = "kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "xay_dung_he_thong_chinh_tri"


@pytest.mark.parametrize(
    ("field", "spellings"),
    [
        (
            KT,
            "KT|kinh tế|Kinh Tế.|Lĩnh vực Kinh tế|1. Kinh tế|I- Kinh tế|Phát triển kinh tế|Kinh tê|Kinh tế nông nghiệp|(KT)|k.tế",
        ),
        (
            VHXH,
            "VH-XH|VH – XH|VH‑XH|vhxh |Văn hoá, xã hội|VH & XH|VH/XH|V.H - X.H|Văn hóa -\nxã hội|VH-XH, môi trường|văn hóa|xã hội",
        ),
        (
            QPAN,
            "QP-AN|Q.P.A.N|Quốc phòng và an ninh|An ninh - quốc phòng|ANQP|An ninh trật tự|Quốc phong an nính|QPAN - TTATXH",
        ),
        (
            HTCT,
            "XDHTCT|Xây dựng HTCT|XD hệ thống chính trị|Xây dựng Đảng và hệ thống chính trị|XDĐ, HTCT|HTCT|Hệ thống chính trị cơ sở",
        ),
    ],
)
def test_fields_in_any_spelling(field, spellings):
    for said in spellings.split("|"):
        assert fields_in(said) == (field,), said


@pytest.mark.parametrize("said", ["", "Môi trường", "Giáo dục", "Kinh tế xã hội", "5", "Khác", "a" * 10_000])
def test_what_is_no_field(said):
    assert fields_in(said) == ()


def test_two_fields_at_once():
    assert fields_in("KT; VH-XH") == (KT, VHXH)
    assert fields_in("Kinh tế - xã hội") == (KT, VHXH)


@pytest.mark.parametrize(
    ("said", "blank"), [("-", True), ("0", True), ("☐", True), ("…", True), ("x", False), ("✗", False), ("?", False)]
)
def test_cells_that_say_nothing(said, blank):
    assert is_blank(said) is blank


def test_both_at_once_are_neither():
    assert who_in("tập thể, cá nhân") == ""


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        ("number", "STT|Số TT|TT"),
        ("name", "Tên mô hình|TÊN MÔ HÌNH, ĐIỂN HÌNH “DÂN VẬN KHÉO”|Mô hình DVK|Tên công trình, phần việc|Tên MH"),
        ("unit", "Đơn vị|Cơ quan, đơn vị đăng ký|Tập thể, cá nhân đăng ký|Đ.vị|Đơn vị chủ trì"),
        ("place", "Địa bàn|Địa chỉ|Địa điểm thực hiện|Ấp/khu vực|Nơi ĐK"),
        ("who", "Tập thể/Cá nhân|TT / CN|Hình thức (TT, CN)|Loại hình"),
        ("sort", "Mới/Nâng chất/Nhân rộng|Tình trạng"),
        ("content", "Nội dung, cách làm|Tóm tắt nội dung|Mô tả tóm tắt"),
        ("year", "Năm|Năm đăng ký"),
        ("measure", "ĐVT|Đơn vị tính"),
        (f"field.{QPAN}", "QP-AN|Quốc phòng - an ninh"),
        ("who.individual", "Cá nhân|CN|Cá nhân (x)"),
        ("sort.new", "Mới|Mô hình mới|Đăng ký mới"),
        ("ignored", "Số điện thoại|Người phụ trách|Kinh phí|Năm bắt đầu|Tổng số mô hình|Mã theo dõi|Đơn vị phối hợp"),
        ("", "Khả năng nhân rộng|Abc|"),
    ],
)
def test_headers(kind, headers):
    for header in headers.split("|"):
        assert kind_of(header)[0] == kind, header


def test_our_own_headings_are_known_again():
    assert {kind: kind_of(str(label))[0] for kind, label in LABELS.items()} == {kind: kind for kind in LABELS}


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("I. LĨNH VỰC KINH TẾ (15 mô hình)", Heading("I", "field", KT)),
        ("I. KINH TẾ: 05", Heading("I", "field", KT)),
        ("PHẦN I: MÔ HÌNH TRONG LĨNH VỰC QUỐC PHÒNG, AN NINH", Heading("I", "field", QPAN)),
        ("III- HỘI LIÊN HIỆP PHỤ NỮ", Heading("I", "unit", "HỘI LIÊN HIỆP PHỤ NỮ")),
        ("Phòng Văn hóa - Xã hội", Heading("", "unit", "Phòng Văn hóa - Xã hội")),
        ("B. CÁ NHÂN", Heading("A", "who", "individual")),
        ("Các mô hình đăng ký mới", Heading("", "sort", "new")),
        ("Tổ vá đường ban đêm", None),
    ],
)
def test_headings(text, heading):
    assert heading_in("", text, with_unit=False) == heading


@pytest.mark.parametrize(
    "text", ["Cộng: 4", "CỘNG", "Tổng", "Cong: 4", "TONG CONG", "Cộng (I+II)", "Cộng Hội CCB xã: 3 mô hình"]
)
def test_sums(text):
    assert is_sum(text)


@pytest.mark.parametrize(
    "text", ["Cộng đồng vui khỏe", "Công đoàn cơ sở", "Cộng tác viên dân số", "Cong an xa", "Tổng vệ sinh cuối tuần"]
)
def test_names_that_only_sound_like_sums(text):
    assert not is_sum(text)
