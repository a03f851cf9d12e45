from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.ui import forms
from danvan.ui.tests.guide import Filter, Sheet

GOOD = {
    "name": "Tổ vá đường",
    "why": "Đường hư\nnhiều chỗ",
    "kind": "moi",
    "field": "kinh_te",
    "target": "2.642",
    "length": "9,4",
    "starts_on": "24/11/2026",
    "sure": "on",
}


def errors(**changes: Any) -> dict[str, list[str]]:
    """What the sheet says when some boxes differ from a good one."""
    return {name: [str(one) for one in found] for name, found in Sheet(GOOD | changes).errors.items()}


def test_a_good_sheet_gives_clean_values() -> None:
    sheet = Sheet(GOOD)

    assert sheet.is_valid()
    assert sheet.cleaned_data["target"] == 2642
    assert sheet.cleaned_data["length"] == Decimal("9.4")
    assert sheet.cleaned_data["starts_on"] == date(2026, 11, 24)
    assert sheet.cleaned_data["why"] == "Đường hư\nnhiều chỗ"


def test_every_empty_box_says_what_to_do() -> None:
    found = Sheet({}).errors

    assert found["name"] == ["Ô này chưa có nội dung. Xin ghi vào."]
    assert found["kind"] == found["field"] == ["Xin chọn một mục."]
    assert found["sure"] == ["Xin đánh dấu vào ô này để tiếp tục."]
    assert "target" not in found


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999", "24/11/1026"])
def test_years_that_cannot_be_meant_are_asked_about(day: str) -> None:
    assert errors(starts_on=day) == {"starts_on": ["Năm này có lẽ gõ nhầm. Xin ghi ngày từ 03/02/1930 đến 31/12/2100."]}


def test_year_zero_is_not_a_day() -> None:
    assert list(errors(starts_on="24/11/0000")) == ["starts_on"]


def test_text_beyond_its_length_is_told_its_length() -> None:
    assert errors(name="a" * 151) == {"name": ["Ô này dài 151 ký tự, quá mức 150. Xin rút gọn."]}
    assert errors(name="a" * 150) == {}


def test_ten_megabytes_of_text_are_refused_without_being_read() -> None:
    assert errors(name="ấ" * 10_000_000) == {"name": ["Ô này dài 10000000 ký tự, quá mức 150. Xin rút gọn."]}


def test_control_characters_are_refused_at_their_box() -> None:
    assert list(errors(name="Tổ\x08 vá")) == ["name"]
    assert list(errors(why="Tổ\x00 vá")) == ["why"]


def test_marks_alone_are_nothing_written() -> None:
    assert errors(name="\u200f\u202e ") == {"name": ["Ô này chưa có nội dung. Xin ghi vào."]}


@pytest.mark.parametrize("number", ["-1", "99999999999", "1,5", "nhiều"])
def test_numbers_out_of_reason_are_refused(number: str) -> None:
    assert list(errors(target=number)) == ["target"]


def test_a_choice_nobody_offered_is_refused() -> None:
    assert errors(field="khac") == {"field": ["Mục này không có trong danh sách. Xin chọn lại."]}


def test_files_are_judged_by_size_and_ending() -> None:
    heavy = Sheet(GOOD, {"plan": SimpleUploadedFile("a.pdf", b"0" * 2000)})
    strange = Sheet(GOOD, {"plan": SimpleUploadedFile("a.exe", b"0")})
    empty = Sheet(GOOD, {"plan": SimpleUploadedFile("a.pdf", b"")})
    fit = Sheet(GOOD, {"plan": SimpleUploadedFile("A.PDF", b"0")})

    assert heavy.errors["plan"] == ["Tệp nặng 2 KB, quá mức 1 KB. Xin thu nhỏ hoặc chia thành nhiều tệp."]
    assert strange.errors["plan"] == ["Tệp này không thuộc loại nhận được. Xin gửi tệp .pdf .docx."]
    assert empty.errors["plan"] == ["Tệp này rỗng. Xin kiểm tra rồi gửi tệp khác."]
    assert fit.is_valid()


def test_a_box_keeps_the_words_it_was_given() -> None:
    class Own(forms.Form):
        name = forms.TextField(error_messages={"required": "Ghi tên."})

    assert Own({}).errors == {"name": ["Ghi tên."]}


def test_values_are_shown_as_on_paper_and_unchanged_ones_do_not_count_as_changed() -> None:
    sheet = Sheet(GOOD, initial={"target": 2642, "length": Decimal("9.4"), "starts_on": date(2026, 11, 24)})
    shown = str(Sheet(initial=sheet.initial)["target"]) + str(Sheet(initial=sheet.initial)["starts_on"])

    assert 'value="2.642"' in shown
    assert 'value="24/11/2026"' in shown
    assert not {"target", "length", "starts_on"} & set(sheet.changed_data)


def test_what_was_typed_is_shown_again_as_it_was_typed() -> None:
    assert 'value="32/1/2026"' in str(Sheet(GOOD | {"starts_on": "32/1/2026"})["starts_on"])


def test_a_wrong_filter_narrows_nothing_and_the_others_still_do() -> None:
    assert Filter({"q": "thanh", "field": "khac"}).chosen == {"q": "thanh"}
    assert Filter({}).chosen == Filter().chosen == {}
