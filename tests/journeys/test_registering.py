"""A cadre registers on the form; her head signs and sends; the commune receives."""

import pytest

from tests.journeys.walking import Axe, Open, enter, told

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


def test_lan_registers_on_a_phone_and_her_head_signs_and_sends(open_page: Open, axe: Axe) -> None:
    lan = open_page(width=360, height=740)
    enter(lan, "cadre")
    axe(lan)
    lan.goto("/mo-hinh/phieu-moi/")
    axe(lan)
    for name, words in BOXES.items():
        lan.locator(f"[name={name}]").fill(words)
    lan.reload()
    assert lan.locator("[name=lasting]").input_value() == BOXES["lasting"]
    lan.locator("select[name=field]").select_option("kinh_te")
    lan.locator("[name=measure]").fill("việc làm")
    lan.locator("[name=target]").fill("12")
    lan.locator("button[name=viec][value=ghi]").dblclick(no_wait_after=True)
    lan.wait_for_url("**/danh-sach/**")
    assert "vào danh sách" in told(lan)
    axe(lan)
    address = lan.url

    hanh = open_page(width=1280)
    enter(hanh, "unit-head")
    hanh.goto(address)
    assert hanh.get_by_role("link", name=BOXES["title"]).count() == 1
    hanh.get_by_role("link", name="Ký danh sách").click()
    axe(hanh)
    hanh.locator("main form button.main").click()
    hanh.get_by_role("link", name="Gửi danh sách").click()
    hanh.locator("[name=letter_number]").fill("15-CV/HPN")
    hanh.locator("[name=letter_date]").fill("24/11/2026")
    axe(hanh)
    hanh.locator("main form button.main").click()
    assert "gửi" in told(hanh)

    tam = open_page(width=1280)
    enter(tam, "commune-head")
    tam.goto(address)
    tam.get_by_role("link", name="Nhận danh sách").click()
    axe(tam)
    tam.locator("main form button.main").click()
    assert "Đã nhận" in told(tam)
