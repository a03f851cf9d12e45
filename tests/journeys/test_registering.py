"""A cadre registers on the form; her head signs and sends; the commune receives."""

from typing import Any

import pytest

from tests.journeys.walking import Axe, Open, enter, look, told

pytestmark = pytest.mark.browser
BOXES = {
    "title": "Tổ sửa nón lá giúp nhau ấp 4",
    "situation": "Ấp 4 có nhiều chị chằm nón, nón hư không ai sửa.",
    "goal": "Đến tháng 12 sửa 200 nón, 12 chị có thêm việc.",
    "method": "Mỗi tuần một buổi ở nhà văn hóa ấp, chị giỏi kèm chị mới.",
    "place": "Tuyến kênh ấp 4, từ cầu đến đình.",
    "forces": "Chủ trì: Hội LHPN xã. Phối hợp: chi bộ ấp 4.",
    "means": "Quỹ Hội 3 triệu đồng; từ tháng 11 đến tháng 12/2026.",
    "output": "12 chị có việc đều.",
    "lasting": "Tổ tự quản, ấp 5 đã hỏi cách làm.",
}


ENTER = "button[name=viec][value=ghi]:visible"


def count_of(page: Any, title: str) -> int:
    """How many registrations have this name."""
    page.goto("/mo-hinh/dang-ky/?nam=2026")
    page.get_by_label("Tìm theo tên, nơi làm").fill(title)
    page.get_by_role("button", name="Lọc").click()
    return int(page.get_by_role("link", name=title, exact=True).count())


def test_lan_registers_on_a_phone_without_a_network_and_her_head_signs_and_sends(open_page: Open, axe: Axe) -> None:
    lan = enter(open_page(width=360, height=740), "cadre")
    look(lan, axe)
    lan.goto("/mo-hinh/phieu-moi/")
    look(lan, axe)
    with lan.expect_response("**/giong-ten/**"):
        lan.locator("[name=title]").fill(BOXES["title"])
    lan.context.set_offline(True)
    for name, words in list(BOXES.items())[1:]:
        lan.locator(f"[name={name}]").fill(words)
    lan.locator("select[name=field]").select_option("kinh_te")
    lan.locator("[name=measure]").fill("việc làm")
    lan.locator("[name=target]").fill("12")
    with lan.expect_event("requestfailed"):
        lan.locator(ENTER).click(no_wait_after=True)
    lan.context.set_offline(False)
    lan.goto("/mo-hinh/phieu-moi/")
    assert "Đã giữ những gì anh, chị viết" in lan.locator("[data-draft-status]").inner_text()
    assert lan.locator("[name=lasting]").input_value() == BOXES["lasting"]
    lan.locator(ENTER).dblclick(no_wait_after=True)
    lan.wait_for_url("**/danh-sach/**")
    assert "vào danh sách" in told(lan)
    look(lan, axe)
    address = lan.url
    lan.go_back()
    lan.locator(ENTER).click()
    assert "vào danh sách" in told(lan)
    assert count_of(lan, BOXES["title"]) == 1

    hanh = enter(open_page(width=1280), "unit-head")
    hanh.goto(address)
    hanh.get_by_role("link", name="Ký danh sách").click()
    look(hanh, axe)
    hanh.locator("main form button.main").click()
    hanh.get_by_role("link", name="Gửi danh sách").click()
    hanh.locator("[name=letter_number]").fill("15-CV/HPN")
    hanh.locator("[name=letter_date]").fill("24/11/2026")
    look(hanh, axe)
    hanh.locator("main form button.main").click()
    assert "gửi" in told(hanh)

    tam = enter(open_page(width=1280), "commune-head")
    tam.goto(address)
    tam.get_by_role("link", name="Nhận danh sách").click()
    look(tam, axe)
    tam.locator("main form button.main").click()
    assert "Đã nhận" in told(tam)


def test_what_was_saved_in_another_tab_is_shown_once_and_saved_over(open_page: Open) -> None:
    lan = enter(open_page(width=1280), "cadre")
    draft = "button[name=viec][value=nhap]:not(.vh)"
    lan.goto("/mo-hinh/phieu-moi/")
    lan.locator("[name=title]").fill("Tổ nhặt ve chai bờ kênh ấp 6")
    lan.locator(draft).click()
    assert "Đã lưu nháp" in told(lan)
    other = lan.context.new_page()
    other.goto(lan.url)
    lan.locator("[name=goal]").fill("Bản thứ nhất")
    lan.locator(draft).click()
    assert "Đã lưu nháp" in told(lan)

    other.locator("[name=goal]").fill("Bản thứ hai")
    other.locator(draft).click()
    assert "vừa được lưu ở nơi khác" in other.locator("#trung-sua").inner_text()
    other.locator(draft).click()

    assert "Đã lưu nháp" in told(other)
    assert other.locator("[name=goal]").input_value() == "Bản thứ hai"


def tab_to(page: Any, selector: str) -> None:
    """Go there by the Tab key alone."""
    for _press in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_lan_registers_with_the_keyboard_alone_and_joins_what_is_alike(open_page: Open, axe: Axe) -> None:
    lan = open_page(width=1280)
    lan.goto("/dang-nhap/")
    tab_to(lan, "button[value=demo-cadre]")
    lan.keyboard.press("Enter")
    lan.wait_for_url("**/viec-cua-toi/")
    lan.goto("/mo-hinh/phieu-moi/")
    tab_to(lan, "[name=field]")
    lan.keyboard.type("Kinh")
    for name, words in (BOXES | {"title": "Tổ đan thúng nhà mình ấp 4"}).items():
        tab_to(lan, f"[name={name}]")
        lan.keyboard.type(words)
        if name == "output":
            for box, said in (("measure", "việc làm"), ("target", "12")):
                tab_to(lan, f"[name={box}]")
                lan.keyboard.type(said)
    tab_to(lan, "button.main[value=ghi]")
    lan.keyboard.press("Enter")
    lan.wait_for_url("**/danh-sach/**")
    assert "vào danh sách" in told(lan)

    lan.goto("/mo-hinh/phieu-moi/")
    lan.locator("[name=title]").fill("Tổ đan thúng nhà mình ấp 5")
    lan.get_by_text("Có thể trùng với mô hình trong xã").wait_for()
    look(lan, axe)
    lan.get_by_role("button", name="Cùng tham gia Tổ đan thúng nhà mình ấp 4").click()
    assert "Gộp “Tổ đan thúng nhà mình ấp 5”" in lan.locator("h1").inner_text()
    look(lan, axe)
    lan.locator("main form button.main").last.click()
    assert "vào “Tổ đan thúng nhà mình ấp 4”" in told(lan)
    look(lan, axe)
