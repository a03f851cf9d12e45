"""Numbers open their lists; a report is written, frozen and taken away."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from python_calamine import CalamineWorkbook

from tests.journeys.walking import Axe, Open, enter, fits, told

pytestmark = pytest.mark.browser
PUBLISHED = {
    "Đăng ký": "2.642",
    "Công nhận": "2.391",
    "Công nhận kinh tế": "697",
    "Công nhận văn hóa - xã hội": "1.434",
    "Công nhận quốc phòng - an ninh": "151",
    "Công nhận xây dựng hệ thống chính trị": "109",
}
"""What the city published of 2023."""


def open_2023(page: Any) -> None:
    """The old city's report of 2023, from the list of reports."""
    page.goto("/bao-cao/?nam=2023")
    page.locator("main table a").first.click()


def count_behind(page: Any, address: str) -> int:
    """How many rows the list of an address has, by taking it as Excel."""
    listed = page.request.get(address).text()
    excel = re.search(r'href="([^"]+\.xlsx\?[^"]+)"', listed)
    book = page.request.get(excel[1].replace("&amp;", "&")).body()
    return len(CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()) - 1


def test_minh_opens_every_number_of_2023_edits_freezes_and_takes_the_files(
    open_page: Open, axe: Axe, tmp_path: Path
) -> None:
    minh = enter(open_page(width=1280), "officer")
    minh.goto("/bao-cao/")
    axe(minh)
    open_2023(minh)
    axe(minh)
    rows = minh.locator("section[aria-labelledby=bang] tbody tr").all()
    numbers = {row.locator("th").inner_text(): row.locator("a.fig") for row in rows}
    assert {name: numbers[name].inner_text() for name in PUBLISHED} == PUBLISHED
    shown = {name: (link.get_attribute("href"), link.inner_text()) for name, link in numbers.items()}
    for name, (address, text) in shown.items():
        assert f"<h1>{text} " in minh.request.get(address).text(), name
        if name in PUBLISHED:
            assert count_behind(minh, address) == int(text.replace(".", "")), name
    numbers["Công nhận xây dựng hệ thống chính trị"].click()
    assert minh.locator("h1").inner_text().startswith("109 ")
    axe(minh)
    minh.go_back()

    minh.locator("a[href$='/muc/ii-6/']").last.click()
    axe(minh)
    words = minh.locator("[name=text]").input_value()
    minh.locator("[name=text]").fill(words.replace("Qua khảo sát", "Qua khảo sát từng ấp"))
    minh.get_by_role("button", name="Lưu mục này").click()
    assert "Đã lưu mục II.6" in told(minh)
    minh.get_by_role("link", name="Xem cả báo cáo").click()
    minh.get_by_role("link", name="Xem trước khi chốt").click()
    axe(minh)
    minh.get_by_role("button", name="Chốt bản này").click()
    assert "Đã chốt bản 2" in told(minh)
    axe(minh)
    frozen = minh.url

    taken = {}
    for form in ("docx", "xlsx"):
        with minh.expect_download() as download:
            minh.get_by_role("link", name=re.compile(rf"\.{form}$")).click()
        taken[form] = tmp_path / f"taken.{form}"
        download.value.save_as(taken[form])
    pdf = minh.request.get(minh.get_by_role("link", name=re.compile(r"\.pdf$")).get_attribute("href")).body()
    held = {
        "docx": "\n".join(paragraph.text for paragraph in docx.Document(taken["docx"]).paragraphs),
        "pdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages),
        "xlsx": str(CalamineWorkbook.from_path(taken["xlsx"]).get_sheet_by_index(0).to_python()),
    }
    for form, text in held.items():
        for number in PUBLISHED.values():
            assert (number.replace(".", "") + ".0" if form == "xlsx" else number) in text, (form, number)
    assert "Qua khảo sát từng ấp" in held["docx"]

    minh.get_by_role("link", name="Về báo cáo").click()
    minh.get_by_role("link", name="So bản 1 với bản 2").click()
    assert "Qua khảo sát từng ấp" in minh.locator("ins").inner_text()
    axe(minh)

    minh.set_viewport_size({"width": 360, "height": 740})
    for address in (frozen, f"{frozen}so/exemplars.recognised.quoc_phong_an_ninh/"):
        minh.goto(address)
        axe(minh)
        fits(minh)
    assert "trong 151" in minh.locator("main").inner_text()


def test_nam_reads_the_year_and_every_number_opens_its_list(open_page: Open, axe: Axe) -> None:
    nam = enter(open_page(width=1280), "leader")
    nam.goto("/mo-hinh/nam/2023/")
    axe(nam)
    assert "2.391/2.642" in nam.locator("h1").inner_text()
    links = nam.locator("section.kpis a, section[aria-labelledby=linh-vuc-ten] td.num a")
    seen = nam.evaluate("links => links.map(a => [a.getAttribute('href'), a.innerText])", links.element_handles())
    numbers = {address: re.search(r"\d[\d.]*$|(?<=\n)\d[\d.]*", text)[0] for address, text in seen}
    assert len(numbers) > 15
    for address, number in numbers.items():
        assert f"<h1>{number} " in nam.request.get(nam.url + address if address[0] == "?" else address).text(), address

    nam.set_viewport_size({"width": 360, "height": 740})
    nam.reload()
    axe(nam)
    fits(nam)
