import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from danvan.ui.keyset import Stretch, stretch

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups() -> None:
    """Seven groups whose names do not follow their keys."""
    Group.objects.bulk_create(Group(name=name) for name in "gcadfbe")


def names(page: Stretch[Group]) -> str:
    """The names shown, in their order."""
    return "".join(row.name for row in page.rows)


@pytest.mark.parametrize(
    ("order", "pages"), [(("name", "pk"), ["abc", "def", "g"]), (("-name", "-pk"), ["gfe", "dcb", "a"])]
)
def test_one_can_walk_to_the_end_and_back(groups: None, order: tuple[str, str], pages: list[str]) -> None:
    rows = Group.objects.order_by(*order)
    forth = [stretch(rows, {}, size=3)]
    while forth[-1].after:
        forth.append(stretch(rows, {"sau": forth[-1].after}, size=3))
    back = [forth[-1]]
    while back[-1].before:
        back.append(stretch(rows, {"truoc": back[-1].before}, size=3))

    assert [names(page) for page in forth] == pages
    assert [names(page) for page in reversed(back)] == pages


@pytest.mark.parametrize(
    "mark",
    [
        "rác",
        "W10",
        "WyJhIiwgIngiXQ",
        "A" * 5000,
        "bnVsbA",
        "WyJhXHUwMDAwIiwgIjEiXQ",
        "WyJcdWQ4MDAiLCAiMSJd",
        "\x00",
        "ấ",
    ],
)
def test_a_broken_mark_begins_at_the_start(groups: None, mark: str) -> None:
    assert names(stretch(Group.objects.order_by("name", "pk"), {"sau": mark}, size=3)) == "abc"


def test_an_empty_list_leads_nowhere() -> None:
    page = stretch(Group.objects.order_by("pk"), QueryDict(), total=0)

    assert (list(page.rows), page.before, page.after, page.total) == ([], "", "", 0)


def test_every_page_costs_one_question(groups: None) -> None:
    rows = Group.objects.order_by("name", "pk")
    first = stretch(rows, {}, size=3)

    with CaptureQueriesContext(connection) as asked:
        stretch(rows, {"sau": first.after}, size=3)

    assert len(asked) == 1
    assert "COUNT" not in asked[0]["sql"]
