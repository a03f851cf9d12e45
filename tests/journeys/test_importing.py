"""A commune brings in lists from Excel and from Word."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.journeys.walking import Axe, Open, enter, fits, look, told

pytestmark = pytest.mark.browser
LETTERHEAD = ("ĐẢNG ỦY XÃ THẠNH PHÚ", "DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2026 (dữ liệu minh họa)")
HEADER = ("TT", "Tên mô hình, điển hình", "Lĩnh vực", "Đơn vị ĐK", "Địa bàn", "TT/CN", "Đích đến")
CHAI_LO = (1, "Tổ thu gom chai lọ đồng ruộng ấp 2", "VH-XH", "Hội ND xã", "ấp 2", "TT", "500 kg chai lọ")
CANH_LUA = (2, "Tổ canh lửa mùa khô ấp 3", "QP-AN", "CA xã", "ấp 3", "TT", "30 buổi canh")
NAMELESS = (3, "", "KT", "Hội LHPN xã", "ấp 1", "TT", "12 chị có việc")
FIELDLESS = (4, "Tổ vần công ấp 5", "Nghệ thuật", "Hội ND xã", "ấp 5", "TT", "20 hộ")


def excel(path: Path, rows: Iterable[Iterable[object]], header: Iterable[object] = HEADER) -> Path:
    """A list as a commune sends it."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, LETTERHEAD[0])
        sheet.write(2, 1, LETTERHEAD[1])
        for at, row in enumerate((header, *rows), start=4):
            sheet.write_row(at, 0, row)
    return path


def word(path: Path) -> Path:
    """A list typed in Word: the letterhead stands in the table itself, one row has no field that we know."""
    rows = (
        (LETTERHEAD[0], "", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("", LETTERHEAD[1], "", "", ""),
        ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Địa bàn"),
        ("1", "Bếp ăn ngày rằm ấp 4", "Văn hóa - xã hội", "UBMTTQ xã", "ấp 4"),
        ("2", "Ghe chở thuốc đến nhà ấp 1", "Văn hóa - xã hội", "Trạm Y tế xã", "ấp 1"),
        ("3", "Vườn mẫu ven lộ ấp 6", "Cây cảnh", "Hội ND xã", "ấp 6"),
    )
    document = docx.Document()
    document.add_paragraph("Thạnh Phú, ngày 24 tháng 11 năm 2026")
    table = document.add_table(rows=len(rows), cols=5)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    document.add_paragraph("Người lập biểu")
    document.save(str(path))
    return path


def hand_in(page: Any, path: Path) -> str:
    """Choose a file and have it read; what the preview says of it."""
    page.goto("/mo-hinh/nhap/")
    page.locator("select[name=year]").select_option("2026")
    page.locator("input[type=file]").set_input_files(path)
    page.locator("main form button.main").first.click()
    return str(page.locator("h1").inner_text())


def save(page: Any) -> str:
    """The one confirmation; what was done."""
    page.get_by_role("button", name=re.compile(r"^Lưu \d+ dòng")).click()
    return told(page)


def test_tam_brings_in_a_list_mends_what_was_refused_and_is_remembered(
    open_page: Open, axe: Axe, tmp_path: Path
) -> None:
    tam = enter(open_page(width=1280), "commune-head")
    tam.goto("/mo-hinh/nhap/")
    look(tam, axe)
    first = excel(tmp_path / "ds.xlsx", (CHAI_LO, CANH_LUA, NAMELESS, FIELDLESS))
    assert "Đọc được 4 dòng: 2 nhập được, 2 bị từ chối" in hand_in(tam, first)
    assert "Chưa có tên mô hình" in tam.locator("td.bad").first.inner_text()
    assert "Không tính" not in tam.locator("main").inner_text()
    look(tam, axe)
    tam.locator("select[name='cot:Đích đến']").select_option("output")
    tam.get_by_role("button", name="Đọc lại tệp theo cột đã chọn").click()
    with tam.expect_download() as download:
        tam.get_by_role("link", name=re.compile("các dòng bị từ chối")).click()
    refused = tmp_path / "refused.xlsx"
    download.value.save_as(refused)
    with zipfile.ZipFile(refused) as parts:
        comments = parts.read("xl/comments1.xml").decode()
    assert re.findall(r'ref="(\w+)".*?<t>(.*?)</t>', comments) == [
        ("B2", "Chưa có tên mô hình. Ghi rõ làm gì, ở đâu."),
        ("C3", "“Nghệ thuật” không phải một trong bốn lĩnh vực."),
    ]
    assert "Đã lưu: 2 mô hình mới" in save(tam)
    look(tam, axe)

    heads, nameless, fieldless = CalamineWorkbook.from_path(refused).get_sheet_by_index(0).to_python()
    nameless[1], fieldless[2] = "Tổ đan lục bình ấp 1", "VH-XH"
    assert nameless[heads.index("Kết quả, sản phẩm")] == "12 chị có việc"
    assert "Đọc được 2 dòng: 2 nhập được" in hand_in(
        tam, excel(tmp_path / "mended.xlsx", (nameless, fieldless), header=heads)
    )
    assert "Đã lưu: 2 mô hình mới" in save(tam)

    hand_in(tam, first)
    assert tam.locator("select[name='cot:Đích đến']").input_value() == "output"
    assert "0 mô hình mới, 0 cập nhật, 2 không đổi" in save(tam)


def test_tam_brings_in_a_table_from_word_on_a_phone_and_takes_it_back(
    open_page: Open, axe: Axe, tmp_path: Path
) -> None:
    tam = enter(open_page(width=360, height=740), "commune-head")
    assert "Đọc được 3 dòng: 2 nhập được, 1 bị từ chối" in hand_in(tam, word(tmp_path / "ds.docx"))
    assert "“Cây cảnh” không phải một trong bốn lĩnh vực." in tam.locator("td.bad").first.inner_text()
    axe(tam)
    fits(tam)
    assert "Đã lưu: 2 mô hình mới" in save(tam)
    fits(tam)
    tam.get_by_role("button", name="Hoàn tác việc nhập").click()
    assert "Đã hoàn tác 2 mô hình" in told(tam)
    axe(tam)
    fits(tam)
