"""Cells that cannot be taken, each refused at its place; the rest of the list is taken: dữ liệu minh họa."""

import unicodedata
from io import BytesIO

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from danvan.do.exemplars.persons import contact_in
from danvan.do.exemplars.registers.entries import Entry, Line, Refusal, judge
from danvan.do.exemplars.registers.recognise import Register, recognise
from danvan.do.exemplars.registers.returning import returned
from danvan.do.exemplars.registers.tests.making import HEADER, NAMES, ROWS, excel, text

FULL = [*HEADER, "Năm", "Tập thể/Cá nhân", "Mới/Nâng chất/Nhân rộng", "Nội dung", "Chỉ tiêu", "ĐVT"]
GOOD = ["1", "Tổ vá đường ban đêm ấp 5", "Kinh tế", "Đoàn xã", "Ấp 5", "2026", "Tập thể", "mới", "Vá đường", "12", "km"]


def read(*rows: list) -> Register:
    return recognise(text([FULL, *rows]).encode(), "danh_sach.csv", year=2026)


def one(**changes: str) -> Register:
    kinds = ["number", "name", "field", "unit", "place", "year", "who", "sort", "content", "target", "measure"]
    row = [changes.get(kind, value) for kind, value in zip(kinds, GOOD, strict=True)]
    return read(row)


def refusals(register: Register) -> list[tuple[str, str]]:
    return [(fault.column, fault.value) for fault in register.refusals]


@pytest.mark.parametrize(
    "name",
    [
        "",
        " \t ",
        "\u202e\u200b\ufeff",
        "🎉🎉",
        "123",
        "x",
        "---",
        "Dân vận khéo",
        "MÔ HÌNH",
        "Điển hình “Dân vận khéo”",
    ],
)
def test_a_name_that_says_nothing(name):
    register = one(name=name)

    assert [column for column, _value in refusals(register)] == ["name"]
    assert register.rows == 1
    assert register.entries == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Hũ gạo\n nghĩa   tình ", "Hũ gạo nghĩa tình"),
        ("Hũ\u00a0gạo\u200b nghĩa\u202e tình\ufeff", "Hũ gạo nghĩa tình"),
        (unicodedata.normalize("NFD", "Hũ gạo nghĩa tình"), "Hũ gạo nghĩa tình"),
        ("Hũ gạo 🍚 nghĩa tình", "Hũ gạo 🍚 nghĩa tình"),
        ("Phum sróc sạch ភាសាខ្មែរ", "Phum sróc sạch ភាសាខ្មែរ"),
        ("HŨ GẠO NGHĨA TÌNH", "HŨ GẠO NGHĨA TÌNH"),
        ("Hoà giải ở thuỷ lộ", "Hoà giải ở thuỷ lộ"),
    ],
)
def test_a_name_is_kept_as_written_in_one_plain_line(written, name):
    assert one(name=written).first == name


@pytest.mark.parametrize(
    "year", ["0", "9999", "20x6", "2062", "2025", "hai nghìn", "26", "2025-2026", "01/01/2025", "-2026.5"]
)
def test_a_year_that_is_not_the_campaign_year(year):
    assert refusals(one(year=year)) == [("year", year)]


@pytest.mark.parametrize("year", ["", "2026", " 2026 ", "Năm 2026", "15/03/2026", "quý I/2026"])
def test_the_campaign_year_in_any_dress(year):
    assert one(year=year).entries[0].year == 2026


@pytest.mark.parametrize(
    "field", ["Môi trường", "Thể thao điện tử", "5", "KT; VH-XH", "Kinh tế - xã hội", "Kinh tế và quốc phòng", "?"]
)
def test_a_field_that_is_none_of_the_four(field):
    assert refusals(one(field=field)) == [("field", field)]


def test_a_field_that_is_wrong_is_helped_with_the_usual_one():
    [fault] = one(field="Môi trường").refusals

    assert fault.reason == "“Môi trường” không phải một trong bốn lĩnh vực. Việc này thường ghi Văn hóa - xã hội."


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("", "collective"),
        ("-", "collective"),
        ("TT", "collective"),
        ("C.N", "individual"),
        ("cá nhân", "individual"),
        ("Nhóm hộ", "collective"),
    ],
)
def test_no_mark_of_a_person_means_collective(who, expected):
    assert one(who=who).entries[0].who == expected


def test_who_and_sort_that_cannot_be_told():
    assert refusals(one(who="tập thể, cá nhân")) == [("who", "tập thể, cá nhân")]
    assert refusals(one(sort="hay")) == [("sort", "hay")]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("Xây dựng mới", "new"),
        ("NC", "raised"),
        ("nâng cao chất lượng", "raised"),
        ("nâng chất, nhân rộng", "raised"),
        ("NR", "replicated"),
        ("tiếp tục duy trì", "kept"),
        ("", ""),
    ],
)
def test_sorts_in_any_words(sort, expected):
    assert one(sort=sort).entries[0].sort == expected


@pytest.mark.parametrize(
    ("target", "measure", "expected"),
    [
        ("1.200", "hộ", ("1200", "hộ", "")),
        ("12,5", "", ("12.5", "", "")),
        ("50 căn nhà", "", ("50", "căn nhà", "")),
        ("", "km", ("", "km", "")),
    ],
)
def test_targets_as_numbers_with_their_measure(target, measure, expected):
    entry = one(target=target, measure=measure).entries[0]

    assert (entry.target, entry.measure, entry.output) == expected


@pytest.mark.parametrize("target", ["hai mươi", "abc", "mỗi ấp một tổ"])
def test_a_target_in_words_is_refused_beside_a_column_for_its_measure(target):
    register = one(target=target)

    assert [(fault.column, fault.value, fault.reason) for fault in register.refusals] == [
        ("target", target, "Chỉ tiêu ghi bằng số, ví dụ 20.")
    ]


def test_a_target_in_words_is_kept_as_output_where_no_column_holds_measure_or_output():
    rows = [[*row, said] for row, said in zip(ROWS, ["mỗi ấp một tổ", "20 căn nhà", ""], strict=False)]
    register = recognise(text([[*HEADER, "Chỉ tiêu"], *rows]).encode(), "danh_sach.csv", year=2026)

    assert register.refusals == []
    assert [(row.target, row.measure, row.output) for row in register.entries][:2] == [
        ("", "", "mỗi ấp một tổ"),
        ("20", "căn nhà", ""),
    ]


def test_targets_beyond_reason():
    assert refusals(one(target="-5")) == [("target", "-5")]
    assert refusals(one(target="9" * 30)) == [("target", "9" * 30)]


def test_texts_that_are_too_long_are_refused_at_their_cell_and_shown_short():
    register = one(name="Tổ " + "dài " * 100, content="chữ " * 5000)

    assert [column for column, _value in refusals(register)] == ["name", "content"]
    assert all(len(fault.value) == 200 for fault in register.refusals)


def test_the_second_of_two_alike_is_refused_and_names_the_first():
    register = read(
        GOOD, ["2", "TỔ VÁ ĐƯỜNG BAN ĐÊM ẤP 5", *GOOD[2:]], ["3", GOOD[1], GOOD[2], GOOD[3], "Ấp 7", *GOOD[5:]]
    )

    assert [(fault.row, fault.column) for fault in register.refusals] == [(3, "name")]
    assert "dòng 2" in register.refusals[0].reason
    assert len(register.entries) == 2


def test_each_fault_of_a_row_is_told_and_the_row_counted_once():
    register = one(name="", field="Môi trường", year="2062")

    assert [column for column, _value in refusals(register)] == ["name", "field", "year"]
    assert register.rows == 1


def test_refused_rows_come_back_as_a_file_that_can_be_mended_and_read_again():
    import python_calamine  # noqa: PLC0415 - only to look at the file

    rows = [
        *ROWS,
        [4, "", "Kinh tế", "Đoàn xã", "Ấp 1"],
        [5, "Tuyến đường hoa ấp 2", "Môi trường", "Hội LHPN xã", "Ấp 2"],
    ]
    register = recognise(excel([HEADER, *rows]), "danh_sach.xlsx", year=2026)

    data = returned(register, register.refusals)

    again = recognise(data, "chua_nhan.xlsx", year=2026)
    assert [(fault.column, fault.reason) for fault in again.refusals] == [
        (f.column, f.reason) for f in register.refusals
    ]
    book = python_calamine.load_workbook(BytesIO(data))
    [_header, first, second] = book.get_sheet_by_index(0).to_python()
    assert first[-2:] == ["dòng 5, “Sheet1”", "Chưa có tên mô hình. Ghi rõ làm gì, ở đâu."]
    assert second[1:4] == ["Tuyến đường hoa ấp 2", "Môi trường", "Hội LHPN xã"]


def test_the_file_of_refused_rows_is_read_back_whatever_the_screen_speaks():
    rows = [[4, "", "Kinh tế", "Đoàn xã", "Ấp 1"], *ROWS]
    with override("en"):
        register = recognise(excel([HEADER, *rows]), "danh_sach.xlsx", year=2026)
        again = recognise(returned(register, register.refusals), "chua_nhan.xlsx", year=2026)

    assert [fault.column for fault in again.refusals] == ["name"]
    assert [column.kind for column in again.columns[:5]] == ["number", "name", "field", "unit", "place"]


@pytest.mark.parametrize("kind", ["number", "name", "unit", "place", "content", "target", "measure"])
def test_a_persons_number_is_refused_in_whatever_cell_it_stands(kind):
    assert (kind, "ĐT 0912 34 56 78") in refusals(one(**{kind: "ĐT 0912 34 56 78"}))


@pytest.mark.parametrize(
    "text",
    ["091 2345678", "09 1234 5678", "0292.3.888.777", "０９１２３４５６７８", "CMND 362 123 456", "+84.912.345.678"],
)
def test_numbers_of_persons_in_every_dress(text):
    assert contact_in(f"hỏi anh Ba {text}.")


@pytest.mark.parametrize(
    "text", ["góp 362.123.456 đồng", "từ 08.10.2025 12 hộ", "84.912.345.678 đồng", "05 300 lượt", "15-CV/ĐU 12-02-2026"]
)
def test_sums_and_days_are_no_numbers_of_persons(text):
    assert not contact_in(text)


def test_names_of_good_rows_are_untouched_by_bad_ones():
    rows = [ROWS[0], [2, "", "KT", "Đoàn xã", "Ấp 1"], *ROWS[1:]]

    assert [entry.name for entry in recognise(excel([HEADER, *rows]), "a.xlsx", year=2026).entries] == NAMES


@given(
    st.dictionaries(
        st.sampled_from(["name", "field", "unit", "who", "sort", "year", "target", "content"]), st.text(max_size=400)
    )
)
def test_whatever_stands_in_a_row_it_is_taken_or_refused_with_a_reason(texts):
    judged = judge(Line("S", 1, texts, {}, {}), year=2026)

    if isinstance(judged, Entry):
        assert judged.field in ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "xay_dung_he_thong_chinh_tri")
    else:
        assert judged
        assert all(isinstance(fault, Refusal) and fault.reason for fault in judged)
