"""The pages in a client: from the new report to the frozen one, for those who may and for those who may not."""

import pytest
from django.urls import reverse

from danvan.commons.people.hats import SESSION_KEY
from danvan.do.exemplars.models import Registration
from danvan.overview.reports import desk
from danvan.overview.reports.actions import freezing
from danvan.overview.reports.models import Report, Version
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("x")</script> [99|<b>] \u202e{{ 7*7 }} =1+1 🙂'


def signed_in(client, seat):
    """The client of a person who wears this hat."""
    client.force_login(seat.user)
    session = client.session
    session[SESSION_KEY] = seat.pk
    session.save()
    return client


@pytest.fixture
def head(client):
    """The commune's head at their machine."""
    return signed_in(client, make.head(make.COMMUNE))


@pytest.fixture
def row() -> Report:
    """The commune's report of 2026 over three exemplars."""
    make.records()
    return make.report()


def part(row: Report, key: str = "ii-6") -> str:
    return reverse("reports:part", args=(row.record.reference, key))


def body(answer) -> str:
    return answer.content.decode()


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_report_is_begun_by_choosing_unit_period_and_template(head):
    boxes = {"unit": make.COMMUNE, "outline": "cong-tac-dan-van", "year": "2026", "span": "-6T"}

    answer = head.post(reverse("reports:new"), boxes)

    row = Report.objects.get()
    assert answer["Location"] == reverse("reports:report", args=(row.record.reference,))
    assert (row.period_code, row.unit.code) == ("2026-6T", make.COMMUNE)


def test_a_report_that_is_there_is_opened_not_begun_again(head, row):
    boxes = {"unit": make.COMMUNE, "outline": "cong-tac-dan-van", "year": "2026", "span": ""}

    answer = head.post(reverse("reports:new"), boxes)

    assert answer["Location"] == reverse("reports:report", args=(row.record.reference,))
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("boxes", "box"),
    [
        ({"year": "2027"}, "year"),
        ({"year": "0"}, "year"),
        ({"year": "9999"}, "year"),
        ({"year": "hai nghìn"}, "year"),
        ({"span": "-13"}, "span"),
        ({"unit": "CT"}, "unit"),
        ({"outline": "x"}, "outline"),
    ],
)
def test_a_wrong_choice_is_said_at_its_box(head, boxes, box):
    full = {"unit": make.COMMUNE, "outline": "cong-tac-dan-van", "year": "2026", "span": ""} | boxes

    answer = head.post(reverse("reports:new"), full)

    assert list(answer.context["form"].errors) == [box]
    assert Report.objects.count() == 0


def test_the_page_shows_every_number_with_the_list_it_opens(head, row):
    shown = body(head.get(reverse("reports:report", args=(row.record.reference,))))

    address = f"/mo-hinh/dang-ky/?nam=2026&amp;don_vi={make.COMMUNE}&amp;buoc=dang_ky"
    assert f'class="fig" href="{address}"' in shown
    assert "<svg" in shown
    assert "Mục này do người soạn viết" in shown


@pytest.mark.parametrize("period", ["2026", "2026-Q1", "2026-Q4"])
def test_every_address_of_a_number_lists_just_as_many(head, period):
    make.records()
    shown = head.get(reverse("reports:numbers"), {"ky": period})

    listed = {
        one.code: head.get(one.address).context["page"].total for one in shown.context["numbers"].by_code.values()
    }

    assert listed == {one.code: one.value for one in shown.context["numbers"].by_code.values()}


def test_a_part_is_edited_with_its_numbers_in_brackets(head, row):
    page = head.get(part(row))
    text = page.context["form"].initial["text"]

    answer = head.post(part(row), {"text": f"Thưa đồng chí: {text}", "done": "on", "seen": "1"}, follow=True)

    assert "[3 | đăng ký]" in text
    assert said(answer) == "Đã lưu mục II.6."
    section = row.sections.get(key="ii-6")
    assert section.text.startswith("Thưa đồng chí: ")
    assert "[3|exemplars.registered]" in section.text
    assert section.state == "done"


def test_a_number_without_its_brackets_is_marked_as_typed(head, row):
    head.post(part(row), {"text": "Có 57 mô hình và [3 | đăng ký].", "seen": "1"})

    shown = body(head.get(reverse("reports:report", args=(row.record.reference,))))

    assert "<mark>57" in shown
    assert "Số nhập tay, không có hồ sơ phía sau: 57" in shown


def test_a_number_whose_records_changed_offers_the_new_one(head, row):
    make.recognise(Registration.objects.get(title=make.TITLES[2]), number="126-QĐ/ĐU")

    shown = body(head.get(part(row)))
    answer = head.post(
        reverse("reports:renew", args=(row.record.reference, "ii-6")), {"so": "exemplars.recognised", "seen": "1"}
    )

    assert "công nhận: khi viết 2, nay 3" in shown
    assert "Dùng số 3" in shown
    assert answer["Location"] == part(row)
    assert "[3|exemplars.recognised]" in make.text_of(row)


def test_the_second_writer_keeps_what_they_typed_and_sees_the_others_words(head, row):
    make.written(row, "Lời người khác")

    answer = head.post(part(row), {"text": "Lời của tôi", "seen": "1"})

    assert answer.status_code == 409
    assert "Người khác vừa sửa" in body(answer)
    assert "Lời người khác" in body(answer)
    assert "Lời của tôi" in body(answer)
    assert 'name="seen" value="2"' in body(answer)
    assert make.text_of(row) == "Lời người khác"


def test_hostile_text_stays_text(head, row):
    head.post(part(row), {"text": HOSTILE, "seen": "1"})

    shown = body(head.get(reverse("reports:report", args=(row.record.reference,))))

    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in make.text_of(row)
    assert "49" not in make.text_of(row)


@pytest.mark.parametrize("text", ["x" * 20_001, "a" * 10_000_000, "có \x00 ký tự lạ"])
def test_what_cannot_be_kept_is_refused_at_its_box(head, row, text):
    before = make.text_of(row)

    answer = head.post(part(row), {"text": text, "seen": "1"})

    assert answer.status_code in (200, 400, 413)
    assert make.text_of(row) == before


def test_a_part_with_a_blank_line_is_not_done(head, row):
    answer = head.post(part(row, "iii"), {"text": "Nguyên nhân: …", "done": "on", "seen": "1"})

    assert list(answer.context["form"].errors) == ["done"]
    assert row.sections.get(key="iii").state == "writing"


@pytest.mark.parametrize("seen", ["", "x", "0", "99", "-1"])
def test_a_version_that_is_none_saves_nothing(head, row, seen):
    before = make.text_of(row)

    head.post(part(row), {"text": "Khác", "seen": seen})
    head.post(reverse("reports:redraft", args=(row.record.reference, "ii-6")), {"seen": seen})
    head.post(reverse("reports:renew", args=(row.record.reference, "ii-6")), {"seen": seen})

    assert make.text_of(row) == before


def test_the_machines_draft_is_taken_again_after_being_shown(head, row):
    make.written(row, "Bỏ hết")

    shown = body(head.get(reverse("reports:redraft", args=(row.record.reference, "ii-6"))))
    head.post(reverse("reports:redraft", args=(row.record.reference, "ii-6")), {"seen": "2"})

    assert "Bỏ hết" in shown
    assert "đăng ký 3 mô hình" in shown
    assert "[3|exemplars.registered]" in make.text_of(row)


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{")])
def test_the_draft_is_downloaded(head, row, form, start):
    answer = head.get(reverse("reports:download", args=(row.record.reference, form)))

    assert answer.content.startswith(start)
    assert f"du-thao.{form}" in answer["Content-Disposition"]


def test_freezing_says_what_happens_then_the_version_stands(head, row):
    page = head.get(reverse("reports:freeze", args=(row.record.reference,)))

    answer = head.post(page.request["PATH_INFO"], {"seen": row.version, "renewing": "on"}, follow=True)

    version = Version.objects.get()
    assert "mục chưa xong" in body(page)
    assert "Còn dòng để trống (…)" in body(page)
    assert said(answer).startswith("Đã chốt bản 1, mã kiểm ")
    assert "khớp với nội dung" in body(answer)
    assert all(one.paper.address in body(answer) for one in version.papers.all())
    paper = head.get(version.papers.first().paper.address)
    assert b"".join(paper.streaming_content)[:2] == b"PK"
    paper.close()


def test_a_frozen_number_opens_the_list_of_that_day(head, row):
    freezing.freeze(row, by=None, at=make.AT)
    make.recognise(Registration.objects.get(title=make.TITLES[2]), number="126-QĐ/ĐU")

    answer = head.get(reverse("reports:frozen-list", args=(row.record.reference, 1, "exemplars.recognised")))

    assert {one.title for one in answer.context["rows"]} == set(make.TITLES[:2])
    assert head.get(answer.context["rows"][0].address).status_code == 200


def test_every_number_of_a_frozen_page_opens_a_list_as_long_as_it_says(head, row):
    freezing.freeze(row, by=None, at=make.AT)

    for figure in head.get(reverse("reports:version", args=(row.record.reference, 1))).context["content"].figures:
        answer = head.get(reverse("reports:frozen-list", args=(row.record.reference, 1, figure.code)))
        assert answer.context["page"].total == figure.value


def test_versions_are_compared(head, row):
    freezing.freeze(row, by=None, at=make.AT)
    freezing.freeze(make.written(row, "Một lời mới.", key="iv"), by=None, at=make.LATER)

    shown = body(head.get(reverse("reports:compare", args=(row.record.reference,)), {"cu": "1", "moi": "2"}))

    assert "<ins>" in shown
    assert "Một lời mới." in shown


@pytest.mark.parametrize("asked", [{}, {"cu": "1", "moi": "9"}, {"cu": "x", "moi": "1"}, {"cu": "²", "moi": "1"}])
def test_versions_that_are_none_are_not_compared(head, row, asked):
    freezing.freeze(row, by=None, at=make.AT)

    assert head.get(reverse("reports:compare", args=(row.record.reference,)), asked).status_code == 404


ADDRESSES = ("reports:report", "reports:freeze", "reports:compare")


@pytest.mark.parametrize("seat", ["stranger", "administrator"])
def test_what_one_may_not_see_does_not_exist(client, row, seat):
    freezing.freeze(row, by=None, at=make.AT)
    signed_in(client, getattr(make, seat)())
    addresses = [reverse(name, args=(row.record.reference,)) for name in ADDRESSES]
    addresses += [part(row), reverse("reports:version", args=(row.record.reference, 1))]
    addresses += [reverse("reports:frozen-list", args=(row.record.reference, 1, "exemplars.registered"))]
    addresses += [reverse("reports:download", args=(row.record.reference, "docx"))]

    assert {client.get(address).status_code for address in addresses} == {404}


def test_a_leader_reads_and_does_not_write(client, row):
    signed_in(client, make.leader())

    assert client.get(reverse("reports:report", args=(row.record.reference,))).status_code == 200
    assert client.get(part(row)).status_code == 404
    assert client.get(reverse("reports:freeze", args=(row.record.reference,))).status_code == 404
    assert client.get(reverse("reports:new")).status_code == 404
    assert client.get(reverse("reports:reports")).status_code == 200


def test_the_city_reads_a_communes_report_and_leaves_writing_to_it(client, row):
    signed_in(client, make.officer())

    shown = body(client.get(reverse("reports:report", args=(row.record.reference,))))

    assert "Sửa mục này" not in shown
    assert client.post(part(row), {"text": "x", "seen": "1"}).status_code == 404


def test_numbers_of_any_unit_in_reach_without_a_report(client):
    make.records()
    signed_in(client, make.leader())

    shown = client.get(reverse("reports:numbers"), {"don_vi": make.COMMUNE, "ky": "2026"})

    assert shown.context["numbers"].value("exemplars.registered") == 3


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"don_vi": "CT-THANH-PHU", "ky": "2026"}, 404),
        ({"don_vi": "KHONG-CO", "ky": "2026"}, 200),
        ({"ky": "0000"}, 200),
        ({"ky": "9999"}, 200),
        ({"ky": "<script>"}, 200),
        ({}, 200),
    ],
)
def test_strange_questions_get_an_answer(client, asked, status):
    signed_in(client, make.stranger())

    assert client.get(reverse("reports:numbers"), asked).status_code == status


def test_the_list_is_filtered_and_costs_the_same_for_many(head, row, django_assert_max_num_queries):
    for month in range(1, 10):
        make.report(period=f"2026-{month:02}")

    with django_assert_max_num_queries(10):
        shown = head.get(reverse("reports:reports"), {"nam": "2026", "buoc": "writing"})

    assert len(shown.context["page"].rows) == 10
    assert "Chưa có báo cáo nào" in body(head.get(reverse("reports:reports"), {"buoc": "frozen"}))


def test_the_desk_and_the_menu_lead_there(row):
    tasks = desk.waiting(make.head(make.COMMUNE), on=make.AT.date())

    assert [(task.title, task.step) for task in tasks] == [(row.title, "Viết tiếp")]
    assert desk.waiting(make.leader(), on=make.AT.date()) == []
    assert [entry.address for entry in desk.menu(make.leader())] == ["/bao-cao/"]
    assert desk.menu(make.administrator()) == []


def test_on_an_english_screen_the_report_stays_vietnamese_and_the_rest_is_english(head, row):
    before = row.sections.get(key="ii-6")
    head.cookies["django_language"] = "en"

    page = body(head.get(reverse("reports:report", args=(row.record.reference,))))
    sheet = body(head.get(part(row)))
    boxes = {"text": head.get(part(row)).context["form"]["text"].value(), "seen": before.version}
    saved = said(head.post(part(row), boxes, follow=True))

    assert "Report on dân vận work 2026" in page
    assert "mô hình" in before.text
    assert "Figures used in this section" in sheet
    assert "| đăng ký]" in sheet
    assert saved == "Section II.6 saved."
    assert row.sections.get(key="ii-6").text == before.text


def test_the_numbers_of_a_unit_are_read_in_english(head):
    make.records()
    head.cookies["django_language"] = "en"

    page = body(head.get(reverse("reports:numbers"), {"ky": "2026"}))

    assert "Figures, 2026: " in page
    assert "Registrations: economy" in page
    assert "Recognised models by field" in page
