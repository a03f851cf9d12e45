"""Journeys in a real browser: what issue after issue promises, walked as the people who do it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
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


def enter(page: Any, who: str) -> None:
    """Come in as one of the demo's people."""
    page.goto("/dang-nhap/")
    page.locator(f"button[value=demo-{who}]").click()
    page.wait_for_url("**/viec-cua-toi/")


def told(page: Any) -> str:
    """What the page says was done."""
    return page.locator(".note").first.inner_text()


def test_lan_registers_on_a_phone_and_her_head_signs_and_sends(open_page: Open, axe: Callable[[Any], None]) -> None:
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


def excel(path: Path) -> Path:
    """A list as a commune sends it (dữ liệu minh họa)."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, "ĐẢNG ỦY XÃ THẠNH PHÚ")
        sheet.write(2, 1, "DANH SÁCH ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2026")
        sheet.write_row(4, 0, ("TT", "Tên mô hình, điển hình", "Lĩnh vực", "Đơn vị ĐK", "Địa bàn", "TT/CN"))
        sheet.write_row(5, 0, (1, "Tổ thu gom chai lọ đồng ruộng ấp 2", "VH-XH", "Hội ND xã", "ấp 2", "TT"))
        sheet.write_row(6, 0, (2, "Tổ canh lửa mùa khô ấp 3", "QP-AN", "CA xã", "ấp 3", "TT"))
        sheet.write_row(7, 0, (3, "", "KT", "Hội LHPN xã", "ấp 1", "TT"))
    return path


def word(path: Path) -> Path:
    """The same as a table in Word."""
    document = docx.Document()
    rows = (
        ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Địa bàn"),
        ("1", "Bếp ăn ngày rằm ấp 4", "Văn hóa - xã hội", "UBMTTQ xã", "ấp 4"),
        ("2", "Ghe chở thuốc đến nhà ấp 1", "Văn hóa - xã hội", "Trạm Y tế xã", "ấp 1"),
    )
    table = document.add_table(rows=len(rows), cols=5)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    data = BytesIO()
    document.save(data)
    path.write_bytes(data.getvalue())
    return path


def test_tam_brings_in_a_list_from_excel_and_one_from_word(
    open_page: Open, axe: Callable[[Any], None], tmp_path: Path
) -> None:
    tam = open_page(width=1280)
    enter(tam, "commune-head")

    def hand_in(path: Path) -> None:
        tam.goto("/mo-hinh/nhap/")
        tam.locator("select[name=year]").select_option("2026")
        tam.locator("input[type=file]").set_input_files(path)
        tam.locator("main form button.main").first.click()

    hand_in(excel(tmp_path / "ds.xlsx"))
    assert "Đọc được 3 dòng: 2 nhập được, 1 bị từ chối" in tam.locator("h1").inner_text()
    assert "Chưa có tên mô hình" in tam.locator("td.bad").first.inner_text()
    axe(tam)
    with tam.expect_download() as refused:
        tam.get_by_role("link", name=re.compile("các dòng bị từ chối")).click()
    assert refused.value.suggested_filename.endswith(".xlsx")
    tam.get_by_role("button", name=re.compile("^Lưu 2 dòng")).click()
    assert "Đã lưu: 2 mô hình mới" in told(tam)
    axe(tam)
    hand_in(tmp_path / "ds.xlsx")
    tam.get_by_role("button", name=re.compile("^Lưu 2 dòng")).click()
    assert "0 mô hình mới, 0 cập nhật, 2 không đổi" in told(tam)

    hand_in(word(tmp_path / "ds.docx"))
    assert "Đọc được 2 dòng: 2 nhập được" in tam.locator("h1").inner_text()
    tam.get_by_role("button", name=re.compile("^Lưu 2 dòng")).click()
    tam.get_by_role("button", name="Hoàn tác việc nhập").click()
    assert "Đã hoàn tác 2 mô hình" in told(tam)

    phone = open_page(width=360, height=740)
    enter(phone, "commune-head")
    phone.goto("/mo-hinh/nhap/")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_minh_returns_one_entry_accepts_a_list_and_records_the_decision(
    open_page: Open, axe: Callable[[Any], None]
) -> None:
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
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_public_pages_pass_axe_on_both_widths(open_page: Open, axe: Callable[[Any], None]) -> None:
    for width in (360, 1280):
        page = open_page(width=width)
        for address in ("/", "/mo-hinh/", "/dang-nhap/", "/tim/?q=cau"):
            page.goto(address)
            axe(page)
        page.goto("/mo-hinh/?nam=2023")
        page.locator("main h2 a, main h3 a").first.click()
        axe(page)


def test_every_number_of_the_2023_report_opens_its_list(open_page: Open, axe: Callable[[Any], None]) -> None:
    nam = open_page(width=1280)
    enter(nam, "leader")
    nam.goto("/mo-hinh/nam/2023/")
    axe(nam)
    assert "2.391/2.642" in nam.locator("h1").inner_text()
    links = nam.locator("section.kpis a, main section:not(#noi) td.num a")
    seen = [
        (one.get_attribute("href"), re.search(r"\d[\d.]*$|(?<=\n)\d[\d.]*", one.inner_text())) for one in links.all()
    ]
    numbers = [(address, int(found[0].replace(".", ""))) for address, found in seen if address and found]
    assert len(numbers) > 15
    for address, number in numbers:
        nam.goto(address)
        assert nam.locator("h1").inner_text().startswith(f"{number:,}".replace(",", ".")), address

    nam.goto("/bao-cao/")
    axe(nam)
    nam.get_by_role("link", name=re.compile("2023")).first.click()
    axe(nam)
    assert "2.642" in nam.locator("main").inner_text()

    phone = open_page(width=360, height=740)
    enter(phone, "leader")
    phone.goto("/mo-hinh/nam/2023/")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_sau_keeps_the_accounts(open_page: Open, axe: Callable[[Any], None]) -> None:
    sau = open_page(width=1280)
    enter(sau, "administrator")
    sau.goto("/tai-khoan/?q=demo-stranger")
    axe(sau)
    sau.get_by_role("button", name=re.compile("Cấp lại mật khẩu")).first.click()
    password = sau.locator("code").inner_text()
    axe(sau)

    hoa = open_page(width=360, height=740)
    hoa.goto("/dang-nhap/")
    hoa.locator("#id_username").fill("demo-stranger")
    hoa.locator("[name=password]").fill(password)
    hoa.locator("main form button.main").first.click()
    hoa.wait_for_url("**/mat-khau/")
    axe(hoa)
