from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.commons.people.models import Role, Seat
from danvan.commons.records import history
from danvan.commons.records.models import Audience, Event, Record
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT
from danvan.commons.search import index
from danvan.commons.workflow.flow import CannotMove, sentence
from danvan.commons.workflow.tests.things import FLOW, Thing, begun

pytestmark = pytest.mark.django_db
SLOW_OK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
GRAPH = {
    ("draft", "edit"): "draft",
    ("sent", "edit"): "sent",
    ("draft", "send"): "sent",
    ("sent", "return"): "draft",
    ("sent", "finish"): "done",
    ("draft", "drop"): "gone",
    ("sent", "drop"): "gone",
}
HEADS_ALONE = {"return", "finish"}


@pytest.fixture
def lan() -> Seat:
    return cast.seat("lan", Role.CADRE)


@pytest.fixture
def boss() -> Seat:
    return cast.seat("boss", Role.HEAD)


def test_a_beginning_writes_row_record_event_and_search_entry(lan: Seat) -> None:
    row = begun("Đường hoa", by=lan)

    record = Record.objects.get(pk=row.pk)
    assert (record.kind, record.title, record.unit, record.opened_at) == ("workflow.thing", "Đường hoa", row.unit, AT)
    assert (row.state, row.version) == ("draft", 1)
    assert index.find("duong hoa") == [row.pk]
    assert history.verify() == (1, 1, [])


def test_a_beginning_without_the_right_writes_nothing(lan: Seat) -> None:
    row = Thing(title="Thử", unit=cast.unit())

    with pytest.raises(ValueError):
        FLOW.begin(row, "send", by=lan, at=AT)

    assert not Record.objects.exists()


def test_a_move_writes_change_history_and_search(lan: Seat) -> None:
    row = begun(by=lan)

    FLOW.move(
        row,
        "edit",
        by=lan,
        at=AT,
        changes={"title": "Vườn cây", "audience": Audience.PUBLIC, "due_on": date(2026, 12, 31)},
    )

    kept = Thing.objects.get()
    assert (kept.title, kept.record.title, kept.record.audience, kept.version) == ("Vườn cây", "Vườn cây", "public", 2)
    assert Event.objects.get(number=2).facts == {
        "changed": {"title": ["Thử", "Vườn cây"], "audience": ["scope", "public"], "due_on": [None, "2026-12-31"]}
    }
    assert index.find("vuon", audience=Audience.PUBLIC) == [row.pk]


def test_what_did_not_change_is_not_told(lan: Seat) -> None:
    row = begun(by=lan)

    FLOW.move(row, "edit", by=lan, at=AT, changes={"title": "Thử", "unit": row.unit})

    assert Event.objects.get(number=2).facts == {}


def test_a_page_offers_exactly_what_would_not_be_refused(lan: Seat, boss: Seat) -> None:
    row = begun(by=lan)
    FLOW.move(row, "send", by=lan, at=AT, letter="1-CV")

    assert [move.name for move in FLOW.open_to(lan, row)] == ["edit", "drop"]
    assert [move.name for move in FLOW.open_to(boss, row)] == ["edit", "return", "finish", "drop"]
    assert FLOW.open_to(None, row) == []


@SLOW_OK
@given(st.lists(st.tuples(st.sampled_from(["edit", "send", "return", "finish", "drop"]), st.booleans()), max_size=12))
def test_no_sequence_of_moves_leaves_the_graph(lan: Seat, boss: Seat, tries: list[tuple[str, bool]]) -> None:
    row, state, moved = begun(by=lan), "draft", 0

    for name, as_boss in tries:
        target = GRAPH.get((state, name)) if as_boss or name not in HEADS_ALONE else None
        try:
            FLOW.move(row, name, by=boss if as_boss else lan, at=AT, letter="1", reason="x")
            assert target is not None
            state, moved = target, moved + 1
        except CannotMove:
            assert target is None

    kept = Thing.objects.select_related("record").get(pk=row.pk)
    assert (kept.state, kept.version, kept.record.events_count) == (state, 1 + moved, 1 + moved)


@SLOW_OK
@given(
    st.lists(st.sampled_from(["edit", "send", "drop"]), min_size=1, max_size=3),
    st.sampled_from(["edit", "send", "drop"]),
)
def test_who_saw_an_older_version_is_refused_and_writes_nothing(lan: Seat, first: list[str], second: str) -> None:
    row = begun(by=lan)
    seen = Thing.objects.get(pk=row.pk)
    for name in first:
        if FLOW.allows(lan, row, name):
            FLOW.move(row, name, by=lan, at=AT, letter="1")
    before = _everything(row.pk)

    fresh = Thing.objects.get(pk=row.pk)
    for late in (seen, fresh):
        with pytest.raises(CannotMove):
            FLOW.move(late, second, by=lan, at=AT, seen=seen.version, changes={"title": "Khác"}, letter="2")

    assert _everything(row.pk) == before


def _everything(key: int) -> tuple[object, ...]:
    return (
        Thing.objects.filter(pk=key).values().get(),
        Record.objects.filter(pk=key).values().get(),
        list(Event.objects.filter(record_id=key).values()),
        index.find("thu", limit=10**6).count(key),
    )


def test_two_histories_at_once_are_refused_too(lan: Seat) -> None:
    row = begun(by=lan)
    stale = Thing.objects.select_related("record").get()
    history.remember(row.record, "note", by=lan, at=AT)

    FLOW.move(stale, "send", by=lan, at=AT, letter="1")

    assert history.verify() == (1, 3, [])


def test_the_system_may_what_nobody_else_may_but_not_from_another_state() -> None:
    row = begun()
    FLOW.move(row, "send", by=None, at=AT, letter="1")
    FLOW.move(row, "finish", by=None, at=AT)

    with pytest.raises(CannotMove, match="done"):
        FLOW.move(row, "edit", by=None, at=AT)


def test_a_sentence_survives_missing_and_strange_facts(lan: Seat) -> None:
    row = begun(by=lan)
    FLOW.move(row, "send", by=lan, at=AT)
    FLOW.move(row, "edit", by=lan, at=AT, note="{by.user.password} {0}")
    history.remember(row.record, "unheard_of", by=None, at=AT)

    told = [sentence(event, FLOW) for event in Event.objects.order_by("number")]

    who = lan.signature
    assert told == [f"{who} lập", f"{who} gửi theo …", f"{who} sửa", "Hệ thống: unheard_of"]
