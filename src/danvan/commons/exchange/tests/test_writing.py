"""Tables that leave the house: text stays text, and what was written can be read again."""

import datetime
import zipfile
from io import BytesIO

from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.writing import Table, as_csv, as_workbook

EVIL = ['=cmd|" /C calc"!A0', "+84 901", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "http://example.vn", "đường\x00hoa"]


def test_nothing_written_to_excel_becomes_a_formula_or_a_link():
    data = as_workbook(Table("Danh sách", ["Tên"], [[text] for text in EVIL]))

    part = zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in part
    assert "<hyperlink" not in part
    assert [cell.value.strip() for cell in read_sheets(data, "x.xlsx")[0].cells()][1:3] == [EVIL[0], EVIL[1]]


def test_nothing_written_to_csv_becomes_a_formula():
    lines = list(as_csv(Table("Danh sách", ["Tên", "Số"], [[text, -5] for text in EVIL])))

    assert lines[0] == "\ufeff"
    assert [line.lstrip('"')[0] for line in lines[2:8]] == ["'"] * 6
    assert all(line.rstrip().endswith(";-5") for line in lines[2:])


def test_values_days_and_comments_come_back_as_they_were():
    moment = datetime.datetime(2026, 3, 10, 7, 30, tzinfo=datetime.UTC)
    rows = [
        ["Hội Nông dân", 12, 2.5, datetime.date(2026, 3, 10), moment, None],
        ["dài " * 20_000, True, "", "", "", ""],
    ]

    data = as_workbook(Table("Đơn vị: [1/2]", list("ABCDEF"), rows, {(0, 0): "Chưa có tên"}, title="DANH SÁCH"))

    [sheet] = read_sheets(data, "x.xlsx")
    assert sheet.name == "Đơn vị   1 2"
    assert [cell.value for cell in sheet.rows[4].values()] == ["Hội Nông dân", "12", "2,5", "10/03/2026", "10/03/2026"]
    assert len(sheet.rows[5][1].value) == 32_767
    assert "Chưa có tên" in zipfile.ZipFile(BytesIO(data)).read("xl/comments1.xml").decode()


def test_sheets_with_one_name_get_two():
    data = as_workbook(Table("Tên", ["a"], [["1"]]), Table("tên", ["a"], [["1"]]), Table("", ["a"], [["1"]]))

    assert [sheet.name for sheet in read_sheets(data, "x.xlsx")] == ["Tên", "tên 2", "Bảng"]
