"""What every walk needs: to come in as somebody, to read what the page says was done."""

from collections.abc import Callable
from typing import Any

Open = Callable[..., Any]
Axe = Callable[[Any], None]


def enter(page: Any, who: str) -> Any:
    """Come in as one of the demo's people."""
    page.goto("/dang-nhap/")
    page.locator(f"button[value=demo-{who}]").click()
    page.wait_for_url("**/viec-cua-toi/")
    return page


def told(page: Any) -> str:
    """What the page says was done."""
    return str(page.locator(".note").first.inner_text())


def fits(page: Any) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def look(page: Any, axe: Axe) -> None:
    """The page as it stands: nothing axe knows to be wrong, nothing beside the screen, not on a phone either."""
    axe(page)
    stood = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    fits(page)
    page.set_viewport_size(stood)
