"""Tables as units make them beside any form: dữ liệu minh họa."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.commons.exchange.limits import Budget, FileRefused
from danvan.commons.exchange.sheets import Area, Cell, Sheet
from danvan.do.exemplars.registers.recognise import Register, recognise, recognise_sheets
from danvan.do.exemplars.registers.tests.making import HEADER, NAMES, ROWS, excel, text, word


def read(data: bytes, name: str = "danh_sach.xlsx", **more) -> Register:
    return recognise(data, name, year=2026, **more)


def names(register: Register) -> list[str]:
    return [entry.name for entry in register.entries]


def faults(register: Register) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in register.refusals]


def in_windows_1258(said: str) -> bytes:
    """Windows-1258 has letters with hats and breves, but writes tones apart."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFC", said):
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in tones))
            out.append((base + "".join(c for c in marks if c in tones)).encode("cp1258"))
    return b"".join(out)


def test_letterhead_above_and_signatures_below_are_no_models():
    rows = [
        ["ĐẢNG ỦY XÃ ...", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["KHỐI DÂN VẬN", None, None, "..., ngày 10 tháng 3 năm 2026"],
        ["DANH SÁCH ĐĂNG KÝ MÔ HÌNH “DÂN VẬN KHÉO” NĂM 2026"],
        [],
        HEADER,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        *ROWS,
        [None, "Tổng cộng: 3 mô hình"],
        [],
        ["Nơi nhận:", None, None, "T/M KHỐI DÂN VẬN"],
        ["- Ban Dân vận;", None, None, "TRƯỞNG KHỐI"],
        [None, None, None, "(ký tên, đóng dấu)"],
    ]

    register = read(excel(rows))

    assert names(register) == NAMES
    assert register.refusals == []
    assert [entry.row for entry in register.entries] == [7, 8, 9]
    assert register.sheets[0].header_rows == (5,)
    assert register.warnings == []


def test_two_header_rows_with_ticks_of_every_kind():
    rows = [
        ["STT", "Tên mô hình", "Đơn vị", "Lĩnh vực", None, None, None, "Hình thức", None, "Loại", None, None],
        [None, None, None, "KT", "VHXH", "QPAN", "XD HTCT", "TT", "CN", "Mới", "Nâng chất", "Nhân rộng"],
        [1, "Trồng rau an toàn ấp 1", "Hội Nông dân", "✓", None, None, None, "x", None, "X", None, None],
        [2, "Thắp sáng hẻm ấp 2", "Đoàn xã", None, 1, None, None, None, "v", None, "+", None],
        [3, "Tiếng kẻng an ninh ấp 3", "Công an xã", 0, "-", "(x)", None, "☑", "☐", None, None, "●"],
        [4, "Nụ cười công sở", "UBND xã", None, None, None, True, "x", None, None, None, None],
    ]

    register = read(excel(rows, merged=["D1:G1", "H1:I1", "J1:L1"]))

    assert register.refusals == []
    assert [(e.field, e.who, e.sort) for e in register.entries] == [
        ("kinh_te", "collective", "new"),
        ("van_hoa_xa_hoi", "individual", "raised"),
        ("quoc_phong_an_ninh", "collective", "replicated"),
        ("xay_dung_he_thong_chinh_tri", "collective", ""),
    ]


def test_two_ticks_and_no_tick_are_refused_at_the_field():
    rows = [
        ["STT", "Tên mô hình", "Đơn vị", "KT", "VH-XH", "QP-AN", "XDHTCT"],
        [1, "Trồng rau an toàn ấp 1", "Hội Nông dân", "x", "x"],
        [2, "Thắp sáng hẻm ấp 2", "Đoàn xã"],
    ]

    register = read(excel(rows))

    assert faults(register) == [(2, "field"), (3, "field")]
    assert register.rows == 2


def test_one_sheet_for_each_field_named_by_it():
    header = ["TT", "Tên mô hình", "Đơn vị"]
    sheets = [[header, [1, name, "Hội Nông dân xã"]] for name in (*NAMES, "Nụ cười công sở")]

    register = read(
        excel(
            [["BÌA"], ["Danh sách năm 2026"]], *sheets, names=["Bìa", "Kinh tế", "2. VH-XH", "QPAN", "LV xây dựng HTCT"]
        )
    )

    assert list(register.by_field.values()) == [1, 1, 1, 1]
    assert register.sheets[0].passed_over
    assert [seen.rows for seen in register.sheets if not seen.passed_over] == [1, 1, 1, 1]


def test_title_carries_the_field_of_a_sheet():
    rows = [
        ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO LĨNH VỰC QUỐC PHÒNG – AN NINH"],
        ["STT", "Tên mô hình", "Đơn vị"],
        [1, NAMES[2], "Công an xã"],
    ]

    assert read(excel(rows)).by_field["quoc_phong_an_ninh"] == 1


def test_sections_nest_and_stt_starts_again():
    rows = [
        ["STT", "Tên mô hình", "Hình thức"],
        ["A", "HỘI NÔNG DÂN XÃ"],
        ["I", "Lĩnh vực kinh tế (2 mô hình)"],
        [1, "Nuôi lươn không bùn ấp 1", "TT"],
        [2, "Trồng rau an toàn ấp 2", "CN"],
        ["II", "Lĩnh vực văn hóa - xã hội: 1 mô hình"],
        [1, "Tuyến đường hoa ấp 3", "TT"],
        [None, "Cộng: 3 mô hình"],
        ["B", "CÔNG AN XÃ"],
        ["I", "Về quốc phòng, an ninh"],
        [1, "Tiếng kẻng an ninh ấp 4", "TT"],
        [None, "Cộng đồng giữ bình yên"],
    ]

    register = read(excel(rows, merged=["B2:C2"]))

    assert [(e.unit, e.field) for e in register.entries] == [
        ("HỘI NÔNG DÂN XÃ", "kinh_te"),
        ("HỘI NÔNG DÂN XÃ", "kinh_te"),
        ("HỘI NÔNG DÂN XÃ", "van_hoa_xa_hoi"),
        ("CÔNG AN XÃ", "quoc_phong_an_ninh"),
    ]
    assert register.individual == 1
    assert register.refusals == []


def test_sections_by_who_and_sort():
    rows = [
        ["STT", "Tên mô hình", "Lĩnh vực", "Đơn vị"],
        ["A. TẬP THỂ"],
        ["I. Mô hình mới"],
        ROWS[0][:4],
        ["II. Mô hình nâng chất"],
        ROWS[1][:4],
        ["B. CÁ NHÂN"],
        ROWS[2][:4],
    ]

    register = read(excel(rows))

    assert [(e.who, e.sort) for e in register.entries] == [
        ("collective", "new"),
        ("collective", "raised"),
        ("individual", ""),
    ]


def test_merged_unit_and_field_hold_for_several_rows():
    rows = [
        HEADER,
        [1, "Tuyến đường hoa ấp 1", "VH-XH", "Hội LHPN xã", "Ấp 1"],
        [2, "Hũ gạo tình thương ấp 2", None, None, "Ấp 2"],
        [3, "Trồng rau sạch ấp 3", "KT", None, "Ấp 3"],
        [4, "Camera an ninh ấp 4", "QP-AN", "Công an xã", "Ấp 4"],
    ]

    register = read(excel(rows, merged=["D2:D4", "C2:C3"]))

    assert [(e.unit, e.field) for e in register.entries] == [
        ("Hội LHPN xã", "van_hoa_xa_hoi"),
        ("Hội LHPN xã", "van_hoa_xa_hoi"),
        ("Hội LHPN xã", "kinh_te"),
        ("Công an xã", "quoc_phong_an_ninh"),
    ]


def test_a_name_merged_over_two_rows_is_one_model():
    rows = [
        ["STT", "Tên mô hình", "Lĩnh vực", "Nội dung"],
        [1, NAMES[0], "KT", "Vá ổ gà"],
        [None, None, None, "Cắm biển báo"],
        [2, NAMES[1], "VH-XH", "Góp gạo"],
    ]

    register = read(excel(rows, merged=["A2:A3", "B2:B3"]))

    assert names(register) == NAMES[:2]
    assert register.entries[0].content == "Vá ổ gà\nCắm biển báo"


def test_hidden_rows_count():
    register = read(excel([HEADER, *ROWS], hidden_rows=[3]))

    assert names(register) == NAMES


def test_header_repeated_on_each_printed_page():
    register = read(excel([HEADER, *ROWS[:2], HEADER, ROWS[2]]))

    assert names(register) == NAMES
    assert [line.why for line in register.skipped] == ["dòng tiêu đề lặp lại"]


def test_a_second_table_below_with_other_columns():
    rows = [
        HEADER,
        *ROWS[:2],
        [],
        ["STT", "Đơn vị đăng ký", "Tên mô hình, điển hình", "Lĩnh vực"],
        [1, "Công an xã", "Bến đò an toàn ấp 6", "QP-AN"],
    ]

    register = read(excel(rows))

    assert names(register) == NAMES
    assert register.entries[2].unit == "Công an xã"


def test_formulas_give_their_results_and_unsolved_ones_are_refused_at_their_cell():
    rows = [
        HEADER,
        ["=1→1", '=A1&"x"→Tổ vá đường ban đêm ấp 5', "Kinh tế", "Đoàn xã", "Ấp 5"],
        ["=A2+1→2", "=B2→", "Kinh tế", "Đoàn xã", "Ấp 5"],
        [3, "=B9→#REF!", "Kinh tế", "Đoàn xã", "Ấp 5"],
    ]

    register = read(excel(rows))

    assert names(register) == ["Tổ vá đường ban đêm ấp 5"]
    assert faults(register) == [(3, "name"), (4, "name")]


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda t: t.encode("utf-8"), "utf8.csv"),
        (lambda t: t.encode("utf-8-sig"), "bom.csv"),
        (lambda t: t.encode("utf-16"), "utf16.csv"),
        (lambda t: t.encode("utf-16-be"), "utf16be.txt"),
        (in_windows_1258, "ansi.csv"),
        (lambda t: unicodedata.normalize("NFD", t).encode("utf-8"), "mac.csv"),
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_text_in_every_encoding(encode, name, delimiter):
    register = read(encode(text([HEADER, *ROWS], delimiter)), name)

    assert names(register) == NAMES
    assert register.refusals == []


def test_word_with_a_letterhead_table_and_sections_between_tables():
    data = word(
        [["ĐẢNG ỦY XÃ ...", "ĐẢNG CỘNG SẢN VIỆT NAM"]],
        "DANH SÁCH ĐĂNG KÝ NĂM 2026",
        "I. LĨNH VỰC KINH TẾ",
        [["TT", "Tên mô hình", "Đơn vị"], [1, NAMES[0], "Đoàn xã"]],
        "II. LĨNH VỰC QUỐC PHÒNG - AN NINH",
        [["TT", "Tên mô hình", "Đơn vị"], [1, NAMES[2], "Công an xã"]],
        [["Nơi nhận: Lưu.", "T/M KHỐI DÂN VẬN"]],
    )

    register = read(data, "danh_sach.docx")

    assert [(e.name, e.field) for e in register.entries] == [(NAMES[0], "kinh_te"), (NAMES[2], "quoc_phong_an_ninh")]
    assert [seen.rows for seen in register.sheets if not seen.passed_over] == [1, 1]


def test_a_word_table_that_goes_on_after_a_break_keeps_its_columns():
    register = read(word([HEADER, *ROWS[:2]], "", [ROWS[2], [4, "Nụ cười công sở", "XDHTCT", "UBND xã", ""]]), "d.docx")

    assert names(register) == [*NAMES, "Nụ cười công sở"]


def test_a_table_without_header_is_refused_until_a_person_names_its_columns():
    data = excel([row[1:] for row in ROWS])

    with pytest.raises(FileRefused, match="tiêu đề"):
        read(data)

    assert names(read(data, columns={"A": "name", "B": "field", "C": "unit"})) == NAMES


def test_a_header_without_models_is_refused():
    with pytest.raises(FileRefused, match="chưa có mô hình"):
        read(excel([HEADER, [1], [2], [3]]))


def test_columns_as_a_person_corrects_them_win():
    rows = [["STT", "Tên mô hình", "Lĩnh vực", "Nơi ĐK", "Ghi chú"], [1, NAMES[0], "KT", "Đoàn xã", "Ấp 5"]]

    guessed = read(excel(rows))
    by_letter = read(excel(rows), columns={"D": "unit", "E": "place"})
    by_header = read(excel(rows), columns={"nơi đk": "unit", "Ghi chú": ""})

    assert {c.letter: c.kind for c in guessed.columns}["D"] == "place"
    assert {c.letter: c.certainty for c in guessed.columns}["D"] <= 0.5
    assert (by_letter.entries[0].unit, by_letter.entries[0].place) == ("Đoàn xã", "Ấp 5")
    assert (by_header.entries[0].unit, by_header.entries[0].place, by_header.entries[0].note) == ("Đoàn xã", "", "")


def test_columns_are_guessed_by_what_stands_in_them():
    rows = [
        ["TT", "Tên mô hình, điển hình", "LV", "Đơn vị ĐK", "Nơi ĐK", "TT / CN", "Ghi chú"],
        [1, NAMES[0], "KT", "Đoàn TN xã", "Ấp 5", "TT", "Nâng chất"],
        [2, NAMES[1], "VH-XH", "Hội LHPN xã", "Ấp 3", "CN", "Mới"],
        [3, NAMES[2], "QP-AN", "Công an xã", "Ấp 6", "TT", "Nhân rộng"],
    ]

    register = read(excel(rows))

    assert [column.kind for column in register.columns] == ["number", "name", "field", "unit", "place", "who", "sort"]
    assert [entry.sort for entry in register.entries] == ["raised", "new", "replicated"]
    assert register.columns[6].example == "Nâng chất"


def test_ditto_marks_repeat_the_row_above():
    rows = [HEADER, ROWS[0], [2, "Cây cầu tình bạn ấp 5", '"', "-nt-", "Ấp 5"]]

    register = read(excel(rows))

    assert (register.entries[1].unit, register.entries[1].field) == ("Đoàn Thanh niên xã", "kinh_te")


def test_a_title_of_another_year_is_a_warning():
    register = read(excel([["DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2025"], HEADER, *ROWS]))

    assert register.warnings == ["Tiêu đề ghi năm 2025, đang nhập cho năm 2026."]
    assert names(register) == NAMES


def test_a_list_without_stt():
    rows = [HEADER[1:], *(row[1:] for row in ROWS), ["Tổng số: 3"]]

    assert names(read(excel(rows))) == NAMES


def test_arabic_headings_with_numbers_below_them():
    rows = [
        ["STT", "Tên mô hình", "Lĩnh vực"],
        ["1", "Hội Nông dân xã"],
        ["1.1", NAMES[0], "KT"],
        ["1.2", NAMES[1], "VH-XH"],
        ["2", "Công an xã"],
        ["2.1", NAMES[2], "QP-AN"],
    ]

    register = read(excel(rows))

    assert [(e.unit, e.name) for e in register.entries] == [
        ("Hội Nông dân xã", NAMES[0]),
        ("Hội Nông dân xã", NAMES[1]),
        ("Công an xã", NAMES[2]),
    ]


def test_ten_thousand_rows_are_read_quickly():
    import time  # noqa: PLC0415 - measured here alone

    rows = [[n, f"Tổ vá đường ban đêm số {n}", "KT", "Đoàn xã", f"Ấp {n % 30}"] for n in range(1, 10_001)]
    data = excel([HEADER, *rows])
    started = time.process_time()

    register = read(data)

    assert register.rows == 10_000
    assert time.process_time() - started < 3


def test_headings_with_their_counts_in_other_cells():
    rows = [
        ["STT", "Tên mô hình", "Đơn vị", "Số hộ", "Ghi chú"],
        ["I", "LĨNH VỰC KINH TẾ", None, 120, "2 mô hình"],
        [1, NAMES[0], "Đoàn xã", 60, None],
        ["II", "QUỐC PHÒNG - AN NINH", None, 40, 1],
        [1, NAMES[2], "Công an xã", 40, None],
    ]

    assert [entry.field for entry in read(excel(rows)).entries] == ["kinh_te", "quoc_phong_an_ninh"]


def test_bullets_and_rows_without_numbers_below_a_numbered_unit():
    header = ["STT", "Tên mô hình", "Lĩnh vực"]
    bullets = [
        header,
        [1, "Hội Nông dân xã"],
        ["-", NAMES[0], "KT"],
        ["-", NAMES[1], "VHXH"],
        [2, "Công an xã"],
        ["-", NAMES[2], "QPAN"],
    ]
    bare = [
        header,
        [1, "Hội Nông dân xã"],
        [None, NAMES[0], "KT"],
        [None, NAMES[1], "VHXH"],
        [2, "Công an xã"],
        [None, NAMES[2], "QPAN"],
    ]

    for rows in (bullets, bare):
        register = read(excel(rows))
        assert [(e.unit, e.name) for e in register.entries] == list(
            zip(["Hội Nông dân xã", "Hội Nông dân xã", "Công an xã"], NAMES, strict=True)
        )
        assert register.refusals == []


def test_a_sheet_of_numbers_only_is_no_list():
    numbers = [["Đơn vị", "Số mô hình đăng ký", "KT", "VH-XH"], ["Hội Nông dân", 5, 3, 2], ["Công an", 4, 4, 0]]

    register = read(excel(numbers, [HEADER, *ROWS], names=["Tổng hợp", "Danh sách"]))

    assert names(register) == NAMES
    assert [seen.name for seen in register.sheets if seen.passed_over] == ["Tổng hợp"]


def test_a_column_whose_header_only_sounds_like_ours_refuses_nothing():
    rows = [["STT", "Tên mô hình", "Lĩnh vực", "Đối tượng"], *([*row[:3], "hội viên, nông dân"] for row in ROWS)]

    assert names(read(excel(rows))) == NAMES


def test_two_signed_lists_in_one_sheet():
    rows = [
        HEADER,
        ROWS[0],
        [None, None, None, "TRƯỞNG KHỐI"],
        ["DANH SÁCH BỔ SUNG"],
        HEADER,
        *ROWS[1:],
        [None, None, None, "TRƯỞNG KHỐI"],
    ]

    assert names(read(excel(rows))) == NAMES


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.integers(-5, 3000),
                st.text(max_size=30),
                st.sampled_from([*HEADER, *NAMES, "I", "x", "KT", "Cộng: 3 mô hình", "T/M KHỐI"]),
            ),
            max_size=7,
        ),
        max_size=12,
    ),
    st.lists(st.tuples(*[st.integers(1, 12)] * 4), max_size=3),
)
def test_any_table_is_read_or_refused(rows, merged):
    sheet = Sheet("S", merged=[Area(*area) for area in merged])
    for row, values in enumerate([HEADER, *rows], 1):
        for column, value in enumerate(values, 1):
            sheet.put(Cell(row, column, "" if value is None else str(value)), Budget())

    try:
        register = recognise_sheets([sheet], year=2026)
    except FileRefused as refused:
        assert refused.reason  # noqa: PT017 - either is right
    else:
        assert register.rows == len(register.entries) + len(register.refused)
        assert sum(register.by_field.values()) == register.collective + register.individual == len(register.entries)


def test_a_title_that_names_every_field_gives_none():
    rows = [
        ["MÔ HÌNH TRÊN CÁC LĨNH VỰC KINH TẾ, VĂN HÓA - XÃ HỘI, QUỐC PHÒNG - AN NINH"],
        ["STT", "Tên mô hình", "Đơn vị"],
        [1, NAMES[0], "Đoàn xã"],
    ]

    assert faults(read(excel(rows))) == [(3, "field")]


def test_one_sheet_for_each_unit_and_a_line_that_names_the_unit():
    header = ["STT", "Tên mô hình", "Lĩnh vực"]
    sheets = [
        [header, [1, NAMES[0], "KT"]],
        [header, [1, NAMES[1], "VH-XH"]],
        [["Đơn vị: Công an xã"], header, [1, NAMES[2], "QP-AN"]],
    ]

    several = read(excel(*sheets, names=["Hội Nông dân", "Phụ nữ", "Trang 3"]))
    alone = read(excel(sheets[0], names=["Xã Thạnh Phú"]))

    assert [entry.unit for entry in several.entries] == ["Hội Nông dân", "Phụ nữ", "Công an xã"]
    assert alone.entries[0].unit == ""


def test_a_header_that_calls_names_otherwise():
    rows = [["STT", "Việc làm hay", "Lĩnh vực", "Đơn vị"], *(row[:4] for row in ROWS)]

    register = read(excel(rows))

    assert names(register) == NAMES
    assert {column.letter: column.certainty for column in register.columns}["B"] == 0.5
