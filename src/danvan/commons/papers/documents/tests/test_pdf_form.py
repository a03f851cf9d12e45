"""The PDF says what the Word file says, in the same layout, and can be read aloud."""

import io

import pypdf
import pytest
import typst

from danvan.commons.charts.bars import bars
from danvan.commons.charts.fonts import BUILT_IN, TIMES, families
from danvan.commons.papers.documents.document import Annex, Bullets, Document, Heading, Issuer, PageBreak, Picture
from danvan.commons.papers.documents.pdf import pdf
from danvan.commons.papers.documents.styles import System
from danvan.commons.papers.documents.tests.make import PARTY_BODY, STATE_BODY, by_unit, report
from danvan.commons.papers.documents.word import word


def opened(document, **options):
    return pypdf.PdfReader(io.BytesIO(pdf(document, **options)))


def text_of(file, page=0):
    return " ".join(file.pages[page].extract_text().split())


def fonts_of(file):
    fonts = {
        str(font["/BaseFont"])
        for page in file.pages
        for font in (o.get_object() for o in page["/Resources"]["/Font"].values())
    }
    return {name.partition("+")[2].partition("-")[0] for name in fonts}


def claims(file):
    return file.trailer["/Root"]["/Metadata"].get_object().get_data().decode()


def test_first_page_holds_every_part_and_no_page_number():
    file = opened(report())

    text = text_of(file)

    for part in (
        "THÀNH ỦY CẦN THƠ BAN TUYÊN GIÁO VÀ DÂN VẬN * ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 15-BC/BTGDVTU",
        "Cần Thơ, ngày 05 tháng 01 năm 2024",
        "BÁO CÁO Kết quả công tác dân vận năm 2023 -----",
        "Năm 2023, đăng ký 2.642 mô hình. - Kinh tế: 697 mô hình; - Văn hóa",
        "Công nhận 2.391",
        "Nơi nhận: - Thường trực Thành ủy, - Đảng ủy các xã, phường, - Lưu. T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Họ và tên",
    ):
        assert part in text
    assert text_of(file, 1).startswith("2 Phụ lục Kết quả theo đơn vị (Kèm theo Báo cáo số 15-BC/BTGDVTU")
    assert "CỘNG HÒA" not in text


def test_it_claims_accessibility_in_vietnamese_with_a_title():
    file = opened(report())
    root = file.trailer["/Root"]

    assert "pdfuaid" in claims(file)
    assert (root["/Lang"], file.metadata.title) == ("vi", "Báo cáo Kết quả công tác dân vận năm 2023")


def test_paper_is_a4_and_a_wide_annex_is_turned():
    file = opened(report())

    sizes = [tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in file.pages]

    assert sizes == [(210, 297), (297, 210)]


def test_it_works_with_no_system_fonts_at_all():
    bare = typst.Fonts(include_system_fonts=False)

    file = opened(report(), fonts=bare)

    assert families(TIMES, bare) == [BUILT_IN]
    assert fonts_of(file) == {"LibertinusSerif"}
    assert "pdfuaid" in claims(file)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text_of(file)


def test_no_word_is_set_in_two_fonts():
    assert len(fonts_of(opened(report()))) == 1


def test_state_body_has_its_own_form():
    text = text_of(opened(report(issuer=STATE_BODY, body_code="UBND", number=5)))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert "Số: 05/BC-UBND" in text
    assert "TM. BAN THƯỜNG VỤ" in text


def test_equal_documents_are_equal_bytes():
    assert pdf(report()) == pdf(report())


def test_charts_are_drawn_and_stay_accessible():
    chart = bars("Công nhận", "mô hình", [("Kinh tế", 697, 655, "/mo-hinh/?linh-vuc=kinh_te"), ("Khác", 3, None, None)])
    picture = Picture(png=chart.png, svg=chart.svg, alt=chart.alt, caption="Biểu đồ 1", share=0.6)

    drawn = opened(report(blocks=(picture,)))
    raster = opened(report(blocks=(Picture(png=chart.png, alt=chart.alt),)))

    assert "Kinh tế 697 655" in text_of(drawn)
    assert "Biểu đồ 1" in text_of(drawn)
    assert "pdfuaid" in claims(drawn)
    assert "pdfuaid" in claims(raster)
    assert len(raster.pages[0].images) == 1


def test_heads_repeat_on_every_page_of_a_long_annex():
    file = opened(report(annexes=(Annex("Danh sách", (by_unit(110),), landscape=True),)))

    pages = [text_of(file, at) for at in range(1, len(file.pages))]

    assert len(pages) > 2
    assert all("Đăng ký Công nhậnSTT Đơn vị CộngTập thể" in page for page in pages)
    assert "Đơn vị số 110" in pages[-1]


def test_annex_of_3000_rows_is_written():
    file = opened(report(annexes=(Annex("Danh sách", (by_unit(3000),), landscape=True),)))

    assert "Đơn vị số 3000" in text_of(file, len(file.pages) - 1)


@pytest.mark.parametrize("issuer", [PARTY_BODY, STATE_BODY, Issuer("", "", System.FRONT)])
@pytest.mark.parametrize("blocks", [(), (Heading(3, ""), Bullets(()), PageBreak(), Picture(png=b"", alt=""))])
def test_an_empty_document_is_still_a_document(issuer, blocks):
    empty = Document(issuer=issuer, kind="", kind_code="", body_code="", summary="", place="", blocks=blocks)

    assert len(opened(empty).pages) >= 1
    assert word(empty).startswith(b"PK")
