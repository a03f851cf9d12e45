"""The list's page and the page of who has sent: buttons that would not be refused, reasons, days, reminders."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from danvan.commons.notices.models import Notice
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import lists, registering
from danvan.do.exemplars.kinds import ListState, State
from danvan.do.exemplars.models import Registration, RegistrationList
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import errors, says, signed_in

pytestmark = pytest.mark.django_db
SENDERS = "/mo-hinh/danh-sach/?nam=2026"
LETTER = {"letter_number": "15-CV/HPN", "letter_date": "20/03/2026"}


def act(row, name: str) -> str:
    return reverse(f"exemplars:list-{name}", args=(row.record.reference,))


def buttons(answer) -> list[str]:
    return [button["name"] for button in answer.context["buttons"]]


def state(row) -> str:
    return make.fresh_list(row).state


@pytest.mark.parametrize(
    ("stage", "seat", "offered"),
    [
        (lambda: make.entered().list, make.head, ["sign"]),
        (lambda: make.entered().list, make.cadre, []),
        (make.signed, make.head, ["send", "unsign"]),
        (make.signed, make.cadre, ["send"]),
        (make.sent, make.cadre, ["take_back"]),
        (make.sent, lambda: make.head(make.COMMUNE), ["accept", "return"]),
        (make.sent, make.officer, []),
        (make.sent_to_city, make.officer, ["accept", "return"]),
        (make.sent_to_city, make.leader, []),
    ],
)
def test_the_page_offers_exactly_what_would_not_be_refused(client, stage, seat, offered):
    row = stage()

    answer = signed_in(client, seat()).get(queries.list_address(row))

    assert (answer.status_code, buttons(answer)) == (200, offered)


def test_a_list_out_of_reach_does_not_exist(client):
    row = make.sent()

    for seat in (make.stranger(), make.administrator(), make.cadre(make.FARMERS)):
        client = signed_in(client, seat)
        pages = [queries.list_address(row), act(row, "send"), act(row, "return"), act(row, "word"), act(row, "sheet")]
        assert [client.get(page).status_code for page in pages] == [404] * 5


def test_a_list_costs_the_same_for_one_entry_and_for_three(client, django_assert_max_num_queries):
    one = make.sent(make.FARMERS, "Chỉ một việc")
    three = make.sent(make.WOMEN, "Việc thứ nhất", "Chuyện hai khác hẳn", "Điều ba riêng")
    client = signed_in(client, make.head(make.COMMUNE))
    client.get(queries.list_address(one))

    for row in (one, three):
        with django_assert_max_num_queries(10):
            assert client.get(queries.list_address(row)).status_code == 200


def test_signing_says_first_what_it_fixes(client):
    row = make.entered().list
    client = signed_in(client, make.head())

    before = client.get(act(row, "sign"))
    still = state(row)
    after = client.post(act(row, "sign"), follow=True)

    assert "1 mô hình được chốt bằng một mã kiểm" in before.content.decode()
    assert (still, state(row)) == (ListState.OPEN, ListState.SIGNED)
    assert "Đã ký danh sách." in says(after)


def test_sent_under_its_letter_with_the_scan(client):
    row = make.signed()
    scan = SimpleUploadedFile("cong-van.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n", content_type="application/pdf")

    answer = signed_in(client, make.cadre()).post(act(row, "send"), LETTER | {"scan": scan}, follow=True)

    assert state(row) == ListState.SENT
    assert "Đã gửi danh sách đến Đảng ủy xã Thạnh Phú." in says(answer)
    assert "cong-van.pdf" in answer.content.decode()


@pytest.mark.parametrize("day", ["00/00/0000", "01/01/0000", "31/12/9999", "31/02/2026", "20/03/2199", "hôm qua", ""])
def test_a_letter_of_a_strange_day_is_refused_at_its_box(client, day):
    row = make.signed()

    answer = signed_in(client, make.head()).post(act(row, "send"), LETTER | {"letter_date": day})

    assert (set(errors(answer)), state(row)) == ({"letter_date"}, ListState.SIGNED)


def test_a_scan_that_is_no_paper_is_refused_at_its_box_and_the_letter_stays_typed(client):
    row = make.signed()

    answer = signed_in(client, make.head()).post(
        act(row, "send"), LETTER | {"scan": SimpleUploadedFile("virus.pdf", b"MZ\x90")}
    )

    assert (set(errors(answer)), state(row)) == ({"scan"}, ListState.SIGNED)
    assert 'value="15-CV/HPN"' in answer.content.decode()


def test_the_city_returns_one_of_two_entries(client):
    row = make.sent_to_city("Một mô hình", "Hai việc khác")
    one = Registration.objects.get(title="Một mô hình")
    client = signed_in(client, make.officer())
    back = act(row, "return")

    nothing = client.post(back, {"reason": "Thiếu địa chỉ", "due_on": "31/12/2026"})
    yesterday = client.post(back, {"lines": one.pk, "reason": "Thiếu địa chỉ", "due_on": "01/01/2024"})
    phone = client.post(back, {"lines": one.pk, "reason": "Gọi 0912345678", "due_on": "31/12/2026"})
    before = state(row)
    client.post(back, {"lines": one.pk, "reason": "Thiếu địa chỉ", "due_on": "31/12/2026"})

    assert [set(errors(answer)) for answer in (nothing, yesterday, phone)] == [{"lines"}, {"due_on"}, {"reason"}]
    assert (before, state(row)) == (ListState.SENT, ListState.RETURNED)
    assert dict(Registration.objects.values_list("title", "state")) == {
        "Một mô hình": "returned",
        "Hai việc khác": "sent",
    }
    assert make.fresh_list(row).due_on == date(2026, 12, 31)


def test_the_whole_list_goes_back_and_is_sent_again(client):
    row = make.sent(make.WOMEN, "Một mô hình", "Hai việc khác")
    commune, unit = make.head(make.COMMUNE), make.head()

    signed_in(client, commune).post(act(row, "return") + "?ca=1", {"reason": "Thiếu công văn", "due_on": "31/12/2026"})
    returned = state(row)
    client = signed_in(client, unit)
    for name, data in (("enter-again", {}), ("sign", {}), ("send", LETTER)):
        client.post(act(row, name), data)

    assert (returned, state(row)) == (ListState.RETURNED, ListState.SENT)
    assert set(Registration.objects.values_list("state", flat=True)) == {State.SENT}


def test_pairs_are_shown_before_the_list_is_received(client):
    make.entered(code=make.WOMEN)
    make.entered(code=make.FARMERS, explanation="Khác người dạy")
    for code in (make.WOMEN, make.FARMERS):
        row = make.fresh_list(RegistrationList.objects.get(unit=make.unit(code)))
        lists.sign(row, by=make.head(code), at=make.AT)
        lists.send(
            make.fresh_list(row), letter_number="1", letter_date=date(2026, 3, 20), by=make.head(code), at=make.AT
        )
        lists.accept(make.fresh_list(row), by=make.head(make.COMMUNE), at=make.AT)
    row = RegistrationList.objects.get(unit=make.unit(make.COMMUNE))

    page = signed_in(client, make.head(make.COMMUNE)).get(queries.list_address(row)).content.decode()

    assert "1 cặp giống tên đã có giải thích" in page
    assert "<details><summary>" in page
    assert page.index('id="cac-dong"') < page.index('id="co-the-trung"')
    assert "Khác người dạy" in page
    assert page.count("Gộp vào mô hình kia") == 2


def returned(*titles: str):
    """A sent list whose entries all came back."""
    row = make.sent(make.WOMEN, *titles)
    lists.return_list(make.fresh_list(row), "Ghi rõ.", due_on=date(2026, 4, 15), by=make.head(make.COMMUNE), at=make.AT)
    return row


def test_entering_again_asks_first_and_names_what_nobody_changed(client):
    row = returned("Một mô hình", "Hai việc khác")
    mended = make.fresh(Registration.objects.get(title="Hai việc khác"))
    registering.edit(mended, {"place": "Ấp 2"}, by=make.cadre(), at=make.AT, seen=mended.version)
    client = signed_in(client, make.head())

    page = client.get(act(row, "enter-again"))
    still = set(Registration.objects.values_list("state", flat=True))
    listed = client.get(queries.list_address(row)).content.decode()

    assert still == {State.RETURNED}
    assert "1 mô hình chưa sửa gì từ khi bị trả lại: Một mô hình." in page.content.decode()
    assert listed.count("chưa sửa gì") == 1


def test_the_receiver_sees_what_came_again_unchanged(client):
    row = returned("Một mô hình", "Hai việc khác")
    mended = make.fresh(Registration.objects.get(title="Hai việc khác"))
    registering.edit(mended, {"place": "Ấp 2"}, by=make.cadre(), at=make.AT, seen=mended.version)
    signed_in(client, make.head())
    for name, data in (("enter-again", {}), ("sign", {}), ("send", LETTER)):
        client.post(act(row, name), data)
    client = signed_in(client, make.head(make.COMMUNE))

    listed = client.get(queries.list_address(row)).content.decode()
    receiving = client.get(act(row, "accept")).content.decode()

    assert listed.count("gửi lại, chưa sửa") == 1
    assert "1 mô hình gửi lại, chưa sửa: Một mô hình." in receiving


def test_entering_again_is_offered_to_nobody_else(client):
    row = returned("Một mô hình")

    answer = signed_in(client, make.officer()).get(act(row, "enter-again"), follow=True)

    assert "Khi bấm nút dưới đây" not in answer.content.decode()
    assert set(Registration.objects.values_list("state", flat=True)) == {State.RETURNED}


def test_signing_says_before_the_click_what_still_has_to_be_mended(client):
    row = returned("Một mô hình")

    page = signed_in(client, make.head()).get(act(row, "sign")).content.decode()

    assert "Còn 1 mô hình bị trả lại chưa sửa xong: Một mô hình." in page
    assert "được chốt bằng một mã kiểm" not in page
    assert '<button class="btn main">' not in page


@pytest.mark.parametrize("stage", [lambda: make.entered().list, make.signed])
def test_how_late_a_list_is_stands_on_each_of_its_pages(client, stage, monkeypatch):
    row = stage()
    monkeypatch.setattr(timezone, "localdate", lambda *_at: date(2026, 3, 29))  # units send by 15/03
    client = signed_in(client, make.head())

    pages = [
        client.get(address).content.decode()
        for address in (queries.list_address(row), act(row, "sign"), act(row, "send"))
    ]

    assert ["đã quá hạn 14 ngày" in page for page in pages] == [True] * 3


def test_sending_again_counts_from_today_only_what_was_not_sent_before(client):
    row = make.sent(make.WOMEN, "Một mô hình", "Hai việc khác")
    one = make.fresh(Registration.objects.get(title="Một mô hình"))
    lists.return_lines(make.fresh_list(row), [one], "Ghi rõ.", due_on=None, by=make.head(make.COMMUNE), at=make.AT)
    lists.enter_again(make.fresh_list(row), by=make.cadre(), at=make.AT)
    lists.sign(make.fresh_list(row), by=make.head(), at=make.AT)

    page = signed_in(client, make.head()).get(act(row, "send")).content.decode()

    assert "1 mô hình được tính là đã đăng ký từ hôm nay." in page
    assert "1 mô hình đã gửi từ trước giữ nguyên ngày gửi của mình." in page


def many(number: int) -> list[str]:
    return [f"Hũ gạo nghĩa tình {'abcdefghijk'[at % 11]}" for at in range(number)]


def test_a_large_list_is_shown_a_hundred_lines_and_twenty_pairs_at_a_time(client, django_assert_max_num_queries):
    row = make.sent()
    make.grown(row, many(129))
    client = signed_in(client, make.head(make.COMMUNE))
    client.get(queries.list_address(row))

    with django_assert_max_num_queries(12):
        first = client.get(queries.list_address(row))
    second = client.get(queries.list_address(row), {"trang": 2, "cap": 2})
    receiving = client.get(act(row, "accept"))

    assert [len(answer.context["lines"]) for answer in (first, second)] == [100, 30]
    assert "130 mô hình" in first.content.decode()
    assert '<td role="cell" class="in" data-l="STT">101</td>' in second.content.decode()
    assert [len(answer.context["twins"]) for answer in (first, second, receiving)] == [20, 20, 20]
    assert first.context["unsettled"] == first.context["pairs"].total > 40
    assert f"{first.context['unsettled']} cặp giống tên chưa có giải thích" in first.content.decode()
    assert 'href="?cap=2#co-the-trung"' in first.content.decode()


def test_signing_shows_a_large_list_by_pages_and_signs_all_of_it(client):
    row = make.entered().list
    make.grown(row, many(120))
    client = signed_in(client, make.head())

    page = client.get(act(row, "sign"))
    client.post(act(row, "sign"), {"seen": page.context["form"]["seen"].value()})

    assert len(page.context["lines"]) == 100
    assert "121 mô hình được chốt" in page.content.decode()
    assert state(row) == ListState.SIGNED


@pytest.mark.parametrize("name", ["unsign", "take-back"])
def test_binding_acts_are_never_made_by_a_link(client, name):
    row = make.sent()

    assert signed_in(client, make.head()).get(act(row, name)).status_code == 405


def test_a_lost_race_is_an_answer_not_an_error(client):
    row = make.sent()
    lists.take_back(make.fresh_list(row), by=make.head(), at=make.AT)

    answer = signed_in(client, make.head(make.COMMUNE)).post(act(row, "accept"), follow=True)

    assert "không làm được việc này" in says(answer)
    assert state(row) == ListState.OPEN


def test_the_officer_enters_a_late_list_with_letter_and_reason(client):
    row = make.entered(of=2025).list
    make.closed(2025)
    client = signed_in(client, make.officer())

    offered = buttons(client.get(queries.list_address(row)))
    silent = client.post(act(row, "send-late"), LETTER)
    client.post(act(row, "send-late"), LETTER | {"reason": "Bưu điện chuyển chậm"})

    assert (offered, set(errors(silent)), state(row)) == (["send_late"], {"reason"}, ListState.SENT)


def test_the_list_as_excel_and_word(client):
    row = make.sent(make.WOMEN, "=HYPERLINK(1)", "Hai việc khác")
    client = signed_in(client, make.cadre())

    book = zipfile.ZipFile(io.BytesIO(client.get(act(row, "sheet")).content))
    word = client.get(act(row, "word"))

    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=HYPERLINK(1)" in sheet
    assert word.content.startswith(b"PK")
    assert "danh-sach-dan-van-kheo-2026-ct-thanh-phu-hpn" in word["Content-Disposition"]


def test_counts_of_who_has_sent_open_their_lists(client):
    make.sent_to_city()
    client = signed_in(client, make.officer())

    page = client.get(SENDERS)
    kpis = {kpi.get("word", "all"): kpi for kpi in page.context["kpis"]}

    everyone = kpis["all"]["value"]
    assert sum(kpi["value"] for kpi in kpis.values()) == 2 * everyone
    for kpi in kpis.values():
        opened = client.get("/mo-hinh/danh-sach/" + kpi["address"])
        assert opened.context["page"].total == kpi["value"]


def test_filters_and_order_stand_in_the_address(client):
    make.sent_to_city()
    client = signed_in(client, make.officer())

    named = client.get(SENDERS, {"nam": 2026, "q": "thanh phu"}).context["page"].rows
    by_lines = client.get(SENDERS, {"nam": 2026, "xep": "-so"}).context["page"].rows
    strange = client.get(SENDERS, {"nam": 2026, "tt": "<script>", "xep": "x", "trang": "-1"})

    assert [row.name for row in named] == ["Xã Thạnh Phú"]
    assert by_lines[0].name == "Xã Thạnh Phú"
    assert strange.status_code == 200


def test_who_has_sent_costs_at_most_ten_questions(client, django_assert_max_num_queries):
    make.sent_to_city()
    client = signed_in(client, make.officer())
    client.get(SENDERS)

    with django_assert_max_num_queries(10):
        client.get(SENDERS)


def test_each_seat_follows_its_own_units(client):
    make.sent()

    rows = {
        name: [row.unit.code for row in signed_in(client, seat).get(SENDERS).context["page"].rows]
        for name, seat in {"unit": make.cadre(), "commune": make.cadre(make.DESK)}.items()
    }

    assert rows["unit"] == [make.WOMEN]
    assert make.WOMEN in rows["commune"]
    assert all(code.startswith("CT-THANH-PHU-") for code in rows["commune"])


def test_a_reminder_is_seen_before_it_is_sent(client):
    make.year()
    reader, unit = make.cadre(make.DESK), make.unit(make.COMMUNE)
    client = signed_in(client, make.officer())
    address = "/mo-hinh/danh-sach/nhac/?nam=2026"

    preview = client.post(address, {"units": unit.pk})
    nobody = client.post(address, {"words": "Xin gửi.", "viec": "gui"})
    before = Notice.objects.filter(user=reader.user).count()
    for _ in range(2):
        client.post(address, {"units": unit.pk, "words": "Kính gửi {đơn vị}.", "viec": "gui"})

    assert "Kính gửi đầu mối dân vận Đảng ủy xã Thạnh Phú" in preview.content.decode()
    assert (set(errors(nobody)), before) == ({"units"}, 0)
    assert [notice.body for notice in Notice.objects.filter(user=reader.user)] == ["Kính gửi Đảng ủy xã Thạnh Phú."]


def test_the_preview_shows_both_who_did_not_send_and_who_is_to_mend(client):
    row = make.sent()
    lists.return_list(make.fresh_list(row), "Ghi rõ địa bàn.", due_on=None, by=make.head(make.COMMUNE), at=make.AT)
    units = [make.unit(code).pk for code in (make.FARMERS, make.WOMEN)]

    answer = signed_in(client, make.head(make.COMMUNE)).post("/mo-hinh/danh-sach/nhac/?nam=2026", {"units": units})

    reads = dict(answer.context["reads"])
    assert set(reads) == {"Hội Nông dân xã Thạnh Phú", "Hội LHPN xã Thạnh Phú"}
    assert "chưa nhận được danh sách" in reads["Hội Nông dân xã Thạnh Phú"]
    assert "còn chỗ cần sửa: Ghi rõ địa bàn." in reads["Hội LHPN xã Thạnh Phú"]
    assert "chưa nhận được" not in reads["Hội LHPN xã Thạnh Phú"]


REMIND = "/mo-hinh/danh-sach/nhac/"


def _ticked(answer) -> set[str]:
    return {row.unit.code for row, ticked, _chip, _words in answer.context["choices"] if ticked}


def test_composing_a_reminder_with_nothing_ticked_offers_the_choices(client):
    make.sent_to_city()
    lists.return_list(make.fresh_list(RegistrationList.objects.get(unit=make.unit(make.COMMUNE))), "Ghi rõ.",
                      due_on=date(2026, 4, 15), by=make.officer(), at=make.LATER)  # fmt: skip
    client = signed_in(client, make.officer())
    before = Notice.objects.count()

    unsent = client.post(f"{REMIND}?nam=2026", {})
    fix = client.get(REMIND, {"nam": 2026, "tt": "fix"})
    strange = client.get(REMIND, {"nam": 2026, "tt": "\x00"})

    assert unsent.status_code == 200
    assert "Chưa gửi được" not in unsent.content.decode()
    assert "CT-CAI-KHE" in _ticked(unsent)
    assert make.COMMUNE not in _ticked(unsent)
    assert _ticked(fix) == {make.COMMUNE}
    assert _ticked(strange) == _ticked(unsent)
    assert "Kính gửi đầu mối dân vận Đảng ủy xã Thạnh Phú" in fix.content.decode()
    assert Notice.objects.count() == before


def test_one_may_be_unticked_before_sending(client):
    make.year()
    one, other = make.cadre(make.DESK), make.cadre("CT-CAI-KHE-BXDD")
    client = signed_in(client, make.officer())
    offered = [row.unit.pk for row, _ticked, _chip, _words in client.get(f"{REMIND}?nam=2026").context["choices"]]
    kept = [key for key in offered if key != make.unit("CT-CAI-KHE").pk]

    client.post(f"{REMIND}?nam=2026", {"units": kept, "words": "Kính gửi {đơn vị}.", "viec": "gui"})

    assert [Notice.objects.filter(user=seat.user).count() for seat in (one, other)] == [1, 0]


def test_all_boxes_are_ticked_by_a_link(client):
    make.year()
    client = signed_in(client, make.officer())

    page = client.get(SENDERS).content.decode()
    ticked = client.get(f"{SENDERS}&chon=tat-ca")

    assert 'href="?nam=2026&amp;chon=tat-ca#don-vi"' in page
    boxes = re.findall(r'<input type="checkbox" name="units"[^>]*>', ticked.content.decode())
    assert len(boxes) == sum(row.status in ("late", "waiting", "fix") for row in ticked.context["page"].rows) > 100
    assert all(" checked" in box for box in boxes)


def test_what_the_commune_wrote_for_a_unit_is_not_called_received(client):
    make.entered(code=make.WOMEN)
    row = make.entered(code=make.COMMUNE, title="Camera an ninh khu chợ").list
    Registration.objects.update(list=row, first_list=row)
    RegistrationList.objects.exclude(pk=row.pk).delete()
    lists.sign(make.fresh_list(row), by=make.head(make.COMMUNE), at=make.AT)
    lists.send(make.fresh_list(row), letter_number="1-CV", letter_date=date(2026, 3, 20), by=None, at=make.AT)

    page = signed_in(client, make.cadre()).get(SENDERS).content.decode()

    assert "0/1 nơi đã gửi danh sách; 0 nơi trễ, 0 nơi cần sửa, 1 nơi cấp trên lập thay" in page
    assert '<span class="chip done">cấp trên lập thay</span>' in page
    assert 'data-l="Ngày gửi">20/03/2026</td>' in page


@pytest.mark.parametrize("seat", [make.leader, make.cadre, make.stranger])
def test_only_the_receiving_body_reminds(client, seat):
    make.year()
    data = {"units": make.unit(make.COMMUNE).pk, "words": "Xin gửi.", "viec": "gui"}

    answer = signed_in(client, seat()).post("/mo-hinh/danh-sach/nhac/?nam=2026", data)

    assert answer.status_code == 404
    assert not Notice.objects.exists()
