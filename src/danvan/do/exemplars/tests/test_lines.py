"""The list of registrations: what its filters mean, who sees what, its Excel file, and strange addresses."""

from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from danvan.commons.periods import parse
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import years
from danvan.do.exemplars.figures import FIGURES
from danvan.do.exemplars.models import CampaignYear, Registration
from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
LIST = "/mo-hinh/dang-ky/"
SHEET = "/mo-hinh/dang-ky/danh-sach.xlsx"
SEATS = {
    "officer": make.officer,
    "leader": make.leader,
    "commune head": lambda: make.head(make.COMMUNE),
    "unit cadre": make.cadre,
    "unit with drafts": lambda: make.cadre(make.FARMERS),
    "commission cadre": lambda: make.cadre(make.COMMISSION),
    "unit of the city": lambda: make.head("CT-HPN"),
    "stranger": make.stranger,
}


def titles(client, **filters: str) -> set[str]:
    return {row.title for row in client.get(LIST, filters).context["page"].rows}


@pytest.mark.parametrize("who", SEATS)
def test_a_seat_finds_what_lies_in_its_reach_and_nothing_else(client, who):
    seat = SEATS[who]()
    reached = queries.Asked()

    found = set(queries.lines_asked(reached, seat).values_list("pk", flat=True))

    visible = set(Registration.objects.visible_to(seat).values_list("pk", flat=True))
    assert found <= visible
    assert len(titles(signed_in(client, seat))) == len(found)


@pytest.mark.parametrize("who", ["officer", "leader", "commission cadre"])
def test_the_city_finds_all_that_it_may_see(who):
    seat = SEATS[who]()

    found = queries.lines_asked(queries.Asked(), seat)

    assert set(found) == set(Registration.objects.visible_to(seat))


def test_drafts_and_entries_are_seen_in_their_commune_only(client):
    inner = {town.DRAFT, town.ENTERED}

    assert titles(signed_in(client, make.head(make.COMMUNE))) >= inner
    assert titles(signed_in(client, make.cadre(make.FARMERS))) == {*inner, town.WITHDRAWN}
    assert titles(signed_in(client, make.officer())) & inner == set()
    assert titles(signed_in(client, make.officer()), buoc="draft") == set()
    assert titles(signed_in(client, make.cadre())) & inner == set()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"nam": "2025"}, {town.NET}),
        ({"nam": "2026", "buoc": "cong_nhan"}, {town.BASKETS, town.TUAN, town.HOA, town.CITY}),
        ({"buoc": "chua_cong_nhan"}, {town.RICE}),
        ({"buoc": "thu_hoi"}, {town.GUARD}),
        ({"buoc": "tra_lai"}, {town.RETURNED}),
        ({"buoc": "sent"}, {town.SENT}),
        ({"buoc": "withdrawn"}, {town.WITHDRAWN}),
        ({"linh_vuc": "quoc_phong_an_ninh"}, {town.GUARD, town.SENT}),
        ({"ai": "individual"}, {town.TUAN, town.HOA}),
        ({"loai": "raised"}, set()),
        ({"he_thong": "front", "cap": "city"}, {town.CITY}),
        ({"don_vi": "CT-CAI-KHE"}, {town.SENT}),
        ({"don_vi": "CT04"}, {town.NET}),
        ({"nha": "CT"}, {town.CITY}),
        ({"q": "luc binh"}, {town.BASKETS}),
        ({"q": "ĐAN GIỎ lục bình"}, {town.BASKETS}),
        ({"q": "khong co chu nay"}, set()),
        ({"nam": "2026", "ky": "2026-Q1", "buoc": "cong_nhan"}, set()),
    ],
)
def test_filters_narrow(client, filters, found):
    signed_in(client, make.officer())

    assert titles(client, **filters) == found


def test_a_predecessor_lies_in_the_reach_of_its_successor(client):
    signed_in(client, make.head("CT-TRUNG-HUNG"))

    assert titles(client) == {town.NET}


@pytest.mark.parametrize("code", ["2026", "2026-Q1", "2026-Q4", "2025-03"])
@pytest.mark.parametrize("unit", [make.CITY, "CT04"])
def test_every_figure_is_the_length_of_the_list_at_its_address(client, code, unit):
    signed_in(client, make.officer())
    scope, period = make.unit(unit), parse(code)
    asked = [figure for figure in FIGURES if figure.count(scope, period) or figure.code == "exemplars.revoked"]

    lengths = {figure.code: client.get(figure.address(scope, period)).context["page"].total for figure in asked}

    assert lengths == {figure.code: figure.count(scope, period) for figure in asked}


@pytest.mark.parametrize("order", ["moi", "ten", "-ten", "linh_vuc", "-buoc", "nam", "la", ""])
def test_every_order_shows_the_same_rows(client, order):
    signed_in(client, make.officer())

    assert titles(client, xep=order) == titles(client)


@pytest.mark.parametrize("order", queries.ORDERS.values(), ids=queries.ORDERS.keys())
def test_every_order_is_read_from_an_index(order):
    """However many rows there are: nothing is sorted to show a page, forwards or back."""
    rows = queries.lines_asked(queries.Asked(), make.officer()).order_by(*order)

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        plans = [page.values("pk")[:50].explain() for page in (rows, rows.reverse())]

    assert not [plan for plan in plans if "Sort" in plan or "TEMP B-TREE" in plan]


@pytest.mark.parametrize("column", ["joined_into", "intake"])
def test_the_few_that_were_joined_or_brought_in_are_found_by_an_index(column):
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE")
        plan = Registration.objects.filter(**{f"{column}__in": [1]}).order_by().explain()

    assert f"registration_{column.removesuffix('_into')}" in plan


def test_names_go_up_and_down(client):
    signed_in(client, make.officer())
    page = client.get(LIST, {"xep": "ten"}).context["page"].rows

    assert [row.title for row in page] == [row.title for row in client.get(LIST, {"xep": "-ten"}).context["page"].rows][
        ::-1
    ]
    assert page[0].title == town.HOA


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"nam": "2x"}, "Mục này không có trong danh sách"),
        ({"nam": "99999999999999999999"}, "Mục này không có trong danh sách"),
        ({"buoc": "DROP TABLE"}, "Mục này không có trong danh sách"),
        ({"don_vi": "KHONG-CO"}, "Mục này không có trong danh sách"),
        ({"linh_vuc": "\u202e"}, "Mục này không có trong danh sách"),
        ({"q": "a" * 10_000}, "quá mức"),
    ],
)
def test_what_does_not_exist_is_said_at_its_box_and_finds_nothing(client, filters, words):
    signed_in(client, make.officer())

    answer = client.get(LIST, filters)

    assert (answer.status_code, list(answer.context["page"].rows)) == (200, [])
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "filters", [{"ky": "9999-13"}, {"nha": "x\x00"}, {"don_vi": "x" * 5000}, {"q": "\x00"}, {"cap": "🐟"}]
)
def test_a_broken_address_is_no_error_page(client, filters):
    signed_in(client, make.officer())

    assert client.get(LIST, filters).status_code == 200
    assert client.get(SHEET, filters).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "999999999999999999", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(client, page):
    signed_in(client, make.officer())

    assert titles(client, trang=page) == titles(client)


def test_the_sheet_holds_the_rows_of_the_list(client):
    signed_in(client, make.officer())
    for filters in ({}, {"nam": "2026", "buoc": "dang_ky"}, {"q": "dan gio"}, {"nam": "2x"}):
        page = client.get(LIST, filters).context["page"].rows

        rows = _rows(client.get(SHEET, filters).content)

        assert [(row[1], row[2], row[9]) for row in rows] == [(one.reference, one.title, one.state) for one in page]


def test_a_formula_in_a_name_stays_text(client):
    make.draft(code=make.WOMEN, title='=HYPERLINK("http://x","y")')
    signed_in(client, make.cadre())

    rows = _rows(client.get(SHEET, {"buoc": "draft"}).content)

    assert [row[2] for row in rows] == ['=HYPERLINK("http://x","y")']


def test_a_list_too_long_for_one_file_asks_to_be_narrowed(client, monkeypatch):
    monkeypatch.setattr("danvan.do.exemplars.exchange.MOST_ROWS", 3)
    signed_in(client, make.officer())

    answer = client.get(SHEET, {"ai": "collective"})

    assert (answer.status_code, answer["Location"]) == (302, "/mo-hinh/dang-ky/?ai=collective")


def test_strangers_sign_in_and_administrators_find_nothing(client):
    assert {client.get(address).status_code for address in (LIST, SHEET)} == {302}
    signed_in(client, make.administrator())
    assert {client.get(address).status_code for address in (LIST, SHEET)} == {404}


@pytest.mark.parametrize("who", ["officer", "commune head", "unit cadre"])
@pytest.mark.parametrize(
    "filters", [{}, {"nam": "2026"}, {"nam": "2026", "buoc": "dang_ky"}, {"q": "dan gio", "nam": "2026"}]
)
def test_ten_questions_at_most(client, django_assert_max_num_queries, who, filters):
    signed_in(client, SEATS[who]())

    with django_assert_max_num_queries(10):
        client.get(LIST, filters)


def test_more_rows_ask_no_more(client):
    signed_in(client, make.officer())
    one, many = {"nam": "2026", "buoc": "tra_lai"}, {"nam": "2026", "buoc": "dang_ky"}
    assert (len(titles(client, **one)), len(titles(client, **many))) == (1, 7)

    counts = [_questions(client, filters) for filters in (one, many)]

    assert counts[0] == counts[1]


def test_an_empty_list_says_what_to_do(client):
    signed_in(client, make.officer())

    assert "Bỏ hết điều kiện" in client.get(LIST, {"q": "khongco"}).content.decode()


def _questions(client, filters) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST, filters)
    return len(asked)


def _rows(book: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()[1:]


@pytest.mark.parametrize(("who", "offered"), [("cadre", True), ("head", True), ("officer", False), ("leader", False)])
def test_the_list_offers_to_register_to_those_who_may(client, who, offered):
    page = signed_in(client, getattr(make, who)()).get(LIST).content.decode()

    assert ('href="/mo-hinh/phieu-moi/?nam=2026"' in page, 'href="/mo-hinh/nhap/"' in page) == (offered, offered)


def test_when_no_year_is_open_the_list_offers_nothing(client):
    for campaign in CampaignYear.objects.all():
        years.close_year(campaign, by=None, at=town.DECIDED)

    page = signed_in(client, make.cadre()).get(LIST).content.decode()

    assert "/mo-hinh/phieu-moi/" not in page


def test_a_draft_that_names_no_field_yet_stands_on_the_list(client):
    make.draft(field="", title="Việc mới nghĩ ra")

    answer = signed_in(client, make.cadre()).get("/mo-hinh/dang-ky/?nam=2026")

    assert "Việc mới nghĩ ra" in answer.content.decode()
