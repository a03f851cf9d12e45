from datetime import date

import pytest
from django.template import Context, Template

from danvan.commons.people.models import Role, Seat
from danvan.commons.records.models import Event
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT
from danvan.commons.workflow import told
from danvan.commons.workflow.tests.things import FLOW, Thing, begun
from danvan.commons.workflow.told import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> Seat:
    return cast.seat("lan", Role.CADRE)


def drawn(text: str, **context: object) -> str:
    return Template("{% load workflow %}" + text).render(Context(context))


def test_changes_are_told_old_and_new_in_words(lan: Seat) -> None:
    row = begun(by=lan)
    changes = {"colour": "blue", "due_on": date(2026, 12, 31), "helper": lan, "title": "x" * 300}
    FLOW.move(row, "edit", by=lan, at=AT, changes=changes)

    [_first, second] = told.history(row)

    assert second.at == AT
    assert second.changes == [
        Change("Tên", "Thử", "x" * 199 + "…"),
        Change("Màu", "đỏ", "xanh"),
        Change("Hạn", "–", "31/12/2026"),
        Change("Người giúp", "–", str(lan)),
    ]


def test_a_column_that_is_gone_keeps_its_name(lan: Seat) -> None:
    row = begun(by=lan)
    Event.objects.update(facts={"changed": {"old_column": [True, 2642]}})

    assert told.history(row)[0].changes == [Change("Old_column", "có", "2.642")]


@pytest.mark.parametrize("count", [1, 20])
def test_a_long_history_costs_no_more_queries_than_a_short_one(
    lan: Seat, count: int, django_assert_max_num_queries: object
) -> None:
    row = begun(by=lan)
    for number in range(count):
        FLOW.move(row, "edit", by=lan, at=AT, changes={"helper": None if number % 2 else lan})

    with django_assert_max_num_queries(4):
        told.history(row)


def test_the_panel_escapes_what_people_wrote(lan: Seat) -> None:
    row = begun(by=lan)
    FLOW.move(row, "edit", by=lan, at=AT, changes={"title": "<script>1</script>"})
    FLOW.move(row, "send", by=lan, at=AT, letter="<i>1</i>")

    panel = drawn("{% history row %}", row=row)

    assert "<script>" not in panel
    assert "gửi theo &lt;i&gt;1&lt;/i&gt;" in panel
    assert "<del>Thử</del> → <ins>&lt;script&gt;1&lt;/script&gt;</ins>" in panel
    assert "02/09/2026 08:00" in panel


@pytest.mark.urls("danvan.commons.workflow.tests.addresses")
def test_buttons_are_the_open_moves_that_have_a_page(lan: Seat) -> None:
    row = begun(by=lan)
    boss = cast.seat("boss", Role.HEAD)

    assert drawn("{% moves row seat %}", row=row, seat=lan).count("<a ") == 2
    FLOW.move(row, "send", by=lan, at=AT, letter="1")
    buttons = drawn("{% moves row seat %}", row=row, seat=boss)

    assert f'<a class="btn" href="/{row.pk}/sua/">Sửa</a>' in buttons
    assert f'<a class="btn" href="/{row.pk}/tra-lai/">Trả lại</a>' in buttons
    assert "Hoàn thành" not in buttons
    assert drawn("{% moves row seat %}", row=Thing.objects.get(), seat=None) == ""
