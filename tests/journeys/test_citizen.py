"""A citizen looks at what others have done, on any screen."""

import pytest

from tests.journeys.walking import Axe, Open, enter, fits, look

pytestmark = pytest.mark.browser


def test_a_citizen_finds_a_model_on_an_old_phone_without_scripts(open_page: Open) -> None:
    phone = open_page(width=360, height=740, java_script_enabled=False)
    weights: list[int] = []
    phone.on("response", lambda answer: weights.append(len(answer.body()) if answer.ok else 0))

    phone.goto("/mo-hinh/?q=duong+hoa")
    assert sum(weights) <= 100_000
    assert "đường hoa" in phone.locator("main").inner_text().lower()

    weights.clear()
    phone.goto("/mo-hinh/?linh_vuc=quoc_phong_an_ninh&nam=2023")
    assert sum(weights) <= 100_000
    weights.clear()
    phone.locator(".cards a").first.click()
    phone.wait_for_url("**/mo-hinh/DVK-*/")
    assert sum(weights) <= 100_000
    assert "Quốc phòng - an ninh" in phone.locator("main").inner_text()
    fits(phone)


def test_a_citizen_filters_through_the_form_and_opens_a_model(open_page: Open, axe: Axe) -> None:
    page = open_page(width=1280)
    for address in ("/", "/dang-nhap/", "/tim/?q=cau"):
        page.goto(address)
        look(page, axe)
    page.goto("/mo-hinh/")
    page.get_by_label("Tìm theo tên, nơi làm").fill("cầu")
    page.get_by_label("Lĩnh vực").select_option(label="Văn hóa - xã hội")
    page.get_by_role("button", name="Tìm", exact=True).first.click()
    page.wait_for_url("**#ket-qua")
    look(page, axe)
    titles = page.locator(".cards h3").all_inner_texts()
    assert titles
    assert all(
        "văn hóa - xã hội" in card.lower() for card in page.locator(".cards > li > .meta:first-child").all_inner_texts()
    )
    page.locator(".cards a").first.click()
    page.wait_for_url("**/mo-hinh/DVK-*/")
    look(page, axe)
    assert page.locator("h1").all_inner_texts() == titles[:1]


def test_results_stand_on_a_phones_first_screen_and_filters_come_off_one_by_one(open_page: Open, axe: Axe) -> None:
    page = open_page(360, 740)
    page.goto("/mo-hinh/?q=c%E1%BA%A7u&nam=2023#ket-qua")
    assert page.locator(".cards > li").first.bounding_box()["y"] < 700
    assert not page.get_by_label("Lĩnh vực").is_visible()
    axe(page)
    page.get_by_role("link", name="2023 (bỏ lọc)").click()
    page.wait_for_url("**/mo-hinh/?q=c%E1%BA%A7u#ket-qua")
    fits(page)
    page.locator(".cards a").first.click()
    axe(page)


def test_a_person_who_did_not_consent_is_named_to_nobody_outside(open_page: Open) -> None:
    minh = enter(open_page(width=1280), "officer")
    minh.goto("/mo-hinh/dang-ky/?nam=2023&ai=individual&buoc=cong_nhan")
    name = minh.locator("main tbody th a").first
    title, reference = name.inner_text(), name.get_attribute("href").split("/")[2]

    citizen = open_page(width=360, height=740)
    for address in (f"/mo-hinh/{reference}/", f"/mo-hinh/?q={title}", f"/tim/?q={title}"):
        citizen.goto(address)
        named = citizen.locator("main h1, main h2, main h3, main p").filter(has_text=title)
        assert named.count() == 0, address
        fits(citizen)
    citizen.goto(f"/mo-hinh/{reference}/")
    assert "Điển hình cá nhân, " in citizen.locator("h1").inner_text()
    assert title not in citizen.content()
