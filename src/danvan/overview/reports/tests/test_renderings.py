"""Word, PDF, Excel and JSON say the same as the records."""

import io
import json
from datetime import date

import docx
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from danvan.commons.people.codes import resolve
from danvan.overview.reports.content import Content, Text, compose, from_plain
from danvan.overview.reports.documents import document
from danvan.overview.reports.issuing import issuing
from danvan.overview.reports.kinds import MOVEMENT, WORK, Outline
from danvan.overview.reports.numbers import gather, period_of
from danvan.overview.reports.rendering import file_name, rendered
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db


def content(code: str = "CT", outline: Outline = WORK) -> Content:
    make.records()
    unit = resolve(code)
    return compose(outline, gather(unit, period_of(unit, "2026")))


def words_of(data: bytes) -> str:
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    feet = [paragraph.text for section in paper.sections for foot in feet_of(section) for paragraph in foot.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells, *feet])


def feet_of(section) -> list:
    return [section.footer, section.first_page_footer]


def test_word_follows_the_partys_style_sheet_and_says_it_is_a_draft():
    data = rendered(content(), "docx")

    said = words_of(data)
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "BÁO CÁO", "công tác dân vận năm 2026", "DỰ THẢO", "-BC/BTGDVTU"):
        assert words in said
    assert "đăng ký 3 mô hình" in said
    assert "Chưa có nội dung." in said
    assert "Phụ lục" in said
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1


def test_a_frozen_paper_carries_its_mark_and_is_no_draft():
    said = words_of(rendered(content(), "docx", "7c1e90ab44d2" + "0" * 52))

    assert "7c1e 90ab 44d2" in said
    assert "DỰ THẢO" not in said


def test_pdf_holds_the_same_words():
    pages = PdfReader(io.BytesIO(rendered(content(make.COMMUNE), "pdf"))).pages

    said = " ".join("".join(page.extract_text() for page in pages).split())
    assert "đăng ký 3 mô hình" in said
    assert "ĐẢNG ỦY XÃ THẠNH PHÚ" in said


def test_excel_has_table_one_and_the_comparisons_with_totals():
    book = CalamineWorkbook.from_filelike(io.BytesIO(rendered(content(), "xlsx")))

    units = book.get_sheet_by_name("Theo đơn vị").to_python()
    heads, total = units[2], units[-1]
    assert book.sheet_names == ["Theo đơn vị", "So sánh đơn vị", "So sánh"]
    assert heads[:4] == ["TT", "Mã", "Đơn vị", "Đăng ký"]
    assert total[2:4] == ["Cộng", 3]
    assert len(units) - 4 == 104
    assert book.get_sheet_by_name("So sánh đơn vị").to_python()[-1][1:3] == ["Cộng", 3]


def test_json_names_figures_and_units():
    answer = json.loads(rendered(content(), "json"))

    assert answer["figures"]["exemplars.recognised"] == {"value": 2, "records": 2, "before": 0, "label": "công nhận"}
    assert {"code": make.COMMUNE, "name": "Đảng ủy xã Thạnh Phú", "registered": 3, "recognised": 2} in answer["by_unit"]


def test_the_same_content_makes_the_same_paper():
    said = content(make.COMMUNE)

    assert rendered(said, "pdf") == rendered(from_plain(said.as_plain()), "pdf")
    assert document(said) == document(from_plain(said.as_plain()))


def test_dash_lines_become_a_list_and_hostile_text_stays_text():
    row = make.written(make.report(), "Mở đầu\n- một\n- hai <script>alert(1)</script>\n=1+1\n\u202eđảo chiều 🙂")
    said = compose(WORK, gather(row.unit, row.period), texts=_texts(row))

    words = words_of(rendered(said, "docx"))
    assert "<script>alert(1)</script>" in words
    assert "=1+1" in words
    assert rendered(said, "pdf")[:5] == b"%PDF-"


def _texts(row):
    return [Text(section.key, section.text, section.state) for section in row.sections.all()]


@pytest.mark.parametrize(
    ("code", "on", "head"),
    [
        ("CT", date(2026, 12, 31), ("Thành ủy Cần Thơ", "Ban Tuyên giáo và Dân vận", "BTGDVTU")),
        ("CT04", date(2023, 12, 31), ("Thành ủy Cần Thơ", "Ban Dân vận", "BDVTU")),
        (make.COMMUNE, date(2026, 12, 31), ("Đảng bộ Thành phố Cần Thơ", "Đảng ủy xã Thạnh Phú", "ĐU")),
    ],
)
def test_who_issues_depends_on_the_unit_and_the_day(code, on, head):
    found = issuing(resolve(code), on)

    assert (found.superior, found.body, found.code) == head


def test_a_file_is_named_for_what_it_holds():
    said = content(make.COMMUNE, MOVEMENT)

    assert file_name(said, "docx", frozen=False) == "bao-cao-dan-van-kheo-2026-ct-thanh-phu-du-thao.docx"
    assert file_name(said, "pdf", frozen=True) == "bao-cao-dan-van-kheo-2026-ct-thanh-phu-ban-1.pdf"
