"""Tables stranger still, each as some unit may make it: dữ liệu minh họa."""

import pytest

from danvan.do.exemplars.registers.recognise import Register, recognise
from danvan.do.exemplars.registers.tests.making import HEADER, NAMES, ROWS, excel, text, word
from danvan.do.exemplars.registers.words import fields_in

KT, VHXH, QPAN = "kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh"


def read(data: bytes, name: str = "danh_sach.xlsx") -> Register:
    return recognise(data, name, year=2026)


def names(register: Register) -> list[str]:
    return [entry.name for entry in register.entries]


def fields(register: Register) -> list[str]:
    return [entry.field for entry in register.entries]


@pytest.mark.parametrize(
    "total", [["Cộng mục I", "3 mô hình"], ["Cộng lĩnh vực kinh tế", 3], ["Cộng hội viên", "3 mh"]]
)
def test_a_sum_in_two_cells_is_no_model(total):
    register = read(excel([HEADER, *ROWS, [None, *total]]))

    assert names(register) == NAMES
    assert [line.why for line in register.skipped] == ["dòng cộng"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_commas_and_line_breaks_in_cells_do_not_hide_the_delimiter(delimiter):
    rows = [[*row, f"Góp {row[0]},5 triệu\r\ntrong dân, tại “ấp”; không vay"] for row in ROWS]

    register = read(text([["ĐẢNG ỦY XÃ ..."], [*HEADER, "Nội dung"], *rows], delimiter).encode(), "ds.csv")

    assert names(register) == NAMES
    assert register.entries[0].content.startswith("Góp 1,5 triệu")


def test_one_row_after_a_break_in_word_is_still_of_the_list():
    assert names(read(word([HEADER, *ROWS[:2]], "", [ROWS[2]], [["Nơi nhận", "TRƯỞNG BAN"]]), "d.docx")) == NAMES


def test_headers_in_abbreviations():
    header = ["TT", "Tên MH/ Cá nhân", "LV", "ĐVTH", "Đ/c", "T.thể", "C.nhân", "G.chú"]
    rows = [header, *([*row, None, "x", "đã ra mắt"] for row in ROWS)]

    register = read(excel(rows))

    assert [column.kind for column in register.columns] == [
        "number", "name", "field", "unit", "place", "who.collective", "who.individual", "note",
    ]  # fmt: skip
    assert register.individual == 3


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("V.hóa - X.hội", VHXH),
        ("Q.phòng - A.ninh", QPAN),
        ("Giữ gìn an ninh trật tự", QPAN),
        ("Hệ thống CT", "xay_dung_he_thong_chinh_tri"),
        ("XD Đảng & HTCT", "xay_dung_he_thong_chinh_tri"),
    ],
)
def test_fields_abbreviated_in_part(said, field):
    assert fields_in(said) == (field,)


@pytest.mark.parametrize("below", [("a)", "b)"), (None, None), (1, 2)])
def test_a_field_under_a_running_number_heads_the_rows_below(below):
    rows = [["TT", "Tên mô hình", "Đơn vị"]]
    for number, (field, row) in enumerate(zip(["Kinh tế", "Văn hóa - xã hội"], ROWS, strict=False), 1):
        rows += [[number, field], *([mark, f"{row[1]} {mark or at}", row[3]] for at, mark in enumerate(below))]

    register = read(excel(rows))

    assert fields(register) == [KT, KT, VHXH, VHXH]
    assert register.refusals == []


def test_a_model_that_is_called_like_a_field_is_no_heading():
    rows = [["TT", "Tên mô hình"], ["I", "KINH TẾ"], [1, NAMES[0]], [2, "An ninh trật tự"], [3, NAMES[2]]]

    assert names(read(excel(rows))) == [NAMES[0], "An ninh trật tự", NAMES[2]]


@pytest.mark.parametrize(
    "row",
    [
        [None, "(ghi rõ tên, địa chỉ)", "(KT, VHXH, QPAN, XDHTCT)", "(ghi đầy đủ)"],
        ["VD", "Tổ may gia công", "Kinh tế", "Hội LHPN xã"],
    ],
)
def test_a_row_that_shows_how_to_fill_in_is_no_model(row):
    register = read(excel([HEADER, row, *ROWS]))

    assert names(register) == NAMES
    assert register.refusals == []


def test_a_unit_stands_for_the_rows_without_number_below_it():
    rows = [
        ["STT", "Đơn vị", "Tên mô hình", "Lĩnh vực"],
        [1, "Đoàn xã", NAMES[0], "KT"],
        [None, None, NAMES[1], "VHXH"],
    ]

    register = read(excel([*rows, [2, "Công an xã", NAMES[2], "QPAN"]]))

    assert [entry.unit for entry in register.entries] == ["Đoàn xã", "Đoàn xã", "Công an xã"]


def test_the_year_of_a_title_in_two_lines_is_seen():
    title = [["DANH SÁCH"], ["Đăng ký mô hình, điển hình “Dân vận khéo” năm 2025"]]

    assert read(excel([*title, HEADER, *ROWS])).warnings == ["Tiêu đề ghi năm 2025, đang nhập cho năm 2026."]


def test_models_counted_by_letters_are_no_headings():
    rows = [
        ["STT", "Tên mô hình"],
        ["I", "KINH TẾ"],
        ["a)", NAMES[0]],
        ["b)", NAMES[1]],
        ["II", "QP-AN"],
        ["a)", NAMES[2]],
    ]

    register = read(excel([*rows, ["b)", "Tiếng kẻng an ninh"]]))

    assert names(register) == [*NAMES, "Tiếng kẻng an ninh"]
    assert fields(register) == [KT, KT, QPAN, QPAN]


@pytest.mark.parametrize(
    "note", ["Trong đó: KT: 2; VHXH: 1", "* Lưu ý: gửi trước ngày 15/3", "Danh sách này có 03 mô hình./."]
)
def test_a_note_below_a_list_without_stt_is_no_model(note):
    register = read(excel([HEADER[1:], *(row[1:] for row in ROWS), [note]]))

    assert names(register) == NAMES
    assert register.refusals == []


HEADED = ["TT", "Tên mô hình", "Đơn vị", "Địa bàn"]


@pytest.mark.parametrize("heading", [[], [["II", "VĂN HÓA - XÃ HỘI", "", ""]]])
def test_a_word_table_goes_on_under_its_headings(heading):
    first = [HEADED, ["I", "KINH TẾ", "", ""], [1, NAMES[0], "Đoàn xã", "Ấp 5"]]
    second = [*heading, [2, NAMES[1], "Hội LHPN xã", "Ấp 3"]]

    register = read(word(first, "", second), "d.docx")

    assert names(register) == NAMES[:2]
    assert fields(register) == [KT, VHXH if heading else KT]


def test_a_table_that_goes_on_under_a_line_of_its_own_stands_under_that():
    first = [HEADED, ["I", "KINH TẾ", "", ""], [1, NAMES[0], "Đoàn xã", "Ấp 5"]]

    register = read(word(first, "II. QUỐC PHÒNG - AN NINH", [[1, NAMES[2], "Công an xã", "Ấp 6"]]), "d.docx")

    assert fields(register) == [KT, QPAN]
