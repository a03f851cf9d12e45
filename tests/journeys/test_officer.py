"""The city's officer: lists come in, are returned and accepted; decisions go out."""

import re

import pytest

from tests.journeys.walking import Axe, Open, enter, told

pytestmark = pytest.mark.browser


def test_minh_returns_one_entry_accepts_a_list_and_records_the_decision(open_page: Open, axe: Axe) -> None:
    minh = open_page(width=1280)
    enter(minh, "officer")
    axe(minh)
    minh.goto("/mo-hinh/danh-sach/?nam=2026")
    axe(minh)
    minh.goto("/viec-cua-toi/")
    waiting = [link.get_attribute("href") for link in minh.locator("main .rows h2 a").all()]

    minh.goto(waiting[0])
    axe(minh)
    minh.get_by_role("link", name=re.compile("Trả lại")).first.click()
    axe(minh)
    minh.locator("main input[type=checkbox]").first.check()
    minh.locator("[name=reason]").fill("Ghi rõ ấp, khu vực.")
    minh.locator("main form button.main").click()
    assert "rả lại" in told(minh)

    minh.goto(waiting[1])
    minh.get_by_role("link", name="Nhận danh sách").click()
    minh.locator("main form button.main").click()
    assert "Đã nhận" in told(minh)

    minh.goto("/mo-hinh/quyet-dinh/moi/")
    axe(minh)
    minh.locator("[name=number]").fill("512-QĐ/TU")
    minh.locator("[name=signed_on]").fill("24/11/2026")
    minh.locator("main form button.main").click()
    axe(minh)
    minh.locator("input[name=q]").last.fill("xoay vong ap 1")
    minh.get_by_role("button", name="Lọc").click()
    minh.locator("main select[name^=kq]").first.select_option("recognised")
    minh.get_by_role("button", name="Lưu kết quả trang này").click()
    minh.get_by_role("link", name="Ghi nhận đã ban hành").click()
    axe(minh)
    minh.locator("main form button.main").click()
    assert "ban hành" in told(minh)
    axe(minh)
