"""Vietnamese compared: with marks, without, in other scripts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.commons.folding import alike, fold, norm, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường hoa Ấp 5", "duong hoa ap 5"),
        ("ĐẶNG", "dang"),
        (unicodedata.normalize("NFD", "Thạnh Phú, Cần Thơ"), "thanh phu, can tho"),
        ("Hoà thuận", "hoa thuan"),
        ("Hòa thuận", "hoa thuan"),
        ("ភាសាខ្មែរ", "ភាសាខ្មែរ"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_norm_keeps_marks():
    assert norm(unicodedata.normalize("NFD", "Hoà THUẬN")) == "hoà thuận"


def test_words_forget_punctuation_and_keep_khmer_whole():
    assert words("  Hẻm sáng - xanh,\n“sạch” (đẹp) ") == "hem sang xanh sach dep"
    assert words("Phum ភាសាខ្មែរ!") == "phum ភាសាខ្មែរ"


def test_alike_whatever_the_marks_and_the_order():
    assert alike("Tổ vá đường ban đêm", "To va duong ban dem") == 1
    assert alike("Tổ vá đường ban đêm", "ban đêm tổ vá đường") == 1
    assert alike("Tổ vá đường ban đêm", "Hũ gạo nghĩa tình") < 0.5


@given(st.text())
def test_fold_is_the_same_for_both_normal_forms_and_changes_nothing_twice(text):
    folded = fold(unicodedata.normalize("NFC", text))

    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert fold(folded) == folded
