"""Hướng dẫn 36-HD/VPTW, row by row (law.md 6.2), read back from the file, and what Decree 30/2020 wants otherwise."""

import io
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from danvan.commons.charts.bars import bars
from danvan.commons.papers.documents.document import Acting, Annex, Paragraph, Signature
from danvan.commons.papers.documents.from_charts import picture_of, table_of
from danvan.commons.papers.documents.tests.make import STATE_BODY, by_unit, report
from danvan.commons.papers.documents.word import word


def opened(**changes):
    return docx.Document(io.BytesIO(word(report(**changes))))


def cell_texts(cell):
    return [each.text for each in cell.paragraphs if each.text]


def paragraph_of(paragraphs, text):
    return next(each for each in paragraphs if each.text == text)


def size(paragraph):
    return paragraph.runs[0].font.size.pt


@pytest.fixture(scope="module")
def party():
    return opened()


@pytest.fixture(scope="module")
def state():
    return opened(issuer=STATE_BODY, body_code="UBND", number=5)


def test_paper_is_a4_with_margins_20_20_30_15(party):
    section = party.sections[0]

    measures = [round(length.mm) for length in (section.page_width, section.page_height)]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert measures == [210, 297]
    assert [round(length.mm) for length in margins] == [20, 20, 30, 15]


def test_font_is_times_new_roman_for_every_script(party):
    fonts = [
        each for each in party.styles.element.iter(qn("w:rFonts")) if each.getparent().getparent().tag != qn("w:x")
    ]

    defaults = party.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rFonts')}")
    body = party.styles["Body Text"].element.find(f".//{qn('w:rFonts')}")

    assert fonts
    for each in (defaults, body):
        assert {each.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_title_of_the_party_stands_upper_right_15_bold_with_a_line_and_no_state_motto(party):
    right = party.tables[0].rows[0].cells[1]
    title = right.paragraphs[0]

    assert cell_texts(right) == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert (size(title), title.runs[0].bold) == (15, True)
    assert right._tc.findall(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert "CỘNG HÒA" not in "".join(each.text or "" for each in party.element.body.iter(qn("w:t")))


def test_issuer_stands_upper_left_with_a_star_and_no_line(party):
    left = party.tables[0].rows[0].cells[0]
    superior, body, star = left.paragraphs

    assert [each.text for each in left.paragraphs] == ["THÀNH ỦY CẦN THƠ", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "*"]
    assert (size(superior), superior.runs[0].bold) == (14, None)
    assert (size(body), body.runs[0].bold) == (14, True)
    assert star.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert not left._tc.findall(f".//{qn('w:pBdr')}")


def test_number_has_no_colon_a_hyphen_and_a_slash(party):
    assert cell_texts(party.tables[0].rows[1].cells[0]) == ["Số 15-BC/BTGDVTU"]


def test_place_and_day_are_italic_14_below_the_title(party):
    line = party.tables[0].rows[1].cells[1].paragraphs[0]

    assert line.text == "Cần Thơ, ngày 05 tháng 01 năm 2024"
    assert (size(line), line.runs[0].italic) == (14, True)


def test_kind_summary_and_five_dashes_are_centred(party):
    kind, summary, dashes = party.paragraphs[:3]

    assert [each.text for each in (kind, summary, dashes)] == [
        "BÁO CÁO",
        "Kết quả công tác dân vận năm 2023",
        "-----",
    ]
    assert (size(kind), kind.runs[0].bold, size(summary), summary.runs[0].bold) == (16, True, 14, True)
    assert {each.alignment for each in (kind, summary, dashes)} == {WD_ALIGN_PARAGRAPH.CENTER}


def test_body_is_14_justified(party):
    body = paragraph_of(party.paragraphs, "Năm 2023, đăng ký 2.642 mô hình.")

    assert (size(body), body.alignment) == (14, WD_ALIGN_PARAGRAPH.JUSTIFY)
    assert [(run.bold, run.italic) for run in body.runs] == [(None, None), (True, None), (None, True)]


@pytest.mark.parametrize(
    ("how", "whom", "written"),
    [
        ("TM", "Ban Thường vụ", "T/M BAN THƯỜNG VỤ"),
        ("KT", "Trưởng ban", "K/T TRƯỞNG BAN"),
        ("TL", "Ban Thường vụ", "T/L BAN THƯỜNG VỤ"),
        ("TUQ", "Ban Thường vụ", "T/UQ BAN THƯỜNG VỤ"),
    ],
)
def test_authority_is_written_with_a_slash(how, whom, written):
    file = opened(signature=Signature((Acting(how, whom),), "Phó Bí thư", "Họ và tên"))

    right = file.tables[2].rows[0].cells[1]

    assert cell_texts(right) == [written, "PHÓ BÍ THƯ", "Họ và tên"]


def test_recipients_label_is_underlined_14_and_lines_are_12(party):
    label, *lines = party.tables[2].rows[0].cells[0].paragraphs

    assert label.text == "Nơi nhận:"
    assert (size(label), label.runs[0].underline, label.runs[0].bold) == (14, True, None)
    assert [each.text for each in lines] == ["- Thường trực Thành ủy,", "- Đảng ủy các xã, phường,", "- Lưu."]
    assert {size(each) for each in lines} == {12}


def test_page_number_stands_top_centre_from_page_2_also_on_annexes(party):
    first, annex = party.sections

    header = first.header._element

    assert first.different_first_page_header_footer is True
    assert header.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"
    assert header.find(f".//{qn('w:jc')}").get(qn("w:val")) == "center"
    assert not first.first_page_header._element.findall(f".//{qn('w:fldSimple')}")
    assert annex.different_first_page_header_footer is False
    assert annex.header.is_linked_to_previous


def test_wide_annex_is_landscape_with_the_margins_turned(party):
    annex = party.sections[1]

    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert [round(length.mm) for length in (annex.page_width, annex.page_height)] == [297, 210]
    assert [round(length.mm) for length in (annex.top_margin, annex.left_margin)] == [30, 20]


def test_annex_says_what_it_belongs_to(party):
    texts = [each.text for each in party.paragraphs]
    at = texts.index("Phụ lục")

    assert texts[at + 1 : at + 3] == [
        "Kết quả theo đơn vị",
        "(Kèm theo Báo cáo số 15-BC/BTGDVTU, ngày 05 tháng 01 năm 2024 của Ban Tuyên giáo và Dân vận)",
    ]


def test_table_repeats_its_heads_and_splits_no_row(party):
    table = party.tables[3]._tbl
    rows = table.findall(qn("w:tr"))

    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]

    assert heads == [True, True, False, False, False, False, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert next(cell.text for cell in party.tables[3].rows[2].cells) == "I. Khối xã, phường"
    assert [cell.text for cell in party.tables[3].rows[-1].cells][2:] == ["12", "1.434", "9", "3", "2.642"]


def test_the_last_paragraph_stays_with_the_signature():
    file = opened(blocks=(Paragraph("Đầu."), Paragraph("Cuối.")), annexes=())

    assert paragraph_of(file.paragraphs, "Cuối.").paragraph_format.keep_with_next is True
    assert paragraph_of(file.paragraphs, "Đầu.").paragraph_format.keep_with_next is None
    assert file.tables[1].rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_a_chart_is_a_png_with_words_for_people_who_do_not_see_it():
    chart = bars("Công nhận", "mô hình", [("Kinh tế", 697, None, None)])
    file = opened(blocks=(picture_of(chart, "Biểu đồ 1", 0.6), table_of(chart)))

    shape = file.inline_shapes[0]

    assert shape._inline.docPr.get("descr") == chart.alt
    assert round(shape.width.mm) == 99
    assert "Biểu đồ 1" in [each.text for each in file.paragraphs]
    assert [cell.text for cell in file.tables[1].rows[1].cells] == ["Kinh tế", "697"]


def test_no_number_and_no_day_leave_room_to_write_them():
    file = opened(number=None, on=None)
    number, place = (cell.paragraphs[0].text for cell in file.tables[0].rows[1].cells)

    assert number == "Số" + " " + "\u00a0" * 6 + "-BC/BTGDVTU"
    assert place.replace("\u00a0", "") == "Cần Thơ, ngàythángnăm"


def test_state_body_has_the_motto_a_colon_and_dots(state):
    head = state.tables[0]
    closing = state.tables[2].rows[0]

    assert cell_texts(head.rows[0].cells[1]) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert cell_texts(head.rows[1].cells[0]) == ["Số: 05/BC-UBND"]
    assert "*" not in cell_texts(head.rows[0].cells[0])
    assert cell_texts(closing.cells[1])[0] == "TM. BAN THƯỜNG VỤ"
    assert cell_texts(closing.cells[0]) == [
        "Nơi nhận:",
        "- Thường trực Thành ủy;",
        "- Đảng ủy các xã, phường;",
        "- Lưu.",
    ]
    assert closing.cells[0].paragraphs[0].runs[0].italic is True


def test_draft_mark_and_check_code_stand_on_every_page():
    file = opened(draft="DỰ THẢO", fingerprint="7c1e 90ab 44d2")
    section = file.sections[0]

    feet = [part.paragraphs[0].text for part in (section.footer, section.first_page_footer)]

    assert feet == ["DỰ THẢO · Mã kiểm: 7c1e 90ab 44d2"] * 2
    assert cell_texts(file.tables[0].rows[1].cells[0])[1] == "DỰ THẢO"


def test_several_addressees_stand_on_dash_lines_and_several_annexes_are_numbered():
    annex = Annex("Số liệu", (Paragraph("Không có."),))
    file = opened(addressees=("Ban Thường vụ", "Ủy ban nhân dân"), annexes=(annex, annex))

    texts = [each.text for each in file.paragraphs]

    assert texts[3:6] == ["Kính gửi:", "- Ban Thường vụ;", "- Ủy ban nhân dân."]
    assert [text for text in texts if text.startswith("Phụ lục")] == ["Phụ lục 1", "Phụ lục 2"]


def test_equal_documents_are_equal_bytes_and_name_no_person_or_machine():
    one, other = word(report()), word(report())
    about = docx.Document(io.BytesIO(one)).core_properties

    assert one == other
    assert one != word(report(on=date(2024, 1, 6)))
    assert (about.title, about.author, about.last_modified_by) == (
        "Báo cáo Kết quả công tác dân vận năm 2023",
        "Ban Tuyên giáo và Dân vận",
        "",
    )
    assert about.created.date() == date(2024, 1, 5)


def test_annex_of_3000_rows_keeps_every_row():
    file = opened(annexes=(Annex("Danh sách", (by_unit(3000),), landscape=True),))

    assert len(file.tables[3]._tbl.findall(qn("w:tr"))) == 2 + 1 + 3000 + 1
