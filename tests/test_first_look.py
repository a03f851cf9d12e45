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
