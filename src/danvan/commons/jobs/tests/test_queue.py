from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from danvan.commons.jobs import queue, worker
from danvan.commons.jobs.models import Run, Status
from danvan.commons.jobs.tests import samples
from danvan.commons.notices.models import Notice
from danvan.commons.people.models import Seat
from danvan.commons.records.models import Counter
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("danvan.commons.jobs.tests.addresses")]
SECOND = timedelta(seconds=1)


def clock(at: datetime = AT) -> Callable[[], datetime]:
    return lambda: at


def counted(name: str) -> int:
    return sum(Counter.objects.filter(key=name).values_list("last", flat=True))


@pytest.fixture
def lan() -> Seat:
    return cast.seat("lan")


def test_a_run_is_done_once_and_its_owner_hears_of_it(lan: Seat) -> None:
    run = queue.enqueue(samples.count, by=lan, at=AT, title="Đếm thử", name="a")

    assert (worker.work_once(clock=clock()), worker.work_once(clock=clock())) == (True, False)

    run.refresh_from_db()
    assert (run.status, run.said, run.address, run.finished_at) == (Status.DONE, "Đã đếm a", "/dem/a/", AT)
    assert (run.steps_done, run.steps_total) == (1, 2)
    assert counted("count-a") == 1
    notice = Notice.objects.get()
    assert (notice.user, notice.title, notice.body) == (lan.user, "Đã xong: Đếm thử", "Đã đếm a")
    assert notice.address == "/dem/a/"


def test_a_run_without_effects_says_its_sentence(lan: Seat) -> None:
    run = queue.enqueue(samples.say, by=lan, at=AT, title="Nói")

    worker.work_once(clock=clock())

    run.refresh_from_db()
    assert run.said == "Lúc 01:00"
    assert Notice.objects.get().address == run.page


def test_nothing_runs_before_its_time() -> None:
    queue.enqueue(samples.say, by=None, at=AT, due_at=AT + SECOND)

    assert worker.work_once(clock=clock()) is False
    assert worker.work_once(clock=clock(AT + SECOND)) is True


def test_an_order_of_a_rolled_back_act_is_no_order() -> None:
    with transaction.atomic():
        queue.enqueue(samples.say, by=None, at=AT)
        transaction.set_rollback(True)

    assert worker.work_once(clock=clock()) is False


def test_two_orders_under_one_key_are_one_run(lan: Seat) -> None:
    first = queue.enqueue(samples.count, by=lan, at=AT, key="nhap-1", name="a")
    worker.work_once(clock=clock())

    again = queue.enqueue(samples.count, by=lan, at=AT, key="nhap-1", name="a")

    assert again.pk == first.pk
    assert worker.work_once(clock=clock()) is False
    assert counted("count-a") == 1


def test_a_failing_job_is_tried_later_and_later_then_given_up_without_a_trace(
    lan: Seat, caplog: pytest.LogCaptureFixture
) -> None:
    run = queue.enqueue(samples.fail, by=lan, at=AT, title="Hỏng", key="hong")
    waits, now = [], AT
    while worker.work_once(clock=clock(now)):
        run.refresh_from_db()
        waits.append(run.due_at - now)
        now = run.due_at

    assert waits == [10 * SECOND, 20 * SECOND, timedelta()]
    assert (run.status, run.attempts, run.key) == (Status.FAILED, 3, None)
    assert "chia cho không" in run.error
    assert "chia cho không" not in run.said
    assert counted("fail") == 0
    assert Notice.objects.get().title == "Chưa xong: Hỏng"


def test_a_refusal_is_told_at_once(lan: Seat) -> None:
    run = queue.enqueue(samples.refuse, by=lan, at=AT, title="Nhập")

    worker.work_once(clock=clock())

    run.refresh_from_db()
    assert (run.status, run.attempts, run.said) == (Status.FAILED, 1, "Tệp không còn nữa.")
    assert Notice.objects.get().body == "Tệp không còn nữa."


def test_a_job_nobody_knows_any_more_fails(lan: Seat) -> None:
    run = queue.enqueue(samples.say, by=lan, at=AT, title="Cũ")
    Run.objects.update(job="danvan.gone")

    worker.work_once(clock=clock())

    run.refresh_from_db()
    assert (run.status, run.error) == (Status.FAILED, "unknown job, or its worker died 0 times")


def test_the_run_of_a_silent_worker_goes_to_another_and_the_first_is_fenced_off() -> None:
    queue.enqueue(samples.count, by=None, at=AT, name="a")
    first = queue.take(at=AT)
    assert first is not None

    assert queue.take(at=AT + queue.LEASE) is None
    second = queue.take(at=AT + queue.LEASE + SECOND)
    assert second is not None

    with pytest.raises(queue.Lost):
        queue.finish(first, samples.count(first, at=AT, name="a"), at=AT)
    queue.finish(second, samples.count(second, at=AT, name="a"), at=AT)
    with pytest.raises(queue.Lost):
        queue.finish(second, samples.count(second, at=AT, name="a"), at=AT)
    assert counted("count-a") == 1


def test_a_fenced_worker_can_neither_hand_back_nor_report() -> None:
    queue.enqueue(samples.say, by=None, at=AT)
    first = queue.take(at=AT)
    second = queue.take(at=AT + queue.LEASE + SECOND)
    assert first is not None
    assert second is not None

    for late in (lambda: queue.give_back(first, "x", at=AT), lambda: queue.give_up(first, "x", at=AT)):
        with pytest.raises(queue.Lost):
            late()
    first.progress(5, 5)
    first.keep(AT + timedelta(days=1), queue.LEASE)

    kept = Run.objects.get()
    assert (kept.status, kept.token, kept.steps_done) == (Status.RUNNING, second.token, 0)


def test_a_living_worker_keeps_its_lease() -> None:
    queue.enqueue(samples.say, by=None, at=AT)
    run = queue.take(at=AT)
    assert run is not None

    run.keep(AT + queue.LEASE, queue.LEASE)

    assert queue.take(at=AT + queue.LEASE + SECOND) is None


def test_a_job_that_kills_its_worker_every_time_is_given_up(lan: Seat) -> None:
    run = queue.enqueue(samples.fail, by=lan, at=AT, title="Độc")
    now = AT
    for _ in range(3):
        queue.take(at=now)
        now += queue.LEASE + SECOND

    worker.work_once(clock=clock(now))

    run.refresh_from_db()
    assert (run.status, counted("fail")) == (Status.FAILED, 0)


def test_the_longest_waiting_comes_first() -> None:
    late = queue.enqueue(samples.say, by=None, at=AT, due_at=AT - SECOND)
    later = queue.enqueue(samples.say, by=None, at=AT)

    taken = [queue.take(at=AT), queue.take(at=AT)]

    assert [run and run.pk for run in taken] == [late.pk, later.pk]


def test_twenty_runs_of_one_person_do_not_keep_anothers_one_waiting(lan: Seat) -> None:
    minh = cast.seat("minh")
    many = [queue.enqueue(samples.say, by=lan, at=AT - SECOND, title=f"Nhập {number}") for number in range(20)]
    one = queue.enqueue(samples.say, by=minh, at=AT)

    worker.work_once(clock=clock())
    worker.work_once(clock=clock(AT + SECOND))

    assert set(Run.objects.filter(status=Status.DONE).values_list("pk", flat=True)) == {many[0].pk, one.pk}


def test_who_has_a_run_at_hand_lets_others_go_first(lan: Seat) -> None:
    minh = cast.seat("minh")
    for _ in range(2):
        queue.enqueue(samples.say, by=lan, at=AT - SECOND)
    one = queue.enqueue(samples.say, by=minh, at=AT)

    taken = [queue.take(at=AT), queue.take(at=AT)]

    assert [run and run.by for run in taken] == [lan, minh]
    assert taken[1] == one
