"""Whatever text comes is data: never a formula, never markup, never a broken file."""

import io
import zipfile
from dataclasses import fields, is_dataclass, replace
from enum import Enum

import docx
import pypdf
import pytest
import typst
from docx.oxml.ns import qn
from lxml import etree

from danvan.commons.papers.documents.document import Annex, Band, Column, Heading, Paragraph, Picture, Table
from danvan.commons.papers.documents.pdf import pdf
from danvan.commons.papers.documents.tests.make import FIGURES, by_unit, report
from danvan.commons.papers.documents.word import word

HOSTILE = {
    "typst": '#panic("x")',
    "typst text": "*đậm* _nghiêng_ $x$ = Tiêu đề \\ @nhãn <nhãn> `mã` // chú thích",
    "formula": '=cmd|"/c calc"!A0',
    "markup": "<b>&amp;</b> & ]]> <!-- {{ x }} {% y %}",
    "format": "{number} %(count)s {0.__class__}",
    "emoji": "Cảm ơn 😀👨‍👩‍👧",
    "khmer": "ភាសាខ្មែរ",
    "field": "{ PAGE } { INCLUDETEXT c:/x }",
    "long": "Dài" * 2000,
}


def spoiled(value, text):
    """Give the same document with every text in it replaced."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return text
    if isinstance(value, tuple):
        return tuple(spoiled(each, text) for each in value)
    if is_dataclass(value):
        return replace(value, **{f.name: spoiled(getattr(value, f.name), text) for f in fields(value)})
    return value


def word_text(blob):
    file = docx.Document(io.BytesIO(blob))
    return "".join(each.text or "" for each in file.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_every_field_is_printed_as_it_is(text):
    document = spoiled(report(fingerprint="x", draft="x", addressees=("x", "y")), text)

    written = word_text(word(document))
    printed = pypdf.PdfReader(io.BytesIO(pdf(document)))

    assert text in written
    assert printed.pages
    if text.isascii():
        assert text in "".join(page.extract_text() for page in printed.pages)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x0bc\x1fd\x7fe", "ab\ncde"),
        ("tên\u202egnơl\u202c\u200f\u2066", "têngnơl"),
        ("xấu\ud800\ufffe\uffff\ufeff", "xấu"),
        ("Ca\u0302\u0300n Tho\u031b", "Cần Thơ"),
        ("một\r\nhai\tba", "một\nhai ba"),
    ],
)
def test_what_no_document_may_hold_is_left_out(typed, kept):
    document = report(blocks=(Paragraph(typed),), annexes=())

    paragraph = next(each for each in docx.Document(io.BytesIO(word(document))).paragraphs[3:] if each.text)

    assert paragraph.text == kept
    assert pdf(document).startswith(b"%PDF")


def test_every_part_of_the_file_is_well_formed_and_points_nowhere_outside():
    document = spoiled(report(), "<w:t>&x;</w:t>")

    with zipfile.ZipFile(io.BytesIO(word(document))) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
            assert b'TargetMode="External"' not in content, name


def test_rows_of_the_wrong_length_are_filled_or_cut():
    table = Table((Column("Một"), Column("Hai")), (("a",), ("a", "b", "c"), (), Band("x")), total=("Cộng",))
    document = report(blocks=(table, Table((), (("a",),))), annexes=())

    rows = docx.Document(io.BytesIO(word(document))).tables[1].rows

    assert [[cell.text for cell in row.cells] for row in rows][1:4] == [["a", ""], ["a", "b"], ["", ""]]
    assert pdf(document).startswith(b"%PDF")


def test_odd_measures_do_not_break_the_page():
    column = Column("Rộng", -5, "#panic()", "")
    odd = (Heading(0, "không"), Heading(99, "quá"), replace(FIGURES, columns=(column,) * 3))
    document = report(blocks=(*odd, Picture(png=b"", alt="", share=-3)), annexes=(Annex("", (by_unit(0),)),))

    assert word(document).startswith(b"PK")
    assert pdf(document).startswith(b"%PDF")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "../../etc/passwd"])
def test_a_picture_cannot_read_files_of_the_machine(address):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}"/></svg>'
    document = report(blocks=(Picture(png=b"", svg=svg, alt="x"),), annexes=())

    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        pdf(document)
