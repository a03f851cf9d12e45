"""The administrator keeps accounts and seats; people come in with what they were given."""

import re

import pytest

from tests.journeys.walking import Axe, Open, enter

pytestmark = pytest.mark.browser


def test_sau_keeps_the_accounts(open_page: Open, axe: Axe) -> None:
    sau = open_page(width=1280)
    enter(sau, "administrator")
    sau.goto("/tai-khoan/?q=demo-stranger")
    axe(sau)
    sau.get_by_role("button", name=re.compile("Cấp lại mật khẩu")).first.click()
    password = sau.locator("code").inner_text()
    axe(sau)

    hoa = open_page(width=360, height=740)
    hoa.goto("/dang-nhap/")
    hoa.locator("#id_username").fill("demo-stranger")
    hoa.locator("[name=password]").fill(password)
    hoa.locator("main form button.main").first.click()
    hoa.wait_for_url("**/mat-khau/")
    axe(hoa)
