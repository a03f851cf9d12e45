"""A commune brings in lists from Excel and from Word."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlsxwriter

from tests.journeys.walking import Axe, Open, enter, told

pytestmark = pytest.mark.browser


def excel(path: Path) -> Path:
    """A list as a commune sends it (dữ liệu minh họa)."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, "ĐẢNG ỦY XÃ THẠNH PHÚ")
        sheet.write(2, 1, "DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2026")
        sheet.write_row(4, 0, ("TT", "Tên mô hình, điển hình", "Lĩnh vực", "Đơn vị ĐK", "Địa bàn", "TT/CN"))
        sheet.write_row(5, 0, (1, "Tổ thu gom chai lọ đồng ruộng ấp 2", "VH-XH", "Hội ND xã", "ấp 2", "TT"))
        sheet.write_row(6, 0, (2, "Tổ canh lửa mùa khô ấp 3", "QP-AN", "CA xã", "ấp 3", "TT"))
        sheet.write_row(7, 0, (3, "", "KT", "Hội LHPN xã", "ấp 1", "TT"))
    return path


def word(path: Path) -> Path:
    """The same as a table in Word."""
    document = docx.Document()
    rows = (
        ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Địa bàn"),
        ("1", "Bếp ăn ngày rằm ấp 4", "Văn hóa - xã hội", "UBMTTQ xã", "ấp 4"),
        ("2", "Ghe chở thuốc đến nhà ấp 1", "Văn hóa - xã hội", "Trạm Y tế xã", "ấp 1"),
    )
    table = document.add_table(rows=len(rows), cols=5)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    data = BytesIO()
    document.save(data)
    path.write_bytes(data.getvalue())
    return path


def test_tam_brings_in_a_list_from_excel_and_one_from_word(open_page: Open, axe: Axe, tmp_path: Path) -> None:
    tam = open_page(width=1280)
    enter(tam, "commune-head")

    def hand_in(path: Path) -> None:
        tam.goto("/mo-hinh/nhap/")
        tam.locator("select[name=year]").select_option("2026")
        tam.locator("input[type=file]").set_input_files(path)
        tam.locator("main form button.main").first.click()

    hand_in(excel(tmp_path / "ds.xlsx"))
    assert "Đọc được 3 dòng: 2 nhập được, 1 bị từ chối" in tam.locator("h1").inner_text()
    assert "Chưa có tên mô hình" in tam.locator("td.bad").first.inner_text()
    axe(tam)
    with tam.expect_download() as refused:
        tam.get_by_role("link", name=re.compile("các dòng bị từ chối")).click()
    assert refused.value.suggested_filename.endswith(".xlsx")
    tam.get_by_role("button", name=re.compile("^Lưu 2 dòng")).click()
    assert "Đã lưu: 2 mô hình mới" in told(tam)
    axe(tam)
    hand_in(tmp_path / "ds.xlsx")
    tam.get_by_role("button", name=re.compile("^Lưu 2 dòng")).click()
    assert "0 mô hình mới, 0 cập nhật, 2 không đổi" in told(tam)

    hand_in(word(tmp_path / "ds.docx"))
    assert "Đọc được 2 dòng: 2 nhập được" in tam.locator("h1").inner_text()
    tam.get_by_role("button", name=re.compile("^Lưu 2 dòng")).click()
    tam.get_by_role("button", name="Hoàn tác việc nhập").click()
    assert "Đã hoàn tác 2 mô hình" in told(tam)

    phone = open_page(width=360, height=740)
    enter(phone, "commune-head")
    phone.goto("/mo-hinh/nhap/")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
