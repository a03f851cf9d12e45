"""The style guide in a real browser: readable by everyone, drafts kept, nothing sent twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.urls("danvan.ui.tests.urls")]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """One tab; what the browser complains about fails the test."""
    context = browser.new_context(base_url=address, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    tab, complaints = context.new_page(), []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_read_the_guide(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto("/?q=thanh&field=kinh_te")

    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    found = Axe().run(page).response["violations"]

    assert wide <= 0
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_what_is_typed_survives_a_lost_network_and_is_forgotten_once_sent(page: Page) -> None:
    page.goto("/")
    page.fill("#id_name", "Tổ vá đường")
    page.check("label.pick:has-text('Nâng chất') input")
    page.context.set_offline(True)
    page.fill("#id_why", "Đường hư")
    page.context.set_offline(False)
    page.goto("/ba-con/")

    page.goto("/")
    expect(page.locator("[data-draft-status]")).to_contain_text("Đã giữ những gì anh, chị viết lúc")
    assert page.input_value("#id_name") == "Tổ vá đường"
    assert page.input_value("#id_why") == "Đường hư"
    assert page.is_checked("label.pick:has-text('Nâng chất') input")

    page.select_option("#id_field", "kinh_te")
    page.fill("#id_starts_on", "24/11/2026")
    page.check("#id_sure")
    page.click("text=Gửi cho xã")
    expect(page.locator(".note.good").first).to_contain_text("Đã gửi cho xã")
    assert page.input_value("#id_name") == ""


def test_a_second_click_sends_nothing_and_the_back_button_wakes_the_form(page: Page) -> None:
    page.goto("/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.evaluate(
        "() => { const form = document.querySelector('form[data-draft]'); [1, 2].map(() => form.requestSubmit()); }"
    )
    expect(page.locator(".note.bad[data-focus]")).to_be_visible()

    assert sent == ["POST"]

    page.go_back()
    expect(page.get_by_role("button", name="Gửi cho xã")).to_be_enabled()


def test_the_summary_of_errors_is_read_first_and_leads_to_the_box(page: Page) -> None:
    page.goto("/")
    page.click("text=Gửi cho xã")

    expect(page.locator(".note.bad[data-focus]")).to_be_focused()
    page.click(".note.bad a[href='#id_name']")
    expect(page.locator("#id_name")).to_be_focused()


def test_slash_goes_to_the_search_and_esc_leaves_it(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-search]")).not_to_be_focused()


def test_the_outline_marks_boxes_as_one_types(page: Page) -> None:
    page.goto("/")
    page.click("text=Gửi cho xã")
    mark = page.locator(".outline .st").first
    expect(mark).to_have_text("cần sửa")
    page.fill("#id_name", "Tổ vá đường")
    expect(mark).to_have_text("đủ")
    page.fill("#id_name", "")
    expect(mark).to_have_text("chưa viết")


def test_without_javascript_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#id_target", "1,2")
    page.click("text=Gửi cho xã")

    expect(page.locator("#id_target_error")).to_contain_text("Xin ghi một số nguyên")
    context.close()
