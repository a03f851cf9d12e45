"""A daily seal finds a history that was rewritten whole, with every hash and the head."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from danvan.commons.records import history, seals
from danvan.commons.records.models import Event, Record, Seal
from danvan.commons.records.tests import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    """A folder of its own for the file of seals."""
    settings.HOME = tmp_path
    return tmp_path


def sealed(days: int = 0) -> Seal:
    """The seal of a day, written to the table and to the file."""
    seal = seals.prepare(at=cast.AT + days * DAY)
    assert seal is not None
    seal.save()
    seals.copy_out()
    return seal


def rewritten(record: Record) -> None:
    """What somebody with all rights on the database does: another history, sound in itself."""
    before = ""
    for event in Event.objects.filter(record=record).order_by("number"):
        event.facts = {"note": "khác hẳn"}
        event.hash = before = history.fingerprint(event, before)
        event.save()
    Record.objects.filter(pk=record.pk).update(head=before)


def test_a_seal_counts_what_there_is_and_later_ones_go_on_from_it() -> None:
    cast.record("abc")
    first = sealed()
    cast.record("ab")
    second = sealed(1)

    assert [(one.records, one.events) for one in (first, second)] == [(1, 3), (2, 5)]
    assert first.digest != second.digest
    assert list(seals.faults()) == []


def test_a_history_rewritten_whole_is_found_by_the_seal_alone() -> None:
    record = cast.record("abc")
    sealed()
    cast.record("a")
    sealed(1)

    rewritten(record)

    assert history.verify()[2] == []
    assert list(seals.faults()) == [f"lịch sử đã niêm phong ngày {Seal.objects.first().day} bị thay"]


def test_a_record_removed_without_a_trace_is_found_by_the_seal() -> None:
    gone = cast.record("abc")
    cast.record("a")
    sealed()

    Event.objects.filter(record=gone)._raw_delete(using="default")
    Record.objects.filter(pk=gone.pk)._raw_delete(using="default")

    assert history.verify()[2] == []
    assert len(list(seals.faults())) == 1


def test_what_goes_on_after_a_seal_breaks_nothing() -> None:
    record = cast.record("abc")
    sealed()

    history.remember(Record.objects.get(pk=record.pk), "d", by=None, at=cast.AT)

    assert list(seals.faults()) == []


def test_a_seal_made_anew_in_the_database_is_found_by_the_file() -> None:
    record = cast.record("abc")
    sealed()
    rewritten(record)
    Seal.objects.all()._raw_delete(using="default")
    forged = seals.prepare(at=cast.AT)
    assert forged is not None
    forged.save()

    seals.copy_out()

    assert list(seals.faults()) == [f"niêm phong ngày {forged.day} trong seals.jsonl không khớp cơ sở dữ liệu"]


def test_the_file_takes_up_what_it_missed(home: Path) -> None:
    cast.record("abc")
    sealed()
    (home / seals.FILE).unlink()

    seals.copy_out()
    seals.copy_out()

    assert (home / seals.FILE).read_text().count("\n") == 1
    assert list(seals.faults()) == []


def test_a_day_has_one_seal_and_a_day_without_events_none() -> None:
    cast.record("abc")
    sealed()
    assert seals.prepare(at=cast.AT + DAY) is None

    cast.record("a")
    assert seals.prepare(at=cast.AT) is None
    assert seals.prepare(at=cast.AT + DAY) is not None


def test_seals_are_never_changed() -> None:
    for change in (lambda: Seal.objects.update(events=0), lambda: Seal.objects.all().delete()):
        with pytest.raises(TypeError):
            change()
