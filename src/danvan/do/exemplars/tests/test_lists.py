"""The list: signed, sent, taken back, received, returned, late, reminded, printed."""

import io
from datetime import date, timedelta

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.text import WD_ALIGN_PARAGRAPH

from danvan.commons.notices.models import Notice
from danvan.commons.papers.keeping import papers_of
from danvan.commons.papers.refusal import PaperRefused
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import letters, queries
from danvan.do.exemplars.actions import lists, registering, years
from danvan.do.exemplars.kinds import ListState, State
from danvan.do.exemplars.models import CampaignYear, Registration, RegistrationList, place_in_line
from danvan.do.exemplars.steps import LIST
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db
LETTER = {"letter_number": "15-CV/HPN", "letter_date": date(2026, 3, 20)}


def refused(act) -> str:
    with pytest.raises(CannotMove) as caught:
        act()
    return str(caught.value)


def states() -> list[str]:
    return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def list_of(code: str) -> RegistrationList:
    return make.fresh_list(RegistrationList.objects.filter(unit=make.unit(code)).order_by("round").last())


def told(seat) -> list[str]:
    return list(Notice.objects.filter(user=seat.user).order_by("pk").values_list("title", flat=True))


def test_the_head_signs_and_that_fixes_what_stands_on_it():
    row = make.signed(make.WOMEN, "Một mô hình", "Hai việc khác")

    assert (row.state, len(row.fingerprint), row.signed_by.unit.code) == (ListState.SIGNED, 64, make.WOMEN)


def test_only_the_head_signs_and_only_what_is_ready():
    row = make.entered().list
    empty = lists.open_list(make.unit(make.FARMERS), row.campaign, by=None, at=make.AT)

    assert "không có quyền" in refused(lambda: lists.sign(row, by=make.cadre(), at=make.AT))
    assert "chưa có mô hình" in refused(lambda: lists.sign(empty, by=make.head(make.FARMERS), at=make.AT))
    assert make.fresh_list(row).state == ListState.OPEN


def test_sending_counts_its_entries_as_registered_and_tells_the_commune():
    reader = make.cadre(make.DESK)

    row = make.sent()

    line = make.fresh(Registration.objects.get())
    assert (row.state, line.state, line.sent_on) == (ListState.SENT, State.SENT, date(2026, 3, 20))
    assert told(reader) == ["Hội LHPN xã Thạnh Phú vừa gửi danh sách “Dân vận khéo” năm 2026"]


def test_a_list_changed_after_signing_is_not_sent():
    row = make.signed()
    Registration.objects.update(title="Đổi tên sau khi ký")

    said = refused(lambda: lists.send(make.fresh_list(row), **LETTER, by=make.head(), at=make.AT))

    assert said.startswith("Danh sách đã thay đổi sau khi ký")
    assert states() == [State.ENTERED]


def test_an_unsigned_list_is_not_sent():
    row = make.entered().list

    refused(lambda: lists.send(row, **LETTER, by=make.head(), at=make.AT))

    assert states() == [State.ENTERED]


def test_a_second_click_on_send_is_refused_and_tells_nobody_again():
    reader = make.cadre(make.DESK)
    row = make.sent()

    refused(lambda: lists.send(make.fresh_list(row), **LETTER, by=make.head(), at=make.AT))

    assert len(told(reader)) == 1


def test_the_scan_of_the_letter_is_kept_with_the_list():
    row = make.fresh_list(make.signed())
    scan = SimpleUploadedFile("cong van.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n")

    lists.send(row, **LETTER, scan=scan, by=make.head(), at=make.AT)

    assert [paper.note for paper in papers_of(row.record, make.head())] == ["15-CV/HPN (20/03/2026)"]


def test_a_scan_that_is_no_paper_sends_nothing():
    row = make.fresh_list(make.signed())

    with pytest.raises(PaperRefused):
        lists.send(row, **LETTER, scan=SimpleUploadedFile("x.pdf", b"MZ\x90\x00"), by=make.head(), at=make.AT)

    assert make.fresh_list(row).state == ListState.SIGNED
    assert states() == [State.ENTERED]


def test_taken_back_it_counts_no_longer_and_can_be_sent_again():
    row = make.fresh_list(make.sent())

    lists.take_back(row, by=make.cadre(), at=make.AT)

    line = make.fresh(Registration.objects.get())
    assert (line.state, line.sent_on, make.fresh_list(row).fingerprint) == (State.ENTERED, None, "")
    lists.sign(make.fresh_list(row), by=make.head(), at=make.AT)
    lists.send(make.fresh_list(row), **LETTER, by=make.head(), at=make.AT)
    assert states() == [State.SENT]


def test_the_commune_joins_a_units_entries_into_its_own_list():
    row = make.sent(make.WOMEN, "Một mô hình", "Hai việc khác")

    lists.accept(make.fresh_list(row), by=make.head(make.COMMUNE), at=make.AT)

    onto = list_of(make.COMMUNE)
    assert {line.title for line in queries.lines_on(onto)} == {"Một mô hình", "Hai việc khác"}
    assert (onto.state, onto.receiver.code) == (ListState.OPEN, make.CITY)
    assert states() == [State.SENT, State.SENT]
    assert "bước" in refused(lambda: lists.take_back(make.fresh_list(row), by=make.cadre(), at=make.AT))


def test_the_city_accepts_and_the_entries_wait_for_recognition():
    lines = make.accepted("Một mô hình", "Hai việc khác")

    assert [line.state for line in lines] == [State.ACCEPTED, State.ACCEPTED]
    assert "không có quyền" in refused(
        lambda: lists.accept(make.fresh_list(make.sent(make.ELSEWHERE)), by=make.officer(), at=make.AT)
    )


def test_one_returned_entry_is_mended_and_sent_again_while_the_others_stay():
    writer, commune = make.cadre(), make.cadre(make.DESK)
    row = make.fresh_list(make.sent_to_city("Một mô hình", "Hai việc khác"))
    one = next(line for line in queries.lines_to_return(row) if line.title == "Một mô hình")

    lists.return_lines(row, [one], "Địa bàn ghi “toàn xã”", due_on=date(2026, 4, 6), by=make.officer(), at=make.AT)

    assert sorted(states()) == [State.RETURNED, State.SENT]
    assert "được trả lại để bổ sung" in told(writer)[-1]
    assert "được trả lại để bổ sung" in told(commune)[-1]
    assert "chưa sửa xong" in refused(lambda: lists.sign(list_of(make.COMMUNE), by=make.head(make.COMMUNE), at=make.AT))
    line = make.fresh(one)
    assert (line.reason, line.list.due_on) == ("Địa bàn ghi “toàn xã”", date(2026, 4, 6))
    registering.edit(line, {"place": "Tuyến kênh ấp 1"}, by=writer, at=make.LATER, seen=line.version)
    registering.enter(line, by=writer, at=make.LATER)
    lists.sign(list_of(make.COMMUNE), by=make.head(make.COMMUNE), at=make.LATER)
    lists.send(list_of(make.COMMUNE), **LETTER, by=make.head(make.COMMUNE), at=make.LATER)
    assert states() == [State.SENT, State.SENT]
    assert list_of(make.COMMUNE).reason == ""


def test_what_was_returned_is_mended_even_after_the_year_is_closed():
    row = make.fresh_list(make.sent())
    lists.return_list(row, "Thiếu sản phẩm", due_on=None, by=make.head(make.COMMUNE), at=make.AT)
    years.close_year(CampaignYear.objects.get(), by=make.officer(), at=make.AT)
    line = make.fresh(Registration.objects.get())

    registering.edit(line, {"output": "40 chị"}, by=make.cadre(), at=make.LATER, seen=line.version)
    registering.enter(line, by=make.cadre(), at=make.LATER)
    lists.sign(make.fresh_list(row), by=make.head(), at=make.LATER)
    lists.send(make.fresh_list(row), **LETTER, by=make.head(), at=make.LATER)

    assert states() == [State.SENT]


def test_the_commune_still_returns_what_it_took_onto_its_open_list():
    row = make.fresh_list(make.sent())
    lists.accept(row, by=make.head(make.COMMUNE), at=make.AT)

    lists.return_list(make.fresh_list(row), "Trùng", due_on=None, by=make.cadre(make.DESK), at=make.AT)

    line = make.fresh(Registration.objects.get())
    assert (line.state, line.list.unit.code) == (State.RETURNED, make.WOMEN)


def test_what_the_commune_has_sent_on_comes_back_only_from_the_city():
    make.sent_to_city()

    said = refused(
        lambda: lists.return_list(list_of(make.WOMEN), "Trùng", due_on=None, by=make.head(make.COMMUNE), at=make.AT)
    )

    assert said == "Chọn ít nhất một mô hình để trả lại."
    assert states() == [State.SENT]


@pytest.mark.parametrize(
    ("reason", "due_on", "words"),
    [(" ", None, "Ghi lý do"), ("Thiếu", date(2026, 3, 19), "từ hôm nay")],
)
def test_a_return_says_why_and_by_when(reason, due_on, words):
    row = make.fresh_list(make.sent())

    said = refused(lambda: lists.return_list(row, reason, due_on=due_on, by=make.head(make.COMMUNE), at=make.AT))

    assert words in said
    assert states() == [State.SENT]


def test_an_entry_of_another_list_is_not_returned_with_this_one():
    row, other = make.fresh_list(make.sent()), make.fresh_list(make.sent(make.FARMERS, "Việc khác hẳn"))

    said = refused(
        lambda: lists.return_lines(
            row, queries.lines_to_return(other), "Thiếu", due_on=None, by=make.head(make.COMMUNE), at=make.AT
        )
    )

    assert "không nằm trong danh sách này" in said


def test_every_returned_entry_goes_back_at_once_when_nothing_had_to_change():
    row = make.fresh_list(make.sent(make.WOMEN, "Một mô hình", "Hai việc khác"))
    lists.return_list(row, "Thiếu công văn", due_on=None, by=make.head(make.COMMUNE), at=make.AT)

    number = lists.enter_again(make.fresh_list(row), by=make.cadre(), at=make.AT)

    assert (number, states()) == (2, [State.ENTERED, State.ENTERED])
    lists.sign(make.fresh_list(row), by=make.head(), at=make.AT)
    assert "không còn ở bước" in refused(lambda: lists.enter_again(make.fresh_list(row), by=make.cadre(), at=make.AT))


def test_a_late_list_enters_only_by_the_officer_with_a_reason():
    row = make.entered(of=2025).list
    make.closed(2025)
    late = {"letter_number": "9-CV", "letter_date": date(2026, 1, 5), "at": make.AT}

    assert "không có quyền" in refused(
        lambda: lists.send_late(make.fresh_list(row), **late, reason="Lũ", by=make.head())
    )
    assert "Ghi lý do" in refused(lambda: lists.send_late(make.fresh_list(row), **late, reason=" ", by=make.officer()))
    lists.sign(make.fresh_list(row), by=make.head(), at=make.AT)
    assert "không có quyền" in refused(lambda: lists.send(make.fresh_list(row), **late, by=make.head()))
    lists.send_late(make.fresh_list(row), **late, reason="Bưu điện chuyển chậm", by=make.officer())

    kept = make.fresh_list(row)
    assert (kept.state, kept.late_reason, states()) == (ListState.SENT, "Bưu điện chuyển chậm", [State.SENT])


def test_no_late_list_while_the_year_is_open():
    row = make.entered().list

    said = refused(lambda: lists.send_late(row, **LETTER, reason="Lũ", by=make.officer(), at=make.AT))

    assert "không có quyền" in said


def test_who_has_sent_is_told_by_day_and_step():
    make.sent()
    make.entered(code=make.FARMERS, title="Việc khác hẳn")
    campaign, commune = CampaignYear.objects.get(), make.unit(make.COMMUNE)

    found = {row.unit.code: row for row in queries.statuses(campaign, commune, date(2026, 3, 20))}

    assert (found[make.WOMEN].status, found[make.WOMEN].lines) == ("sent", 1)
    assert (found[make.FARMERS].status, found[make.FARMERS].days_late) == ("late", 5)  # units send by 15/03
    on_the_day = {row.unit.code: row for row in queries.statuses(campaign, commune, date(2026, 3, 15))}
    assert on_the_day[make.FARMERS].status == "waiting"


def test_the_city_waits_for_communes_until_its_own_day():
    campaign, city = make.year(), make.unit(make.CITY)

    for day, status, days in ((date(2026, 3, 31), "waiting", 0), (date(2026, 4, 2), "late", 2)):
        row = next(row for row in queries.statuses(campaign, city, day) if row.unit.code == make.COMMUNE)
        assert (row.status, row.days_late) == (status, days)


def women() -> queries.UnitStatus:
    """How the Women's Union stands with its commune on the second of April."""
    rows = queries.statuses(CampaignYear.objects.get(), make.unit(make.COMMUNE), date(2026, 4, 2))
    return next(row for row in rows if row.unit.code == make.WOMEN)


def test_an_entry_put_on_and_taken_off_again_leaves_the_unit_as_it_stood():
    row = make.sent()
    before = women()
    again = make.entered(title="Việc khác hẳn")
    between = women()

    registering.reopen(make.fresh(again), by=make.cadre(), at=make.LATER)

    assert (before.status, between.status) == ("sent", "late")
    after = women()
    assert (after.status, after.list.pk, after.days_late) == ("sent", row.pk, 0)
    assert lists.remind(row.campaign, [row.unit], "Xin gửi.", by=make.head(make.COMMUNE), at=make.LATER) == 0


def test_a_first_list_that_is_empty_again_is_not_sent():
    line = make.entered()

    registering.reopen(make.fresh(line), by=make.cadre(), at=make.AT)

    assert women().status == "late"


def test_a_unit_whose_entries_the_commune_wrote_itself_has_nothing_left_to_send():
    make.entered(code=make.WOMEN)
    commune_list = lists.open_list(make.unit(make.COMMUNE), CampaignYear.objects.get(), by=None, at=make.AT)
    Registration.objects.update(list=commune_list, first_list=commune_list)
    RegistrationList.objects.filter(unit=make.unit(make.WOMEN)).delete()

    before = women()
    lists.sign(make.fresh_list(commune_list), by=make.head(make.COMMUNE), at=make.AT)
    lists.send(make.fresh_list(commune_list), **LETTER, by=make.head(make.COMMUNE), at=make.AT)
    after = women()

    assert (before.status, before.sent_on, before.list) == ("carried", None, None)
    assert (after.status, after.sent_on) == ("carried", date(2026, 3, 20))


def test_reminding_of_an_entry_that_the_commune_wrote_and_got_back_leaves_it_to_mend():
    make.entered(code=make.WOMEN)
    commune_list = lists.open_list(make.unit(make.COMMUNE), CampaignYear.objects.get(), by=None, at=make.AT)
    Registration.objects.update(list=commune_list, first_list=commune_list, state=State.RETURNED, reason="Ghi rõ.")
    RegistrationList.objects.filter(unit=make.unit(make.WOMEN)).delete()
    who, unit = make.cadre(), make.unit(make.WOMEN)

    lists.remind(commune_list.campaign, [unit], "{tình hình}", by=make.head(make.COMMUNE), at=make.LATER)

    assert (women().status, women().reminded_on) == ("fix", date(2026, 4, 2))
    said = Notice.objects.get(user=who.user).body
    assert said.endswith("còn chỗ cần sửa: Ghi rõ. Đề nghị đơn vị sửa, ký và gửi lại.")


def test_a_fingerprint_is_the_same_before_and_after_the_database_kept_the_target():
    line = make.entered(target=20)
    line.target = 20

    assert lists.fingerprint([line]) == lists.fingerprint([make.fresh(line)])


def test_the_city_has_103_communes_to_wait_for_today_and_its_agencies():
    units = [row.unit for row in queries.statuses(make.year(), make.unit(make.CITY), date(2026, 4, 2))]

    assert sum(unit.kind == "committee" for unit in units) == 103
    assert "CT-CA" in {unit.code for unit in units}


def test_asking_who_has_sent_costs_the_same_for_one_unit_and_for_all(django_assert_max_num_queries):
    campaign, city = make.year(), make.unit(make.CITY)
    make.sent()

    with django_assert_max_num_queries(4):
        queries.statuses(campaign, city, date(2026, 4, 2))


def test_a_reminder_reaches_who_has_not_sent_once_a_day():
    reader = make.cadre(make.DESK)
    campaign, unit = make.year(), make.unit(make.COMMUNE)
    words = "Kính gửi {đơn vị}, xin gửi danh sách."

    first = lists.remind(campaign, [unit], words, by=make.officer(), at=make.LATER)
    again = lists.remind(campaign, [unit], words, by=make.officer(), at=make.LATER + timedelta(hours=2))
    next_day = lists.remind(campaign, [unit], words, by=make.officer(), at=make.LATER + timedelta(days=1))

    assert (first, again, next_day) == (1, 0, 1)
    assert told(reader) == ["Nhắc gửi danh sách “Dân vận khéo” năm 2026"] * 2
    assert Notice.objects.filter(user=reader.user).first().body == "Kính gửi Đảng ủy xã Thạnh Phú, xin gửi danh sách."


def test_a_signed_list_is_reminded_without_a_second_round_and_a_sent_one_not_at_all():
    make.signed()
    make.sent(make.FARMERS, "Việc khác hẳn")
    units = [make.unit(make.WOMEN), make.unit(make.FARMERS)]

    number = lists.remind(CampaignYear.objects.get(), units, "Xin gửi.", by=make.head(make.COMMUNE), at=make.LATER)

    assert number == 1
    assert RegistrationList.objects.count() == 2


def _given_back():
    row = make.sent()
    lists.return_list(row, "Ghi rõ địa bàn. ", due_on=date(2026, 4, 10), by=make.head(make.COMMUNE), at=make.AT)
    return make.fresh_list(row)


def _signed_again():
    row = _given_back()
    lists.enter_again(row, by=make.head(), at=make.AT)
    return lists.sign(make.fresh_list(row), by=make.head(), at=make.AT)


def _taken_back():
    row = make.sent()
    lists.take_back(row, by=make.head(), at=make.AT)
    return make.fresh_list(row)


MEND = (
    "Danh sách đăng ký “Dân vận khéo” năm 2026 đơn vị đã gửi còn chỗ cần sửa: Ghi rõ địa bàn. "
    "Đề nghị đơn vị sửa, ký và gửi lại trước ngày 10/04/2026."
)


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (_given_back, MEND),
        (_signed_again, MEND),
        (_taken_back, "đơn vị đã rút về, đến hết ngày 02/04/2026 chưa gửi lại. Đề nghị đơn vị ký và gửi lại sớm."),
        (lambda: make.entered().list, "Đến hết ngày 02/04/2026, chưa nhận được danh sách"),
    ],
)
def test_a_reminder_says_how_the_units_own_list_stands(stage, words):
    row, reader = stage(), make.cadre()

    lists.remind(row.campaign, [row.unit], "{tình hình}", by=make.head(make.COMMUNE), at=make.LATER)

    said = Notice.objects.filter(user=reader.user).latest("pk").body
    assert words in said
    assert "chưa nhận được" not in said or words.startswith("Đến hết ngày")


def test_a_stranger_reminds_nobody():
    make.year()

    said = refused(
        lambda: lists.remind(
            CampaignYear.objects.get(), [make.unit(make.WOMEN)], "Gửi.", by=make.stranger(), at=make.AT
        )
    )

    assert "không có quyền" in said
    assert not Notice.objects.exists()


def test_a_further_round_takes_what_comes_after_the_first_was_sent():
    make.sent()

    line = make.entered(title="Việc mới sau đó")

    assert (line.list.round, line.list.state) == (2, ListState.OPEN)


def test_like_named_pairs_stand_side_by_side_once():
    make.entered(title="Tổ đan giỏ lục bình ấp 1")
    make.entered(title="Đan giỏ lục bình ấp 1 (tổ)", explanation="Khác người dạy")
    make.entered(title="Camera an ninh")

    pairs = queries.twins(queries.pairs(queries.outline(queries.lines_on(list_of(make.WOMEN)))))

    assert [(pair.one.title, pair.explained) for pair in pairs] == [("Tổ đan giỏ lục bình ấp 1", "Khác người dạy")]


def texts(row, lines, *, matches=True) -> str:
    file = docx.Document(io.BytesIO(letters.list_as_word(row, lines, matches=matches)))
    cells = [cell.text for table in file.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


@pytest.mark.parametrize(
    ("output", "target", "measure", "said"),
    [
        ("20 hộ", 20, "hộ", ["20 hộ"]),
        ("1180 hộ", 1180, "hộ", ["1.180 hộ"]),
        ("Vận động 1.180 hộ hiến đất", 1180, "hộ", ["Vận động 1.180 hộ hiến đất"]),
        ("120 hộ", 20, "hộ", ["120 hộ", "20 hộ"]),
        ("Chị em có việc", 20, "việc làm", ["Chị em có việc", "20 việc làm"]),
        ("Chị em có việc", None, "", ["Chị em có việc"]),
        ("", None, "", []),
    ],
)
def test_a_target_that_the_output_says_is_said_once(output, target, measure, said):
    assert queries.product(Registration(output=output, target=target, measure=measure)) == said


def test_short_lines_of_the_signed_list_are_not_stretched():
    row = make.sent()

    file = docx.Document(io.BytesIO(letters.list_as_word(row, list(queries.lines_shown(row)), matches=True)))

    aligned = {one.text: one.alignment for one in file.paragraphs}
    assert {words: how for words, how in aligned.items() if words.startswith(("(Kèm theo", "Mã kiểm"))} == {
        "(Kèm theo Công văn số 15-CV/HPN ngày 20/03/2026)": WD_ALIGN_PARAGRAPH.CENTER,
        f"Mã kiểm của danh sách đã ký: {row.fingerprint}.": WD_ALIGN_PARAGRAPH.LEFT,
    }


def test_the_signed_list_prints_with_heading_rows_signature_and_fingerprint():
    make.sent_to_city("Một mô hình", "Hai việc khác")
    row = list_of(make.COMMUNE)

    said = texts(row, list(queries.lines_shown(row)))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "ĐẢNG ỦY XÃ THẠNH PHÚ" in said
    assert "đăng ký mô hình, điển hình “Dân vận khéo” năm 2026" in said
    assert "Một mô hình" in said
    assert "Kinh tế (2)" in said
    assert "20 việc làm" in said
    assert row.fingerprint in said
    assert "head CT-THANH-PHU" in said


def test_a_print_of_what_changed_since_says_so():
    row = make.fresh_list(make.signed())

    assert "không còn khớp" in texts(row, list(queries.lines_shown(row)), matches=False)


def test_two_who_open_the_same_list_at_once_leave_one() -> None:
    campaign = make.year()
    unit = make.unit(make.WOMEN)
    first = RegistrationList(campaign=campaign, receiver=unit.home, title="Danh sách", round=1)
    second = RegistrationList(campaign=campaign, receiver=unit.home, title="Danh sách", round=1)
    for row in (first, second):
        place_in_line(row, unit)
    LIST.begin(first, "begin", by=None, at=make.AT)

    with pytest.raises(CannotMove, match="Người khác"):
        LIST.begin(second, "begin", by=None, at=make.AT)

    assert RegistrationList.objects.count() == 1


def test_what_is_put_on_a_list_while_the_head_signs_makes_the_head_second():
    opened = make.fresh_list(make.entered().list)

    make.entered(title="Hai việc khác")

    assert "vừa sửa" in refused(lambda: lists.sign(opened, by=make.head(), at=make.AT))
    assert list_of(make.WOMEN).state == ListState.OPEN


def test_nothing_is_put_on_a_list_that_was_signed_meanwhile():
    row = make.entered().list
    other = make.draft(title="Hai việc khác")
    other.list = make.fresh_list(row)
    lists.sign(make.fresh_list(row), by=make.head(), at=make.AT)

    assert "vừa sửa" in refused(lambda: registering.enter(other, by=make.cadre(), at=make.AT))
    assert states() == [State.ENTERED, State.DRAFT]


def test_the_head_signs_only_what_was_on_the_screen():
    row = make.entered().list
    seen = lists.fingerprint(list(queries.lines_on(row)))
    make.entered(title="Hai việc khác")

    said = refused(lambda: lists.sign(make.fresh_list(row), by=make.head(), at=make.AT, seen=seen))

    assert said.startswith("Danh sách vừa thay đổi sau khi anh, chị mở trang")
