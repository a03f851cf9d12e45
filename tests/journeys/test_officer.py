"""The city's officer: lists come in, are reminded of, returned and accepted; decisions go out and are taken back."""

import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.journeys.walking import Axe, Open, enter, look, told

pytestmark = pytest.mark.browser


def press(page: Any) -> str:
    """Press what the page is for; what was done."""
    page.locator("main form button.main").last.click()
    return told(page)


def test_minh_reminds_who_is_late_and_returns_one_entry_of_a_list(open_page: Open, axe: Axe) -> None:
    minh = enter(open_page(width=1280), "officer")
    look(minh, axe)
    waiting = minh.locator("main .rows h2 a").first.get_attribute("href")

    minh.goto("/mo-hinh/danh-sach/?nam=2026&tt=late")
    look(minh, axe)
    late = minh.locator("main [name=units]")
    names = [late.nth(place).get_attribute("aria-label").removeprefix("Chọn ") for place in (0, 1)]
    late.nth(0).check()
    late.nth(1).check()
    minh.get_by_role("button", name="Soạn lời nhắc").click()
    look(minh, axe)
    minh.locator("[name=words]").fill("{đơn vị} gửi danh sách trước thứ Sáu.")
    minh.get_by_role("button", name="Xem lại lời nhắc").click()
    read = minh.locator("main form .note").inner_text()
    assert "gửi danh sách trước thứ Sáu." in read
    assert "{đơn vị}" not in read
    minh.get_by_role("button", name=re.compile("^Gửi lời nhắc")).click()
    assert "2" in told(minh)
    minh.goto("/mo-hinh/danh-sach/?nam=2026&tt=late")
    for name in names:
        assert "24/11/2026" in minh.locator("main tbody tr", has_text=name).inner_text()

    minh.goto(waiting)
    look(minh, axe)
    minh.get_by_role("link", name="Trả lại từng mô hình").click()
    look(minh, axe)
    minh.locator("main input[type=checkbox]").first.check()
    minh.locator("[name=reason]").fill("Ghi rõ ấp, khu vực.")
    assert "rả lại" in press(minh)


def test_a_returned_list_is_mended_sent_again_accepted_and_decided(open_page: Open, axe: Axe, tmp_path: Path) -> None:
    tam = enter(open_page(width=1280), "commune-head")
    tam.locator("main .rows h2 a", has_text="bị trả lại").first.click()
    look(tam, axe)
    tam.get_by_role("link", name="Sửa phiếu").click()
    tam.locator("[name=place]").fill("Tuyến kênh ấp 1, từ cầu đến đình")
    tam.get_by_role("button", name="Ghi vào danh sách").click()
    look(tam, axe)
    tam.locator("[name=explanation]").fill("Khác ấp, khác tổ.")
    tam.get_by_role("button", name="Ghi vào danh sách").click()
    tam.wait_for_url("**/danh-sach/**")
    address = tam.url
    tam.get_by_role("link", name="Ghi lại tất cả").click()
    look(tam, axe)
    assert "ghi lại" in press(tam)
    tam.get_by_role("link", name="Ký danh sách").click()
    look(tam, axe)
    press(tam)
    tam.get_by_role("link", name="Gửi danh sách").click()
    tam.locator("[name=letter_number]").fill("77-CV/ĐU")
    tam.locator("[name=letter_date]").fill("24/11/2026")
    look(tam, axe)
    assert "gửi" in press(tam)

    minh = enter(open_page(width=360, height=740), "officer")
    minh.goto(address)
    minh.get_by_role("link", name="Nhận danh sách").click()
    look(minh, axe)
    assert "Đã nhận" in press(minh)

    minh.goto("/mo-hinh/quyet-dinh/moi/")
    look(minh, axe)
    minh.locator("[name=number]").fill("512-QĐ/TU")
    minh.locator("[name=signed_on]").fill("24/11/2026")
    minh.locator("main form button.main").click()
    with minh.expect_download() as download:
        minh.get_by_role("link", name="Tải danh sách để điền").click()
    rows = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0).to_python()
    heads = next(row for row in rows if "Kết quả" in row)
    hers = [row for row in rows if "Hội LHPN xã Thạnh Phú" in row][:2]
    said = heads.index("Kết quả")
    hers[0][said], hers[1][said] = "Công nhận", "Chưa công nhận"

    def hand_in() -> None:
        with xlsxwriter.Workbook(tmp_path / "ket-qua.xlsx") as book:
            sheet = book.add_worksheet()
            for at, row in enumerate((heads, *hers)):
                sheet.write_row(at, 0, row)
        minh.locator("input[type=file]").set_input_files(tmp_path / "ket-qua.xlsx")
        minh.get_by_role("button", name="Đọc tệp đã điền").click()

    hand_in()
    assert "Ghi lý do chưa công nhận." in minh.locator("main").inner_text()
    look(minh, axe)
    minh.get_by_role("link", name="Về quyết định").click()
    hers[1][heads.index("Lý do")] = "Chưa đo được sản phẩm."
    hand_in()
    assert "2 mô hình" in told(minh)
    look(minh, axe)
    minh.get_by_role("link", name="Ghi nhận đã ban hành").click()
    look(minh, axe)
    assert "ban hành" in press(minh)
    look(minh, axe)

    hanh = enter(open_page(width=360, height=740), "unit-head")
    hanh.goto("/hop-thu/")
    assert f"{hers[1][1]}: Chưa đo được sản phẩm." in hanh.locator("main").inner_text()
    look(hanh, axe)
    hanh.get_by_role("button", name=re.compile("^Mở.*Kết quả xét")).click()
    assert "Quyết định 512-QĐ/TU" in hanh.locator("h1").inner_text()
    look(hanh, axe)

    minh.get_by_role("link", name=re.compile("^Thu hồi")).first.click()
    minh.locator("[name=reason]").fill("Kê khai sai số hộ.")
    minh.locator("[name=basis]").fill("530-QĐ/TU ngày 24/11/2026")
    minh.locator("[name=on]").fill("24/11/2026")
    look(minh, axe)
    press(minh)
    assert "Kê khai sai số hộ." in minh.locator("main tbody").inner_text()
    assert "Công nhận\n0" in minh.locator(".kpis").inner_text()
