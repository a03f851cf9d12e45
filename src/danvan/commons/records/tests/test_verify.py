import pytest

from danvan.commons.records import history
from danvan.commons.records.history import Broken
from danvan.commons.records.models import Event, Record
from danvan.commons.records.tests import cast

pytestmark = pytest.mark.django_db


def broken() -> list[Broken]:
    return history.verify()[2]


def test_a_sound_house_has_nothing_broken() -> None:
    cast.record("abc")
    cast.record("a")

    assert history.verify() == (2, 4, [])


@pytest.mark.parametrize(
    "edit",
    [
        {"verb": "z"},
        {"facts": {"note": "khác"}},
        {"at": cast.AT.replace(minute=1)},
        {"hash": "0" * 64},
    ],
)
def test_an_edited_event_is_found(edit: dict[str, object]) -> None:
    record = cast.record("abc")

    Event.objects.filter(record=record, number=2).update(**edit)

    assert broken() == [Broken(record.pk, 2, "sự kiện bị sửa")]


def test_an_event_put_to_another_person_is_found() -> None:
    record = cast.record("abc")

    Event.objects.filter(record=record, number=1).update(by=cast.seat().user)

    assert broken() == [Broken(record.pk, 1, "sự kiện bị sửa")]


def test_a_deleted_event_is_found() -> None:
    record = cast.record("abc")

    Event.objects.filter(record=record, number=2).delete()

    assert broken() == [Broken(record.pk, 2, "thiếu sự kiện")]


def test_a_cut_off_end_is_found() -> None:
    record = cast.record("abc")

    Event.objects.filter(record=record, number=3).delete()

    assert broken() == [Broken(record.pk, 2, "lịch sử bị cắt hoặc thêm")]


def test_a_cut_off_end_is_found_although_the_length_was_changed_too() -> None:
    record = cast.record("abc")

    Event.objects.filter(record=record, number=3).delete()
    Record.objects.filter(pk=record.pk).update(events_count=2)

    assert broken() == [Broken(record.pk, 2, "lịch sử bị cắt hoặc thêm")]


def test_an_added_event_is_found() -> None:
    record = cast.record("abc")
    before = Record.objects.get(pk=record.pk)

    history.next_event(before, "d", by=None, at=cast.AT, facts={}).save()

    assert broken() == [Broken(record.pk, 4, "lịch sử bị cắt hoặc thêm")]


def test_two_swapped_events_are_found() -> None:
    record = cast.record("abc")

    for old, new in ((2, 99), (3, 2), (99, 3)):
        Event.objects.filter(record=record, number=old).update(number=new)

    assert broken() == [Broken(record.pk, 2, "sự kiện bị sửa")]


def test_histories_swapped_between_two_records_are_found() -> None:
    one, other = cast.record("a"), cast.record("b")

    Event.objects.filter(record=one).update(number=99)
    Event.objects.filter(record=other).update(record=one)
    Event.objects.filter(record=one, number=99).update(record=other, number=1)
    Record.objects.filter(pk=one.pk).update(head=other.head)
    Record.objects.filter(pk=other.pk).update(head=one.head)

    assert broken() == [Broken(one.pk, 1, "sự kiện bị sửa"), Broken(other.pk, 1, "sự kiện bị sửa")]


def test_a_record_without_history_is_found() -> None:
    record = cast.record("")

    assert broken() == [Broken(record.pk, 0, "hồ sơ không có lịch sử")]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_history_of_a_deleted_record_is_found(place: int) -> None:
    gone = [cast.record("ab"), cast.record("a"), cast.record("abc")][place]

    Record.objects.filter(pk=gone.pk)._raw_delete(using="default")  # keys are checked at the end of a transaction only

    assert history.verify() == (2, 6, [Broken(gone.pk, 1, "lịch sử không có hồ sơ")])
    Event.objects.filter(record_id=gone.pk)._raw_delete(using="default")
