"""The administrator keeps accounts and seats; people come in with what they were given."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.journeys.walking import Axe, Open, enter, look, told

pytestmark = pytest.mark.browser
HEADS = ("Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Vai trò", "Chức danh")
NHAN = ("nhan-minh-hoa", "Nhân (minh họa)", "CT-THANH-PHU-HND", "cán bộ", "Phó Chủ tịch Hội Nông dân xã")
OWN = "lúa chín vàng đồng"


def sign_in(page: Any, name: str, password: str) -> None:
    """By name and password."""
    page.goto("/dang-nhap/")
    page.locator("#id_username").fill(name)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_sau_brings_in_accounts_and_a_new_person_sets_a_password_of_their_own(
    open_page: Open, axe: Axe, tmp_path: Path
) -> None:
    sau = enter(open_page(width=1280), "administrator")

    def hand_in(*rows: tuple[str, ...]) -> None:
        with xlsxwriter.Workbook(tmp_path / "tai-khoan.xlsx") as book:
            sheet = book.add_worksheet()
            for at, row in enumerate((HEADS, *rows)):
                sheet.write_row(at, 0, row)
        sau.goto("/tai-khoan/")
        sau.locator("input[type=file]").set_input_files(tmp_path / "tai-khoan.xlsx")
        sau.get_by_role("button", name="Nhập", exact=True).click()

    hand_in(NHAN, ("hai", "Hai (minh họa)", "CT-KHONG-CO", "cán bộ", ""))
    assert "Chưa lưu gì" in told(sau)
    assert "Mã đơn vị" in sau.locator("main tbody").inner_text()
    look(sau, axe)
    hand_in(NHAN)
    look(sau, axe)
    password = sau.locator("code").inner_text()

    nhan = open_page(width=360, height=740)
    sign_in(nhan, NHAN[0], password)
    nhan.wait_for_url("**/mat-khau/")
    look(nhan, axe)
    nhan.locator("[name=old_password]").fill(password)
    for box in ("new_password1", "new_password2"):
        nhan.locator(f"[name={box}]").fill(OWN)
    nhan.get_by_role("button", name="Đổi mật khẩu").click()
    nhan.wait_for_url("**/viec-cua-toi/")
    assert "Đã đổi mật khẩu" in told(nhan)

    sau.goto(f"/tai-khoan/?q={NHAN[0]}")
    look(sau, axe)
    sau.locator("main button", has_text="Cấp lại mật khẩu").click()
    look(sau, axe)
    given = sau.locator("code").inner_text()
    nhan.context.clear_cookies()
    sign_in(nhan, NHAN[0], OWN)
    assert "chưa đúng" in nhan.locator("main").inner_text()
    look(nhan, axe)
    sign_in(nhan, NHAN[0], given)
    nhan.wait_for_url("**/mat-khau/")
