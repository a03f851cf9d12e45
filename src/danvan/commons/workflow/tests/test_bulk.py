from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from danvan.commons.people.models import Role, Seat
from danvan.commons.records import history
from danvan.commons.records.models import Event, Record
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT
from danvan.commons.search import index
from danvan.commons.workflow.bulk import Batch, move_many
from danvan.commons.workflow.flow import CannotMove
from danvan.commons.workflow.tests.things import FLOW, Thing, begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> Seat:
    return cast.seat("lan", Role.CADRE)


def loaded() -> list[Thing]:
    return list(Thing.objects.select_related("record").order_by("pk"))


def told() -> list[tuple[Any, ...]]:
    return list(Event.objects.order_by("record_id", "number").values_list("number", "verb", "by", "hat", "facts"))


def test_a_batch_leaves_what_single_beginnings_and_moves_leave(lan: Seat) -> None:
    row = begun("Vườn", by=lan)
    FLOW.move(row, "send", by=lan, at=AT, letter="1")
    one_by_one = told()

    batch = Batch()
    new = batch.begin(FLOW, Thing(title="Vườn", unit=cast.unit()), "begin", by=lan, at=AT, reference="VAT-1")
    batch.step(FLOW, new, "send", by=lan, at=AT, letter="1")
    batch.write()

    assert told() == one_by_one * 2
    kept = Thing.objects.select_related("record").get(pk=new.pk)
    assert (kept.state, kept.version, kept.record.reference, kept.record.events_count) == ("sent", 2, "VAT-1", 2)
    assert index.find("vuon") == [new.pk, row.pk]
    assert history.verify() == (2, 4, [])
    FLOW.move(kept, "edit", by=lan, at=AT)


def test_many_moves_leave_the_same_history_as_one(lan: Seat) -> None:
    single = begun("a", by=lan)
    FLOW.move(single, "send", by=lan, at=AT, changes={"helper": lan}, letter="1")
    for _ in range(2):
        begun("a", by=lan)

    move_many(FLOW, loaded()[1:], "send", by=lan, at=AT, changes={"helper": lan}, facts=lambda row: {"letter": "1"})

    assert told()[0:2] == told()[2:4] == told()[4:6]
    assert told()[1][4] == {"letter": "1", "changed": {"helper": [None, lan.pk]}}
    assert history.verify() == (3, 6, [])


def test_many_moves_are_all_or_nothing_when_one_was_overtaken(lan: Seat) -> None:
    for _ in range(3):
        begun(by=lan)
    rows = loaded()
    FLOW.move(Thing.objects.get(pk=rows[1].pk), "drop", by=lan, at=AT)
    before = told()

    with pytest.raises(CannotMove):
        move_many(FLOW, rows, "send", by=lan, at=AT, facts=lambda row: {"letter": "1"})

    assert told() == before
    assert list(Thing.objects.order_by("pk").values_list("state", flat=True)) == ["draft", "gone", "draft"]


def test_many_moves_are_refused_when_one_was_changed_within_its_state(lan: Seat) -> None:
    for _ in range(2):
        begun(by=lan)
    rows = loaded()
    FLOW.move(Thing.objects.get(pk=rows[1].pk), "edit", by=lan, at=AT, changes={"title": "Khác"})

    with pytest.raises(CannotMove):
        move_many(FLOW, rows, "send", by=lan, at=AT, facts=lambda row: {"letter": "1"})

    assert not Thing.objects.filter(state="sent").exists()


def test_many_moves_are_refused_when_one_is_not_allowed(lan: Seat) -> None:
    begun(by=lan)

    with pytest.raises(CannotMove):
        move_many(FLOW, loaded(), "finish", by=lan, at=AT)

    assert Record.objects.get().events_count == 1


def test_the_rows_in_memory_say_what_was_written_and_can_go_on(lan: Seat) -> None:
    for _ in range(2):
        begun(by=lan)
    rows = loaded()

    move_many(FLOW, rows, "send", by=lan, at=AT, changes={"title": "Mới"}, facts=lambda row: {"letter": "1"})
    move_many(FLOW, rows, "edit", by=lan, at=AT)

    assert [(row.state, row.version, row.title, row.record.title) for row in rows] == [("sent", 3, "Mới", "Mới")] * 2
    assert index.find("moi") == [row.pk for row in rows[::-1]]
    assert history.verify() == (2, 6, [])


@pytest.mark.parametrize("count", [1, 30])
def test_many_moves_cost_the_same_number_of_statements(
    lan: Seat, count: int, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    for _ in range(count):
        begun(by=lan)
    rows = loaded()

    with django_assert_max_num_queries(7 + 2):
        move_many(FLOW, rows, "send", by=lan, at=AT, changes={"helper": lan}, facts=lambda row: {"letter": "1"})


def test_nothing_to_move_is_nothing_to_do(lan: Seat) -> None:
    move_many(FLOW, [], "send", by=lan, at=AT)

    assert told() == []
