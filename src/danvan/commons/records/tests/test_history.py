from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from danvan.commons.records import history
from danvan.commons.records.models import Event, Record
from danvan.commons.records.tests import cast

pytestmark = pytest.mark.django_db


def test_an_event_follows_the_one_before_and_the_record_keeps_length_and_head() -> None:
    record = cast.record("a")
    seat = cast.seat()

    event = history.remember(record, "accept", by=seat, at=cast.AT, reason="đúng")

    kept = Record.objects.get(pk=record.pk)
    assert (kept.events_count, kept.head) == (2, event.hash)
    assert (event.number, event.by, event.hat, event.facts) == (2, seat.user, seat, {"reason": "đúng"})
    assert history.verify() == (1, 2, [])


def test_who_comes_second_is_overtaken_and_writes_nothing() -> None:
    record = cast.record("a")
    other = Record.objects.get(pk=record.pk)
    history.remember(record, "b", by=None, at=cast.AT)

    with pytest.raises(history.Overtaken):
        history.remember(other, "c", by=None, at=cast.AT)

    assert list(Event.objects.values_list("verb", flat=True)) == ["a", "b"]


def test_many_events_are_refused_as_one_when_one_record_moved() -> None:
    first, second = cast.record("a"), cast.record("a")
    events = [history.next_event(each, "b", by=None, at=cast.AT, facts={}) for each in (first, second)]
    history.remember(Record.objects.get(pk=second.pk), "x", by=None, at=cast.AT)

    with pytest.raises(history.Overtaken), transaction.atomic():
        history.remember_many(events)

    assert history.verify() == (2, 3, [])


def test_many_events_leave_sound_chains() -> None:
    records = [cast.record("a") for _ in range(3)]

    history.remember_many([history.next_event(each, "b", by=None, at=cast.AT, facts={"n": 1}) for each in records])

    assert history.verify() == (3, 6, [])
    assert [each.events_count for each in records] == [2, 2, 2]


@pytest.mark.parametrize(
    ("fact", "kept"),
    [
        (1e22, "1e+22"),
        (-0.0, "-0.0"),
        (float("nan"), "nan"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 12, 31), "2026-12-31"),
        ("a\0b", "a\ufffdb"),
        ("\ud800", "?"),
        ({"b": [1, None, True], "a": "đ"}, {"b": [1, None, True], "a": "đ"}),
        (2**70, 2**70),
    ],
)
def test_facts_come_back_from_either_database_as_they_were_hashed(fact: object, kept: object) -> None:
    record = cast.record("a")

    history.remember(record, "b", by=None, at=cast.AT, fact=fact)

    assert Event.objects.get(number=2).facts == {"fact": kept}
    assert history.verify() == (1, 2, [])
