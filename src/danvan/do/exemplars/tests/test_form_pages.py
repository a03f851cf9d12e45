"""The form in a client: drafts, a double click, two people, strange input at its box, moves by their buttons."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from danvan.commons.people.hats import SESSION_KEY
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import lists, registering
from danvan.do.exemplars.kinds import State, Who
from danvan.do.exemplars.models import Exemplar, Registration
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db
NEW = "/mo-hinh/phieu-moi/?nam=2026"


def signed_in(client, seat):
    """The client of a person who wears this hat."""
    client.force_login(seat.user)
    session = client.session
    session[SESSION_KEY] = seat.pk
    session.save()
    return client


def filled(**changes) -> dict[str, str]:
    """What a browser sends of a full form."""
    boxes = make.values(**changes) | {"unit": make.unit(make.WOMEN).pk, "token": "a1", "viec": "ghi"} | changes
    return {name: str(value) for name, value in boxes.items() if value is not None}


def errors(answer) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def says(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def edit_page(line: Registration) -> str:
    return reverse("exemplars:edit", args=(line.exemplar.record.reference, line.year))


@pytest.fixture
def lan(client):
    """Lan, cadre of the commune's Women's Union, in the open year 2026."""
    make.year()
    return signed_in(client, make.cadre())


def test_the_form_shows_nine_numbered_boxes_with_an_example_each(lan):
    page = lan.get(NEW).content.decode()

    assert re.findall(r'<span class="no">(\d)\.</span>', page) == list("123456789")
    assert page.count('class="eg"') >= 9
    assert 'data-draft="' in page


def test_a_full_form_goes_on_the_list(lan):
    answer = lan.post(NEW, filled(), follow=True)

    line = Registration.objects.get()
    assert (line.state, answer.redirect_chain[-1][0]) == (State.ENTERED, queries.list_address(line.list))
    assert (
        "Đã ghi “Tổ đan giỏ lục bình ấp 1” vào danh sách. Tiếp theo: thủ trưởng Hội LHPN xã Thạnh Phú ký danh sách."
        in says(answer)
    )
    assert (line.target, line.measure, line.goal) == (20, "việc làm", make.BOXES["goal"])


def test_pressed_twice_it_is_one_registration(lan):
    answers = [lan.post(NEW, filled(), follow=True) for _ in range(2)]

    assert Registration.objects.count() == 1
    assert answers[0].redirect_chain[-1] == answers[1].redirect_chain[-1]


def test_sent_again_from_a_form_fetched_anew_it_is_still_one(lan):
    lan.post(NEW, filled())

    again = lan.post(NEW, filled(token="b2"), follow=True)
    lan.post(NEW, filled(token="c3", goal="Đến tháng 11, ba mươi chị có việc"))

    assert "vào danh sách" in again.content.decode()
    assert Registration.objects.count() == 2


def test_going_back_fills_every_box_as_it_was(lan):
    assert 'autocomplete="off"' not in re.sub(r"<input[^>]* hidden[^>]*>", "", lan.get(NEW).content.decode())


def test_changed_after_the_first_answer_was_lost_both_versions_are_shown(lan):
    lan.post(NEW, filled())

    answer = lan.post(NEW, filled(goal="Viết thêm khi chưa thấy trả lời"))

    assert (answer.status_code, Registration.objects.count()) == (409, 1)
    assert "Viết thêm khi chưa thấy trả lời" in answer.content.decode()
    lan.post(answer.context["action"], filled(goal="Viết thêm", seen=answer.context["form"]["seen"].value()))
    assert Registration.objects.get().goal == "Viết thêm"


def test_a_draft_needs_only_its_name_and_comes_back_as_typed(lan):
    answer = lan.post(
        NEW, {"unit": filled()["unit"], "title": "Mới có tên", "token": "a1", "viec": "nhap"}, follow=True
    )

    line = Registration.objects.get()
    assert (line.state, line.list, line.field) == (State.DRAFT, None, "")
    assert urlsplit(answer.redirect_chain[-1][0]).path == edit_page(line)
    assert answer.context["form"]["title"].value() == "Mới có tên"
    assert "data-draft-clear" in answer.content.decode()


def test_what_is_missing_is_said_at_every_box_and_nothing_is_saved(lan):
    answer = lan.post(NEW, filled(goal="", field="", target="hai mươi", measure=""))

    assert set(errors(answer)) == {"goal", "field", "target", "measure"}
    assert not Registration.objects.exists()
    assert make.BOXES["method"] in answer.content.decode()
    assert "Chưa ghi vào danh sách được: còn 4 chỗ cần sửa" in answer.content.decode()
    assert "Chưa gửi được" not in answer.content.decode()


@pytest.mark.parametrize("place", ["Toàn xã", "toàn xã.", "Trên địa bàn toàn xã Thạnh Phú", "Cả phường"])
def test_the_whole_commune_is_no_place(lan, place):
    answer = lan.post(NEW, filled(place=place))

    assert errors(answer)["place"][0].endswith("Ghi ấp, khu vực hoặc tên đường cụ thể.")
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "place", ["Tuyến kênh ấp 1, toàn xã cùng làm", "Toàn xã: ấp 1, ấp 2 và ấp 5", "Hẻm 12 đường Trần Phú"]
)
def test_a_place_one_can_find_is_taken(lan, place):
    lan.post(NEW, filled(place=place))

    assert Registration.objects.get().place == place


@pytest.mark.parametrize(
    "words",
    ["Liên hệ 0912345678", "Gọi 0912 345 678 nhé", "ĐT: +84 912 345 678", "văn phòng 0292.3820.123", "CCCD 092099001234",
     "CMND 361234567", "thư lan@example.com"],
)  # fmt: skip
def test_no_number_of_a_person_is_kept_not_even_in_a_draft(lan, words):
    refused = lan.post(NEW, filled(forces=words))
    assert errors(refused)["forces"][0].startswith("Xin bỏ")
    assert not Registration.objects.exists()

    answer = lan.post(NEW, filled(forces=words, viec="nhap"))

    assert errors(answer)["forces"][0].startswith("Xin bỏ")
    assert "Đã lưu nháp, trừ ô có số điện thoại" in answer.content.decode()
    assert answer.context["form"]["forces"].value() == words
    line = Registration.objects.get()
    assert (line.forces, line.as_typed, line.goal) == ("", {}, make.BOXES["goal"])
    lan.post(answer.context["action"], filled(seen=answer.context["form"]["seen"].value(), viec="nhap"))
    assert make.fresh(line).forces == make.BOXES["forces"]


WRONG = {
    "target": "hai mươi",
    "title": "Tổ đan giỏ " * 40,
    "goal": "Nhiều chị có việc. " * 500,
    "measure": "việc làm ổn định có thu nhập đều đặn hằng tháng",
}


@pytest.mark.parametrize("box", WRONG)
def test_a_draft_is_kept_as_typed_and_only_the_list_refuses_it(lan, box):
    answer = lan.post(NEW, filled(viec="nhap") | {box: WRONG[box]}, follow=True)

    line = Registration.objects.get()
    assert (line.state, set(errors(answer)), answer.context["form"][box].value()) == (State.DRAFT, {box}, WRONG[box])
    assert "Đã lưu nháp" in says(answer)
    lan.post(reverse("exemplars:enter", args=(line.exemplar.record.reference, 2026)))
    lan.post(edit_page(line), filled(seen=line.version) | {box: WRONG[box]})
    assert make.fresh(line).state == State.DRAFT

    lan.post(edit_page(line), filled(seen=line.version))

    assert (make.fresh(line).state, make.fresh(line).as_typed) == (State.ENTERED, {})
    assert make.fresh(line).exemplar.title == make.BOXES["title"]


def test_a_draft_without_a_name_is_kept_and_its_name_box_stays_empty(lan):
    answer = lan.post(
        NEW, {"unit": filled()["unit"], "goal": "20 chị có việc", "token": "a1", "viec": "nhap"}, follow=True
    )

    line = Registration.objects.get()
    assert (line.title, line.goal) == ("Phiếu chưa đặt tên", "20 chị có việc")
    assert (answer.context["form"]["title"].value(), set(errors(answer))) == ("", {"title"})
    assert "ô cần sửa: tên" in says(
        lan.post(reverse("exemplars:enter", args=(line.exemplar.record.reference, 2026)), follow=True)
    )


def test_saving_a_wrong_draft_again_unchanged_writes_no_history(lan):
    lan.post(NEW, filled(target="hai mươi", viec="nhap"))
    line = Registration.objects.get()

    again = lan.post(NEW, filled(target="hai mươi", viec="nhap"))
    lan.post(edit_page(line), filled(target="hai mươi", viec="nhap", seen=line.version))

    assert (again.status_code, line.record.events.count()) == (302, 1)


def test_two_people_saving_wrong_drafts_see_both_versions(lan):
    lan.post(NEW, filled(target="hai mươi", viec="nhap"))
    line = Registration.objects.get()
    lan.post(edit_page(line), filled(target="ba mươi", viec="nhap", seen=line.version))

    answer = lan.post(edit_page(line), filled(target="bốn mươi", viec="nhap", seen=line.version))

    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("ba mươi", "bốn mươi"))


def test_what_stands_on_a_list_is_never_saved_with_a_mistake(lan):
    line = make.entered(by=make.cadre())

    answer = lan.post(edit_page(line), filled(target="hai mươi", viec="nhap", seen=line.version))

    assert set(errors(answer)) == {"target"}
    assert (make.fresh(line).target, make.fresh(line).state) == (20, State.ENTERED)


@pytest.mark.parametrize(
    "words",
    [
        "6.000.000 đồng; từ 01/4/2026 đến 31.10.2026",
        "350000000 đồng",
        "Quyết định 1668/NQ-UBTVQH15",
        "05.01.2026 - 30.06.2026",
    ],
)
def test_money_days_and_documents_are_no_numbers_of_persons(lan, words):
    lan.post(NEW, filled(means=words))

    assert Registration.objects.get().means == words


def test_emoji_stay_and_marks_that_turn_the_text_go(lan):
    lan.post(NEW, filled(title="Tổ \u202eđan\u202c giỏ 🌿 ấp 1"))

    assert Registration.objects.get().title == "Tổ đan giỏ 🌿 ấp 1"


def test_a_control_character_is_refused_at_its_box(lan):
    answer = lan.post(NEW, filled(goal="a\x00b"))

    assert set(errors(answer)) == {"goal"}


def test_a_long_text_is_refused_at_its_box_and_ten_megabytes_at_the_door(lan):
    long = lan.post(NEW, filled(situation="a" * 2_000_000))
    flood = lan.post(NEW, filled(situation="a" * 10 * 2**20))

    assert "Xin rút gọn" in errors(long)["situation"][0]
    assert flood.status_code == 400
    assert not Registration.objects.exists()


@pytest.mark.parametrize("target", ["-1", "9" * 30, "1e5", "NaN", "20,555"])
def test_a_strange_target_is_refused_at_its_box(lan, target):
    assert set(errors(lan.post(NEW, filled(target=target)))) == {"target"}


@pytest.mark.parametrize("asked", ["0", "9999", "2019"])
def test_a_year_nobody_opened_is_said_in_words(lan, asked):
    answer = lan.get(f"/mo-hinh/phieu-moi/?nam={asked}", follow=True)

    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or f"Chưa có năm thi đua {asked}" in says(answer)


@pytest.mark.parametrize("asked", ["abc", "-5", "10000", "٢٠٢٦x"])
def test_what_is_no_year_does_not_exist(lan, asked):
    assert lan.get("/mo-hinh/phieu-moi/", {"nam": asked}).status_code == 404


def test_a_closed_year_is_for_the_officer_who_says_why(client):
    make.closed(2025)
    page = "/mo-hinh/phieu-moi/?nam=2025&don_vi=CT-THANH-PHU-HPN"

    for_lan = signed_in(client, make.cadre()).get(page, follow=True)
    silent = signed_in(client, make.officer()).post(page, filled())
    done = client.post(page, filled(late_reason="Bưu điện chuyển chậm", place="Ấp 1"), follow=True)

    assert "đã đóng" in says(for_lan)
    assert set(errors(silent)) == {"late_reason"}
    line = Registration.objects.get()
    assert (line.state, line.year, done.status_code) == (State.ENTERED, 2025, 200)


def test_a_unit_out_of_reach_cannot_be_sent_in(lan):
    answer = lan.post(NEW, filled(unit=str(make.unit(make.ELSEWHERE).pk)))

    assert set(errors(answer)) == {"unit"}
    assert not Registration.objects.exists()


def test_a_commune_cadre_chooses_among_the_units_of_the_commune(client):
    make.year()

    page = signed_in(client, make.cadre(make.DESK)).get(NEW)

    names = [name for _key, name in page.context["form"].fields["unit"].choices]
    assert "Hội LHPN xã Thạnh Phú" in names
    assert "Đảng ủy xã Thạnh Phú" in names
    assert not [name for name in names if "Cái Khế" in name]


@pytest.mark.parametrize("who", ["leader", "administrator", "stranger"])
def test_others_find_no_form(client, who):
    line = make.draft()

    answer = signed_in(client, getattr(make, who)()).get(edit_page(line), follow=True)

    assert answer.status_code == 404


def test_the_public_is_asked_to_sign_in(client):
    line = make.draft()

    assert client.get(NEW).status_code == client.get(edit_page(line)).status_code == 302


def test_two_people_saving_each_see_both_versions(lan):
    line = make.draft()
    page = edit_page(line)
    registering.edit(make.fresh(line), {"goal": "Bản của Hạnh"}, by=make.head(), at=make.AT, seen=line.version)

    answer = lan.post(page, filled(goal="Bản của Lan", seen=line.version, viec="nhap"))

    page_text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của Hạnh" in page_text
    assert "Bản của Lan" in page_text
    assert make.fresh(line).goal == "Bản của Hạnh"
    again = answer.context["form"]["seen"].value()
    lan.post(page, filled(goal="Bản chung", seen=again, viec="nhap"))
    assert make.fresh(line).goal == "Bản chung"


def test_a_form_without_the_version_it_saw_overwrites_nothing(lan):
    line = make.draft()

    answer = lan.post(edit_page(line), filled(goal="Mò", viec="nhap"))

    assert (answer.status_code, make.fresh(line).goal) == (409, make.BOXES["goal"])


def test_saving_what_is_unchanged_writes_no_history(lan):
    line = make.draft()

    lan.post(edit_page(line), filled(seen=line.version, viec="nhap"))

    assert line.record.events.count() == 1


def test_a_like_name_is_shown_while_typing_and_kept_as_a_draft_when_sent(lan):
    twin = make.entered(code=make.FARMERS)
    part = lan.get(
        "/mo-hinh/phieu-moi/giong-ten/?nam=2026",
        {"nam": 2026, "title": "to dan gio luc binh ap 1"},
        headers={"HX-Request": "true"},
    )

    sent = lan.post(NEW, filled(), follow=True)

    assert twin.exemplar.record.reference in part.content.decode()
    assert "<html" not in part.content.decode()
    line = Registration.objects.exclude(pk=twin.pk).get()
    assert (line.state, "giống tên" in says(sent)) == (State.DRAFT, True)
    assert twin.title in sent.content.decode()


def test_explaining_why_it_differs_lets_it_onto_the_list(lan):
    make.entered(code=make.FARMERS)

    lan.post(NEW, filled(explanation="Tổ của Hội dạy nghề, không bao tiêu."))

    assert Registration.objects.get(unit=make.unit(make.WOMEN)).state == State.ENTERED


def test_joining_from_the_form_keeps_the_words_and_asks_first(lan):
    twin = make.entered(code=make.FARMERS)

    asked = lan.post(NEW, filled(viec=f"gop:{twin.exemplar.record.reference}"), follow=True)
    line = Registration.objects.exclude(pk=twin.pk).select_related("exemplar__record").get()
    before = line.state
    done = lan.post(asked.request["PATH_INFO"], {"into": twin.exemplar.record.reference}, follow=True)

    assert "Hội LHPN xã Thạnh Phú được ghi là đơn vị cùng tham gia." in asked.content.decode()
    assert (before, line.goal) == (State.DRAFT, make.BOXES["goal"])
    line.refresh_from_db()
    assert (line.state, line.joined_into_id) == (State.JOINED, twin.pk)
    assert "Đã gộp" in says(done)


def test_joining_something_out_of_sight_changes_nothing(lan):
    far = make.entered(code=make.ELSEWHERE).exemplar.record.reference
    make.entered(code=make.FARMERS)

    asked = lan.post(NEW, filled(viec=f"gop:{far}"), follow=True)
    answer = lan.post(asked.request["PATH_INFO"], {"into": far})

    assert set(errors(answer)) == {"into"}
    assert Registration.objects.filter(state=State.JOINED).count() == 0


@pytest.mark.parametrize("written", [make.draft, make.entered])
def test_enter_in_a_box_saves_whatever_names_are_alike(lan, written):
    make.entered(code=make.FARMERS)
    line = written(explanation="Tổ của Hội dạy nghề.")

    page = lan.get(edit_page(line)).content.decode()

    form = page[page.index('data-draft="') :]
    buttons = re.findall(r'<button [^>]*name="viec" value="([^"]+)"', form)
    assert any(button.startswith("gop:") for button in buttons)
    assert buttons[0] == {State.DRAFT: "nhap", State.ENTERED: "ghi"}[line.state]


def test_a_like_name_that_may_not_be_opened_is_named_without_a_link(lan):
    theirs = make.entered(code=make.FARMERS)
    mine = make.entered(title="Tổ đan giỏ lục bình ấp 1 (2)", explanation="Khác")
    line = make.draft(title="Tổ đan giỏ lục bình ấp một")

    page = lan.get(edit_page(line)).content.decode()

    assert queries.line_address(mine) in page
    assert theirs.title in page
    assert f'href="{queries.line_address(theirs)}"' not in page


def test_consent_is_noted_for_a_person_only(lan):
    lan.post(NEW, filled(who=Who.INDIVIDUAL, consent="on"))
    lan.post(NEW, filled(title="Việc khác hẳn", token="b2", consent="on"))

    found = dict(Registration.objects.values_list("who", "exemplar__consent"))
    assert found == {"individual": True, "collective": False}


@pytest.mark.parametrize(
    ("was", "said", "is_now"),
    [
        (False, {"title": "Bà Ngô Thử Lan giúp chị em", "consent": "on"}, False),
        (False, {"consent": "on"}, True),
        (True, {"who": Who.COLLECTIVE}, True),
        (True, {"title": "Bà Ngô Thử Lan giúp chị em"}, False),
    ],
)
def test_consent_to_a_public_name_is_noted_for_that_name_only_and_taken_back_at_once(lan, was, said, is_now):
    old = make.entered(of=2025, who=Who.INDIVIDUAL)
    Exemplar.objects.filter(pk=old.exemplar_id).update(audience="public", shown=old.pk, consent=was)
    line = registering.copy_last(make.fresh(old), year=2026, by=make.cadre(), at=make.AT)

    answer = lan.post(edit_page(line), filled(viec="nhap", **{"who": Who.INDIVIDUAL, **said}, seen=1), follow=True)

    assert Exemplar.objects.get().consent is is_now
    assert ("Chưa ghi sự đồng ý công khai tên" in says(answer)) is (bool(said.get("consent")) and not is_now)


def test_last_years_registration_is_copied_at_a_press_once(lan):
    old = make.entered(of=2025, title="Hũ gạo nghĩa tình")
    copy = reverse("exemplars:copy", args=(old.exemplar.record.reference, 2025))

    offered = lan.get(NEW).content.decode()
    answers = [lan.post(copy, {"nam": 2026}, follow=True) for _ in range(2)]

    assert copy in offered
    assert "(năm 2025)" in offered
    assert Registration.objects.filter(year=2026).count() == 1
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert copy not in lan.get(NEW).content.decode()


def test_who_may_not_copy_is_not_told_whether_a_draft_was_begun(client):
    old = make.entered(of=2025, title="Hũ gạo nghĩa tình")
    make.year(2026)
    Registration.objects.filter(pk=old.pk).update(audience="public", state=State.RECOGNISED)
    copy = reverse("exemplars:copy", args=(old.exemplar.record.reference, 2025))
    stranger = signed_in(client, make.stranger())

    before = stranger.post(copy, {"nam": 2026}, follow=True)
    registering.copy_last(make.fresh(old), year=2026, by=make.cadre(), at=make.AT)
    after = stranger.post(copy, {"nam": 2026}, follow=True)

    assert says(before) == says(after)
    assert "không có quyền" in says(after)
    assert before.redirect_chain == after.redirect_chain == [(reverse("exemplars:lists"), 302)]
    assert Registration.objects.filter(year=2026).count() == 1


def test_the_moves_of_a_registration_by_their_buttons(lan):
    line = make.draft()
    at = line.exemplar.record.reference, 2026

    lan.post(reverse("exemplars:enter", args=at))
    entered = make.fresh(line).state
    lan.post(reverse("exemplars:reopen", args=at))
    reopened = make.fresh(line).state
    without_reason = lan.post(reverse("exemplars:withdraw", args=at), {"reason": " "})
    lan.post(reverse("exemplars:withdraw", args=at), {"reason": "Ấp đã sáp nhập"})

    assert (entered, reopened, make.fresh(line).state) == (State.ENTERED, State.DRAFT, State.WITHDRAWN)
    assert set(errors(without_reason)) == {"reason"}


@pytest.mark.parametrize("name", ["enter", "reopen", "copy"])
def test_binding_moves_are_never_made_by_a_link(lan, name):
    line = make.draft()

    assert lan.get(reverse(f"exemplars:{name}", args=(line.exemplar.record.reference, 2026))).status_code == 405


def test_a_sent_registration_is_not_edited(lan):
    make.sent()
    line = make.fresh(Registration.objects.get())

    answer = lan.post(edit_page(line), filled(goal="Lén sửa", seen=line.version), follow=True)

    assert "không sửa được" in says(answer)
    assert make.fresh(line).goal == make.BOXES["goal"]


def test_a_draft_of_a_closed_year_stays_as_it_is(lan):
    line = make.draft(of=2025)
    make.closed(2025)

    answer = lan.get(edit_page(line), follow=True)

    assert "đã đóng" in says(answer)


@pytest.mark.parametrize("move", ["edit", "reopen", "withdraw", "join"])
def test_no_button_offers_to_change_what_is_signed(lan, move):
    row = make.signed()
    line = make.fresh(Registration.objects.get(list=row))

    page = lan.get(queries.line_address(line)).content.decode()

    assert reverse(f"exemplars:{move}", args=(line.exemplar.record.reference, 2026)) not in page


def test_what_came_back_is_due_on_the_day_that_was_given(client):
    row = make.sent()
    lists.return_list(row, "Ghi rõ địa bàn.", due_on=date(2026, 12, 31), by=None, at=make.AT)

    page = signed_in(client, make.cadre()).get(edit_page(Registration.objects.get())).content.decode()

    assert "31/12/2026" in page
