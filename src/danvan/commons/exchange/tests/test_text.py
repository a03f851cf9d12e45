"""Plain text: which encoding, which delimiter."""

import pytest

from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.text import decoded


def rows(data: bytes) -> list[list[str]]:
    [sheet] = read_sheets(data, "kinh te.csv")
    return [[cell.value for cell in row.values()] for row in sheet.rows.values()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_its_mark(encoding):
    assert decoded("Tên mô hình; Lĩnh vực".encode(encoding)) == "Tên mô hình; Lĩnh vực"


def test_windows_1258_composes_its_letters():
    assert decoded("Tên mô hi\u0300nh; xa\u0303 hô\u0323i".encode("cp1258")) == "Tên mô hình; xã hội"


def test_text_of_an_old_font_saved_as_text():
    said = "Tªn m« h×nh;LÜnh vùc\nHéi N«ng d©n x·;Kinh tÕ\n§\u00adêng hoa;V¨n hãa"

    assert rows(said.encode("latin-1")) == [
        ["Tên mô hình", "Lĩnh vực"],
        ["Hội Nông dân xã", "Kinh tế"],
        ["Đường hoa", "Văn hóa"],
    ]


def test_delimiters_are_found_beside_commas_in_the_text():
    data = 'STT;Tên;Nội dung\n1;a;"một, hai, ba; bốn"\n2;b;"năm, sáu, bảy"\n'

    assert rows(data.encode()) == [
        ["STT", "Tên", "Nội dung"],
        ["1", "a", "một, hai, ba; bốn"],
        ["2", "b", "năm, sáu, bảy"],
    ]


def test_excels_own_line_about_the_delimiter():
    [sheet] = read_sheets(b"sep=|\r\na;1|b\r\n", "x.csv")

    assert [(cell.row, cell.column, cell.value) for cell in sheet.cells()] == [(2, 1, "a;1"), (2, 2, "b")]


def test_a_line_break_within_quotes_keeps_the_row_a_spreadsheet_shows():
    [sheet] = read_sheets(b'a;b\n\n"x\ny";c\nd;e', "x.csv")

    assert list(sheet.rows) == [1, 3, 4]
    assert sheet.name == "x"


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    assert rows('a;b\n1;"Tổ vá đường\n2;Hũ gạo\n'.encode()) == [["a", "b"], ["1", '"Tổ vá đường'], ["2", "Hũ gạo"]]


def test_accents_written_apart_in_unicode_of_two_bytes():
    said = "Danh sach mo hinh dan van kheo; la\u0300m duo\u031b\u0300ng"

    assert decoded(said.encode("utf-16-le")) == said


def test_rows_of_nothing_but_delimiters_are_passed_over():
    assert rows(b"a;b\n" + b";;;\n" * 5 + b"c;d") == [["a", "b"], ["c", "d"]]
