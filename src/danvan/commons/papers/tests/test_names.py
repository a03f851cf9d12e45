import unicodedata

import pytest

from danvan.commons.papers.names import clean


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Kế hoạch số 12.docx", "Kế hoạch số 12.docx"),
        (unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.docx"),
        ("..\\..\\windows\\a.docx", "a.docx"),
        ("/etc/passwd", "passwd.docx"),
        ("a\u202excod.exe", "axcod.exe.docx"),
        ("a\0b\r\nc.docx", "abc.docx"),
        ('12/KH-"x"<y>|?*.docx', "KH- x y.docx"),
        ("....docx", "tep.docx"),
        ("", "tep.docx"),
        ("\u200b.docx", "tep.docx"),
        ("  hai   cách  .DOCX", "hai cách.docx"),
        ("x" * 500 + ".docx", "x" * 115 + ".docx"),
        ("a\u00a0b.docx", "a b.docx"),
    ],
)
def test_a_name_is_cleaned_and_says_the_format(sent: str, kept: str) -> None:
    assert clean(sent, "docx") == kept


def test_a_picture_keeps_one_spelling_of_its_format() -> None:
    assert clean("ảnh.JPEG", "jpg") == "ảnh.jpg"
