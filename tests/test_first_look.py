"""What a person sees in the first minute, in a real browser at a desk's width and on a phone."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_stranger_finds_a_model(open_page, axe, width):
    page = open_page(width)

    page.goto("/")
    axe(page)
    page.goto("/mo-hinh/")
    axe(page)
    _fits(page)
    page.locator("main a[href^='/mo-hinh/DVK-']").first.click()
    page.wait_for_url("**/mo-hinh/DVK-*/")

    axe(page)
    _fits(page)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_results_stand_on_the_first_screen_and_filters_come_off_one_by_one(open_page, axe, width):
    page = open_page(width, 740)
    page.goto("/mo-hinh/")
    page.get_by_label("Tìm theo tên, nơi làm").fill("cầu")

    page.get_by_role("button", name="Tìm", exact=True).first.click()
    page.wait_for_url("**#ket-qua")

    assert page.locator(".cards > li").first.bounding_box()["y"] < 700
    assert page.get_by_label("Lĩnh vực").is_visible() == (width == 1280)
    axe(page)
    page.goto("/mo-hinh/?q=c%E1%BA%A7u&nam=2023#ket-qua")
    page.get_by_role("link", name="2023 (bỏ lọc)").click()
    page.wait_for_url("**/mo-hinh/?q=c%E1%BA%A7u#ket-qua")
    _fits(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_visitor_takes_a_role_at_a_click(open_page, axe, width):
    page = open_page(width)

    page.goto("/dang-nhap/")
    axe(page)
    page.get_by_role("button", name="Lan").first.click()
    page.wait_for_url("**/viec-cua-toi/")

    axe(page)
    _fits(page)


def _fits(page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
