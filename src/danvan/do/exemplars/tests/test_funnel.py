"""The funnel of a year: every number is the length of the list it opens."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
LINK = re.compile(r'<a href="(/mo-hinh/dang-ky/\?[^"]+)">(?:<span class="small">[^<]*</span><b>)?([\d.]+)<')
READERS = {
    "officer": make.officer,
    "leader": make.leader,
    "commune head": lambda: make.head(make.COMMUNE),
    "unit cadre": make.cadre,
    "unit of the city": lambda: make.cadre("CT-HPN"),
    "stranger": make.stranger,
}


def numbers(page: str) -> list[tuple[str, int]]:
    """Every number of a page with the list it opens."""
    return [(unescape(address), int(number.replace(".", ""))) for address, number in LINK.findall(page)]


def length(client: Client, address: str) -> int:
    """How many rows the list says it has."""
    return client.get(address).context["page"].total


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("year", [2025, 2026])
def test_every_number_is_the_length_of_its_list(client, who, year):
    signed_in(client, READERS[who]())

    found = numbers(client.get(f"/mo-hinh/nam/{year}/").content.decode())

    assert len(found) >= 6
    assert [(address, length(client, address)) for address, _ in found] == found


@pytest.mark.parametrize("who", READERS)
def test_every_cell_also_an_empty_one_is_the_length_of_its_list(client, who):
    signed_in(client, READERS[who]())
    context = client.get("/mo-hinh/nam/2026/").context
    few = [row for row in context["bodies"] if row.step.registered or row.before.value][:3]
    rows = [*context["fields"], *context["lines"], *context["levels"], *few, context["total"]]
    cells = [cell for row in rows for cell in (*row.cells, row.before)]

    assert [(cell.address, length(client, cell.address)) for cell in cells] == [
        (cell.address, cell.value) for cell in cells
    ]


def test_the_city_counts_each_step(client):
    signed_in(client, make.officer())

    total = client.get("/mo-hinh/nam/2026/").context["total"]

    assert [cell.value for cell in total.cells] == [7, 6, 4, 1, 1, 1]
    assert total.before.value == 1


@pytest.mark.parametrize("part", ["fields", "lines", "levels", "bodies"])
def test_the_rows_of_every_table_add_up_to_the_total(client, part):
    for reader in READERS.values():
        context = signed_in(client, reader()).get("/mo-hinh/nam/2026/").context

        sums = [
            sum(values) for values in zip(*([cell.value for cell in row.cells] for row in context[part]), strict=True)
        ]

        assert sums == [cell.value for cell in context["total"].cells]


def test_the_city_sees_a_row_for_each_of_its_communes_and_for_what_was_counted_elsewhere(client):
    signed_in(client, make.officer())

    names = [row.name for row in client.get("/mo-hinh/nam/2026/").context["bodies"]]

    communes = dict(queries.communes_today(date(2026, 12, 31))).values()
    assert len(communes) == 103
    assert sorted(names) == sorted([*communes, "Thành phố Cần Thơ", "Xã Trung Thạnh (cũ)"])


def test_rows_stand_in_the_order_asked_for(client):
    signed_in(client, make.officer())

    most = client.get("/mo-hinh/nam/2026/?xep=-dang_ky").context["bodies"]
    named = client.get("/mo-hinh/nam/2026/").context["bodies"]

    assert [row.step.registered for row in most[:3]] == [5, 1, 1]
    assert [row.name for row in named] == [row.name for row in sorted(named, key=lambda row: row.order)]


def test_the_year_is_compared_with_the_one_before(client):

    page = signed_in(client, make.officer()).get("/mo-hinh/nam/2026/").content.decode()

    assert "tăng 6 (600,0%) so với năm 2025" in page
    assert "Năm 2026: công nhận 4/7 mô hình đăng ký (57,1%)" in page


def test_a_part_of_the_reach_can_be_chosen(client):
    signed_in(client, make.officer())

    page = client.get("/mo-hinh/nam/2026/?don_vi=CT-CAI-KHE")

    assert [cell.value for cell in page.context["total"].cells] == [1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("code", ["CT-CAI-KHE", "CT", "KHONG-CO", "'; drop table", "x" * 500])
def test_no_part_outside_the_reach(client, code):

    answer = signed_in(client, make.head(make.COMMUNE)).get("/mo-hinh/nam/2026/", {"don_vi": code})

    assert answer.status_code == 404


@pytest.mark.parametrize("year", ["2019", "0", "9999", "99999999999999999999999"])
def test_a_year_that_was_not_run_does_not_exist(client, year):
    assert signed_in(client, make.officer()).get(f"/mo-hinh/nam/{year}/").status_code == 404


def test_strangers_sign_in_and_administrators_find_nothing(client):
    assert client.get("/mo-hinh/nam/2026/").status_code == 302
    signed_in(client, make.administrator())
    assert {client.get(f"/mo-hinh/{page}").status_code for page in ("nam/", "nam/2026/", "nam/2026/theo-noi.xlsx")} == {
        404
    }


def test_the_sheet_has_the_rows_of_the_page(client):
    signed_in(client, make.officer())
    page = client.get("/mo-hinh/nam/2026/").context["bodies"]

    rows = (
        CalamineWorkbook.from_filelike(BytesIO(client.get("/mo-hinh/nam/2026/theo-noi.xlsx").content))
        .get_sheet_by_index(0)
        .to_python()
    )

    assert [(row[1], row[2]) for row in rows[3:]] == [(row.name, row.step.registered) for row in page]


def test_the_list_of_years_opens_lists_of_the_same_length(client):
    for reader in READERS.values():
        signed_in(client, reader())
        found = numbers(client.get("/mo-hinh/nam/").content.decode())

        assert [(address, length(client, address)) for address, _ in found] == found


def test_no_more_questions_for_more_rows(client, django_assert_max_num_queries):
    signed_in(client, make.officer())

    with django_assert_max_num_queries(10):
        client.get("/mo-hinh/nam/2026/")


def test_the_funnel_of_a_scope_is_what_its_reach_holds():
    unit = make.unit(make.COMMUNE)

    counted = queries.funnel(unit, 2026).total.registered

    assert counted == town.Registration.objects.filter(rules.inside(unit), year=2026).registered().count()


@pytest.mark.parametrize(
    ("seat", "offered"),
    [
        (make.officer, ["Ai đã gửi danh sách", "Sửa kế hoạch", "Chỉ tiêu các đơn vị", "Đóng năm thi đua"]),
        (make.leader, ["Ai đã gửi danh sách"]),
        (make.cadre, ["Ai đã gửi danh sách"]),
    ],
)
def test_the_year_offers_what_would_not_be_refused(client, seat, offered):
    acts = signed_in(client, seat()).get("/mo-hinh/nam/2026/").context["acts"]

    assert [words for words, _address in acts] == offered
    assert {client.get(address).status_code for _words, address in acts} == {200}


def test_rolled_up_to_today_every_number_is_the_length_of_its_list(client):
    signed_in(client, make.officer())
    page = client.get("/mo-hinh/nam/2025/", {"gom": "nay"})

    rows = [row for row in page.context["bodies"] if row.step.registered]

    assert [(row.name, row.step.registered) for row in rows] == [("Xã Trung Hưng", 1)]
    assert all(length(client, cell.address) == cell.value for row in rows for cell in row.cells)


def test_rolled_up_rows_add_up_to_the_same_total(client):
    signed_in(client, make.officer())

    for year in (2025, 2026):
        context = client.get(f"/mo-hinh/nam/{year}/", {"gom": "nay"}).context
        assert sum(row.step.registered for row in context["bodies"]) == context["total"].step.registered


def test_the_menu_leads_to_the_year_that_is_worked_on_without_asking_which(client):
    signed_in(client, make.leader())

    answer = client.get("/mo-hinh/nam/nay/")

    assert answer.context["year_before"] == 2025
    assert "/mo-hinh/nam/nay/" in answer.content.decode()
