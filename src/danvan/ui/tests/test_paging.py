import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from danvan.ui import paging


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", 1),
        ("0", 1),
        ("-1", 1),
        ("abc", 1),
        ("٣", 1),
        ("2", 2),
        ("11", 11),
        ("12", 11),
        ("9" * 5000, 11),
        ("1.5", 1),
    ],
)
def test_a_page_nobody_has_leads_to_a_sane_one(asked: str, given: int) -> None:
    assert paging.paged(range(103), {"trang": asked}, size=10).number == given


def test_the_last_page_says_what_it_shows() -> None:
    page = paging.paged(range(103), {"trang": "11"}, size=10)

    assert (page.first, page.last, page.total, page.previous, page.next) == (101, 103, 103, 10, None)


def test_an_empty_list_has_one_page_and_no_first_row() -> None:
    page = paging.paged([], {}, size=10)

    assert (page.number, page.pages, page.first, page.last, page.total) == (1, 1, 0, 0, 0)


def test_page_numbers_show_the_ends_and_the_neighbours() -> None:
    assert paging.paged(range(103), {"trang": "6"}, size=10).near == [1, None, 5, 6, 7, None, 11]
    assert paging.paged(range(20), {}, size=10).near == [1, 2]
    assert paging.paged([], {}).near == [1]


@pytest.mark.django_db
def test_a_known_total_saves_the_count() -> None:
    Group.objects.create(name="Lan")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = paging.paged(Group.objects.order_by("pk"), {}, total=300_000)

    assert len(asked) == 1
    assert page.total == 300_000
    assert page.pages == 6000


@pytest.mark.django_db
def test_a_count_is_never_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNT_LIMIT", 5)
    Group.objects.bulk_create(Group(name=f"nhóm {n}") for n in range(12))

    with CaptureQueriesContext(connection) as asked:
        page = paging.paged(Group.objects.order_by("pk"), {"trang": "99"}, size=2)

    assert "LIMIT 6" in asked[0]["sql"]
    assert (page.total, page.counted, page.number) == (None, 5, 3)


def test_the_order_comes_from_the_address_and_nothing_else() -> None:
    orders = {"ten": ("name", "pk"), "moi": ("-sent_on", "pk")}

    assert paging.sorted_by({"xep": "-ten"}, orders, default="moi").ordering == ("-name", "-pk")
    assert paging.sorted_by(QueryDict("xep=-moi"), orders, default="ten").ordering == ("sent_on", "-pk")
    assert paging.sorted_by({"xep": "password"}, orders, default="ten").ordering == ("name", "pk")
    assert paging.sorted_by({}, orders, default="-ten").descending
