"""What the machine writes: honest about more, less, the same, nothing and the unknown; causes are left to a person."""

from datetime import date

import pytest

from danvan.commons.periods import parse
from danvan.overview.reports import narrative
from danvan.overview.reports.tests.make import numbers, row
from danvan.overview.reports.tokens import plain


def said(key, *args, **kwargs) -> str:
    return plain(narrative.draft(key, numbers(*args, **kwargs)))


def test_the_first_sentences_read_like_an_office_wrote_them():
    now = {"registered": 2642, "recognised": 2391}
    before = {"registered": 2515, "recognised": 2248}

    first = said("movement", now, before).split("\n")[0]

    assert first == (
        "Năm 2023, các cấp, các ngành và địa phương đăng ký 2.642 mô hình, tăng 127 mô hình so với năm 2022. "
        "Qua khảo sát, xét chọn, công nhận 2.391 mô hình, đạt 90,5% số đăng ký, tăng 143 mô hình so với năm 2022."
    )


@pytest.mark.parametrize(
    ("was", "words"),
    [
        (10, "đăng ký 12 mô hình, tăng 2 mô hình so với năm 2022."),
        (15, "đăng ký 12 mô hình, giảm 3 mô hình so với năm 2022."),
        (12, "đăng ký 12 mô hình, bằng năm 2022."),
        (0, "đăng ký 12 mô hình. Chưa có số liệu năm 2022 để so sánh."),
    ],
)
def test_more_less_the_same_and_nothing_to_compare_with(was, words):
    assert words in said("registered", {"registered": 12}, {"registered": was})


def test_nothing_registered_is_said_plainly():
    told = said("movement", {}, {"registered": 4})

    assert told == "Năm 2023, chưa có mô hình “Dân vận khéo” nào được đăng ký, giảm 4 mô hình so với năm 2022."


def test_without_any_number_nothing_is_compared():
    assert said("movement", {}) == "Năm 2023, chưa có mô hình “Dân vận khéo” nào được đăng ký."


def test_nothing_recognised_yet_is_no_fall():
    told = said("recognised", {"registered": 5}, {"registered": 5, "recognised": 4})

    assert told == "Đến nay chưa có mô hình nào được công nhận."


def test_while_a_period_runs_the_day_is_named_and_less_is_no_weakness():
    kwargs = {"period": parse("2026"), "on": date(2026, 11, 24)}

    told = said("movement", {"registered": 8}, {"registered": 9}, **kwargs)

    assert told.startswith("Năm 2026 (tính đến ngày 24/11/2026), ")
    assert "Hạn chế" not in told


def test_fields_stand_from_the_largest_to_the_smallest():
    now = {"registered": 6, "recognised": 5, "recognised.kinh_te": 1, "recognised.van_hoa_xa_hoi": 4}

    assert "theo lĩnh vực: van hoa xa hoi 4, kinh te 1." in said("recognised", now)


def test_a_field_with_a_low_share_is_named():
    now = {"registered": 20, "recognised": 15, "registered.kinh_te": 10, "recognised.kinh_te": 5}

    assert "Lĩnh vực kinh te chỉ công nhận được 50,0% số đăng ký." in said("limits", now)


def test_a_field_with_hardly_any_exemplar_is_named():
    now = {"registered": 100, "recognised": 100, "registered.kinh_te": 2, "recognised.kinh_te": 2}

    assert "Lĩnh vực kinh te còn ít: 2 mô hình, chiếm 2,0% số công nhận." in said("limits", now)


def test_a_field_with_nothing_at_all_is_named_once_there_is_enough_to_compare():
    many, few = {"registered": 40, "recognised": 40}, {"registered": 4, "recognised": 4}

    assert "Lĩnh vực kinh te chưa có mô hình nào được công nhận." in said("limits", many)
    assert "kinh te" not in said("limits", few)


def test_what_was_taken_back_is_said():
    assert "Đã thu hồi công nhận 3 mô hình." in said("recognised", {"registered": 9, "recognised": 5, "revoked": 3})


def test_silent_communes_are_named():
    rows = (row("A", 3), row("B", 0), row("C", 2))

    told = said("movement", {"registered": 5}, rows=rows)

    assert "Có 2 trên 3 đơn vị cấp xã có mô hình đăng ký." in told
    assert "Còn 1 đơn vị cấp xã chưa có mô hình đăng ký: xã B." in told


def test_of_many_silent_communes_only_the_number_stands():
    rows = (*(row(f"X{place}", 0) for place in range(narrative.NAMED + 1)), row("A", 3))

    assert "Còn 13 đơn vị cấp xã chưa có mô hình đăng ký." in said("limits", {"registered": 3}, rows=rows)


def test_one_commune_is_not_compared_with_itself():
    assert "đơn vị cấp xã" not in said("movement", {"registered": 5}, rows=(row("A", 5),))


def test_causes_are_left_to_a_person():
    assert said("limits", {"registered": 5, "recognised": 5}).split("\n") == ["Hạn chế: …", "Nguyên nhân: …"]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ({}, "các cấp, các ngành và địa phương"),
        ({"level": "commune"}, "các cơ quan, đơn vị, đoàn thể và ấp, khu vực trên địa bàn"),
        ({"kind": "association", "level": "commune"}, "đơn vị"),
    ],
)
def test_who_registers_depends_on_whose_report_it_is(body, who):
    assert said("registered", {"registered": 2}, **body).startswith(f"Năm 2023, {who} đăng ký 2 mô hình")


def test_parts_without_a_process_are_left_empty():
    assert narrative.draft("", numbers({"registered": 2})) == ""


def test_every_number_of_a_draft_is_a_token_of_a_figure():
    now = {"registered": 7, "recognised": 6, "registered.new": 7, "recognised.kinh_te": 6}

    text = narrative.draft("movement", numbers(now, {"registered": 3}))

    assert "[7|exemplars.registered]" in text
    assert "[tăng 4 mô hình so với năm 2022|exemplars.registered~]" in text
    assert "[85,7%|exemplars.recognised/exemplars.registered]" in text


def test_where_the_unit_did_not_stand_yet_the_comparison_says_on_what_it_rests():
    young, old = {"valid_from": date(2022, 7, 1)}, {"valid_from": date(2004, 1, 1)}

    words = "Năm 2022 tính theo các đơn vị trước sắp xếp có hồ sơ trên hệ thống."
    assert words in said("registered", {"registered": 2}, {"registered": 1}, **young)
    assert words not in said("registered", {"registered": 2}, {"registered": 1}, **old)


def test_a_share_that_fell_is_a_weakness_and_one_that_rose_a_strength():
    fell = ({"registered": 10, "recognised": 9}, {"registered": 10, "recognised": 10})
    rose = ({"registered": 10, "recognised": 10}, {"registered": 10, "recognised": 9})

    assert "Tỷ lệ công nhận còn 90,0%, giảm 10,0 điểm phần trăm so với năm 2022." in said("limits", *fell)
    assert "Tỷ lệ công nhận đạt 100,0%, tăng 10,0 điểm phần trăm so với năm 2022." in said("strengths", *rose)
    assert "Tỷ lệ công nhận" not in said("strengths", *fell)
