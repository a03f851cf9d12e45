from datetime import date

from danvan.commons.papers.documents.document import Paragraph
from danvan.commons.papers.documents.fingerprint import fingerprint_of, short
from danvan.commons.papers.documents.tests.make import report


def test_equal_content_has_an_equal_fingerprint_whatever_marks_it_carries():
    assert fingerprint_of(report()) == fingerprint_of(report(draft="DỰ THẢO", fingerprint="x"))


def test_any_word_or_day_changes_it():
    known = {fingerprint_of(report()), fingerprint_of(report(blocks=(Paragraph("Khác"),)))}

    assert len(known | {fingerprint_of(report(on=date(2024, 1, 6)))}) == 3


def test_it_is_printed_in_fours():
    assert short("7c1e90ab44d2ffff") == "7c1e 90ab 44d2"
