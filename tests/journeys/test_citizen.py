"""A citizen looks at what others have done, on any screen."""

from typing import Any

import pytest

from tests.journeys.walking import Axe, Open, fits

pytestmark = pytest.mark.browser
LIGHT = 100_000
"""Octets that a public page may weigh in all as it is sent, styles, scripts and icons with it."""
RECOGNISED, TOLD = "/mo-hinh/?nguon=cong_nhan", "/mo-hinh/?nguon=nguon"


def test_a_citizen_finds_a_model_on_an_old_phone_without_scripts(open_page: Open) -> None:
    phone = open_page(width=360, height=740, java_script_enabled=False)
    weights: list[int] = []
    phone.on("response", lambda answer: weights.append(len(answer.body()) if answer.ok else 0))

    phone.goto("/mo-hinh/?q=duong+hoa")

    assert sum(weights) <= 100_000
    assert "đường hoa" in phone.locator("main").inner_text().lower()
    phone.goto("/mo-hinh/?linh_vuc=quoc_phong_an_ninh&nam=2023")
    phone.locator("main h2 a, main h3 a").first.click()
    assert "Quốc phòng - an ninh" in phone.locator("main").inner_text()
    fits(phone)


@pytest.mark.parametrize("width", [360, 1280])
def test_public_pages_pass_axe_and_fit(open_page: Open, axe: Axe, width: int) -> None:
    page = open_page(width=width)
    for address in ("/", "/dang-nhap/", "/tim/?q=cau", "/mo-hinh/?nam=2023"):
        page.goto(address)
        axe(page)
        fits(page)
    page.locator("main a[href^='/mo-hinh/DVK-']").first.click()
    page.wait_for_url("**/mo-hinh/DVK-*/")
    axe(page)
    fits(page)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_results_stand_on_the_first_screen_and_filters_come_off_one_by_one(
    open_page: Open, axe: Axe, width: int
) -> None:
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
    fits(page)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address",
    ["/", "/mo-hinh/", "/mo-hinh/?nam=2023&don_vi_tinh=nh%C3%A0", "/mo-hinh/?q=khongco", "/tim/?q=cau", "/dang-nhap/"],
)  # fmt: skip
def test_every_public_page_is_light_and_fits(open_page: Open, address: str, width: int) -> None:
    assert _weight(open_page(width=width), address) <= LIGHT


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("among", [RECOGNISED, TOLD])
def test_the_page_of_a_model_is_light_and_fits(open_page: Open, among: str, width: int) -> None:
    gallery = open_page(width=width)
    gallery.goto(among)
    address = gallery.locator("main a[href^='/mo-hinh/DVK-']").first.get_attribute("href")

    assert _weight(open_page(width=width), address) <= LIGHT


def _weight(page: Any, address: str) -> int:
    """Octets that come over the line for a page nobody has opened before; it must not scroll sideways."""
    line, weights = page.context.new_cdp_session(page), []
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda file: weights.append(file["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    fits(page)
    assert len(weights) > 3  # the page and its styles
    return int(sum(weights))
