"""The page of an exemplar and the page of a registration: who sees what, and which buttons."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.commons.exchange.reading import read_sheets
from danvan.do.exemplars import queries
from danvan.do.exemplars.kinds import Result
from danvan.do.exemplars.models import Decision, Exemplar, Recognition
from danvan.do.exemplars.steps import REGISTRATION
from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
EVERYTHING = {
    town.BASKETS, town.RICE, town.GUARD, town.TUAN, town.HOA, town.RETURNED, town.NET, town.SENT, town.ENTERED,
    town.DRAFT, town.WITHDRAWN, town.CITY,
}  # fmt: skip
PUBLIC = {town.BASKETS, town.TUAN, town.HOA, town.NET, town.CITY}
COMMUNE = {
    town.BASKETS, town.RICE, town.GUARD, town.TUAN, town.HOA, town.RETURNED, town.ENTERED, town.DRAFT, town.WITHDRAWN,
}  # fmt: skip
WOMEN = {town.BASKETS, town.RICE, town.GUARD, town.TUAN, town.HOA, town.RETURNED}
READERS = {
    "stranger of the web": (None, set()),
    "administrator": (make.administrator, set()),
    "officer": (make.officer, EVERYTHING - {town.ENTERED, town.DRAFT}),
    "leader": (make.leader, EVERYTHING - {town.ENTERED, town.DRAFT}),
    "commune head": (lambda: make.head(make.COMMUNE), COMMUNE | PUBLIC),
    "unit cadre": (make.cadre, WOMEN | PUBLIC),
    "stranger": (make.stranger, {town.SENT} | PUBLIC - {town.TUAN}),
}


def open_to(client, who: str, address) -> set[str]:
    """Which of the exemplars have a page for this reader."""
    seat = READERS[who][0]
    if seat:
        signed_in(client, seat())
    return {title for title in EVERYTHING if client.get(address(town.line(title))).status_code == 200}


@pytest.mark.parametrize("who", READERS)
def test_who_opens_which_registration(client, who):
    assert open_to(client, who, queries.line_address) == READERS[who][1]


@pytest.mark.parametrize("who", ["stranger of the web", "administrator"])
def test_the_public_opens_what_is_recognised(client, who):
    assert open_to(client, who, lambda line: queries.exemplar_address(line.exemplar)) == PUBLIC


@pytest.mark.parametrize(
    ("who", "inner"), [("commune head", COMMUNE), ("unit cadre", WOMEN), ("stranger", {town.SENT})]
)
def test_those_who_read_open_what_lies_in_reach_and_what_is_public(client, who, inner):
    assert open_to(client, who, lambda line: queries.exemplar_address(line.exemplar)) == inner | PUBLIC


def test_the_public_reads_the_story(client):
    page = client.get(queries.exemplar_address(town.line(town.BASKETS).exemplar)).content.decode()

    assert "Đăng ký năm 2026" in page
    assert "Được công nhận cấp thành phố, năm 2026" in page
    assert "Quyết định 401-QĐ/TU" in page
    assert "<b>20</b> việc làm" in page
    assert make.BOXES["method"] in page
    assert "Lịch sử" not in page


def test_an_old_place_is_told_with_todays(client):
    page = client.get(queries.exemplar_address(town.line(town.NET).exemplar)).content.decode()

    assert "Xã Trung Thạnh cũ (nay thuộc xã Trung Hưng)" in page
    assert "Chưa có số liệu sản phẩm; trang này không thêm con số." in page


UNNAMED = "Không nêu tên vì chưa có sự đồng ý của người được nêu gương."


@pytest.mark.parametrize("seat", [None, make.stranger, make.administrator])
def test_without_consent_neither_name_nor_free_words(client, seat):
    if seat:
        signed_in(client, seat())

    page = client.get(queries.exemplar_address(town.line(town.TUAN).exemplar)).content.decode()

    assert ("Tuấn" in page, make.BOXES["method"] in page, "<b>2</b> cầu" in page) == (False, False, True)
    assert UNNAMED in page


def test_with_consent_the_name_is_told(client):
    page = client.get(queries.exemplar_address(town.line(town.HOA).exemplar)).content.decode()

    assert (town.HOA in page, UNNAMED in page) == (True, False)


def test_those_in_reach_read_the_name_the_history_and_the_years(client):
    line = town.line(town.TUAN)
    signed_in(client, make.head(make.COMMUNE))

    page = client.get(queries.exemplar_address(line.exemplar)).content.decode()

    assert (town.TUAN in page, "Lịch sử" in page, queries.line_address(line) in page) == (True, True, True)


def test_a_source_is_told_and_its_address_is_a_link(client):
    exemplar = town.line(town.BASKETS).exemplar
    Exemplar.objects.filter(pk=exemplar.pk).update(source="Báo Cần Thơ <b> https://baocantho.com.vn/x-a1.html")

    page = client.get(queries.exemplar_address(exemplar)).content.decode()

    assert 'Báo Cần Thơ &lt;b&gt; <a href="https://baocantho.com.vn/x-a1.html"' in page


@pytest.mark.parametrize("reference", ["DVK-2026-99999", "x", "dang", "DVK-2026-00001'", "\u202e", "x" * 900])
def test_what_is_not_there_is_not_found(client, reference):
    assert client.get(f"/mo-hinh/{reference}/").status_code == 404
    signed_in(client, make.officer())
    assert client.get(f"/mo-hinh/{reference}/2026/").status_code == 404


def test_a_reference_may_be_typed_in_small_letters(client):
    reference = town.line(town.BASKETS).exemplar.record.reference.lower()

    assert client.get(f"/mo-hinh/{reference}/").status_code == 200


@pytest.mark.parametrize("year", ["2024", "0", "9999", "99999999999999999999999"])
def test_a_year_without_registration_is_not_found(client, year):
    reference = town.line(town.BASKETS).exemplar.record.reference
    signed_in(client, make.officer())

    assert client.get(f"/mo-hinh/{reference}/{year}/").status_code == 404


def test_a_registration_shows_its_boxes_its_state_and_why_it_came_back(client):
    line = town.line(town.RETURNED)
    signed_in(client, make.cadre())

    page = client.get(queries.line_address(line)).content.decode()

    assert all(words in page for words in (*list(make.BOXES.values())[1:], "Bị trả lại", "Ghi rõ địa bàn.", "Lịch sử"))


@pytest.mark.parametrize(
    ("who", "title"),
    [
        ("officer", town.RETURNED),
        ("officer", town.SENT),
        ("commune head", town.RICE),
        ("commune head", town.ENTERED),
        ("unit cadre", town.RETURNED),
    ],
)
def test_only_buttons_that_would_not_be_refused(client, who, title):
    seat, line = READERS[who][0](), town.line(title)
    answer = signed_in(client, seat).get(queries.line_address(line))

    offered = {button.words for button in answer.context["buttons"]}

    assert offered <= {str(move.label) for move in REGISTRATION.open_to(seat, line)}


def test_the_unit_may_mend_what_came_back(client):
    answer = signed_in(client, make.cadre()).get(queries.line_address(town.line(town.RETURNED)))

    assert {"Sửa phiếu", "Ghi vào danh sách", "Rút đăng ký"} <= {button.words for button in answer.context["buttons"]}


@pytest.mark.parametrize("page", [queries.line_address, lambda line: queries.exemplar_address(line.exemplar)])
@pytest.mark.parametrize("who", ["officer", "commune head", "unit cadre"])
def test_ten_questions_at_most_with_the_history(client, page, who):
    address = page(town.line(town.BASKETS))
    signed_in(client, READERS[who][0]())

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) <= 10


@pytest.mark.parametrize(
    ("seat", "found"), [(None, False), (make.stranger, False), (make.administrator, False), (make.officer, True)]
)
def test_a_name_without_consent_is_found_in_reach_only(client, seat, found):
    if seat:
        signed_in(client, seat())

    page = client.get("/tim/", {"q": "Trần Thử Tuấn làm cầu"}).content.decode()

    assert (queries.exemplar_address(town.line(town.TUAN).exemplar) in page) is found


def test_a_reader_elsewhere_opens_public_registrations_but_not_an_unnamed_persons(client):
    signed_in(client, make.stranger())

    answers = [
        client.get(queries.line_address(town.line(name))).status_code for name in (town.BASKETS, town.HOA, town.TUAN)
    ]

    assert answers == [200, 200, 404]


def test_a_decision_says_of_other_communes_only_what_is_public(client):
    decision = Decision.objects.get(number="401-QĐ/TU")
    Recognition.objects.create(decision=decision, registration=town.line(town.SENT), result=Result.RECOGNISED)
    signed_in(client, make.head("CT-CAI-KHE"))

    page = client.get(queries.decision_address(decision)).content.decode()
    sheet = str(read_sheets(client.get(f"{queries.decision_address(decision)}ket-qua.xlsx").content, "kq.xlsx"))

    for said in (page, sheet):
        assert town.BASKETS in said
        assert (town.RICE in said, "chưa đo được sản phẩm" in said, town.TUAN in said) == (False, False, False)


def test_a_unit_opens_the_decision_that_names_its_exemplar(client):
    decision = Decision.objects.get(number="401-QĐ/TU")

    opened = {who: signed_in(client, seat).get(queries.decision_address(decision)).status_code
              for who, seat in (("women", make.head()), ("farmers elsewhere", make.stranger()))}  # fmt: skip

    assert opened == {"women": 200, "farmers elsewhere": 404}


def test_a_decision_in_preparation_is_seen_only_by_those_who_prepare_it(client):
    decision = Decision.objects.get(number="401-QĐ/TU")
    Decision.objects.filter(pk=decision.pk).update(state="draft")

    assert signed_in(client, make.head(make.COMMUNE)).get(queries.decision_address(decision)).status_code == 404
    assert signed_in(client, make.officer()).get(queries.decision_address(decision)).status_code == 200
