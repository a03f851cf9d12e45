from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from danvan.commons.jobs import catalogue, standing, worker
from danvan.commons.jobs.catalogue import Schedule
from danvan.commons.jobs.models import Run
from danvan.commons.jobs.tests import samples
from danvan.commons.records import seals
from danvan.commons.records.models import Seal
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

HOURLY = Schedule(samples.say, timedelta(hours=1), 0)
MORNING = Schedule(samples.say, timedelta(days=1), 7)
HOUR = timedelta(hours=1)


def test_the_house_has_its_rounds() -> None:
    own = {schedule.job.work for schedule in catalogue.schedules if schedule.job.name.startswith(standing.__name__)}

    rounds = (standing.send_mail, standing.seal_history, standing.sweep_files, standing.forget_runs)
    assert own == {known.work for known in rounds}


@pytest.mark.django_db
def test_the_daily_round_seals_what_happened(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    cast.record("abc")

    write = standing.seal_history(Run(), at=AT)
    write()
    standing.seal_history(Run(), at=AT + timedelta(days=1))

    assert Seal.objects.get().events == 3
    assert len((tmp_path / seals.FILE).read_text().splitlines()) == 1


@pytest.mark.parametrize("interval", ["", "1", "0h", "1w", "h"])
def test_an_interval_that_cannot_be_read_is_a_mistake_of_ours(interval: str) -> None:
    with pytest.raises(ValueError):
        catalogue.every(interval)


def test_a_daily_round_begins_at_its_hour_in_vietnam() -> None:
    new_year = datetime(2026, 1, 1, 0, tzinfo=UTC)  # 07:00 in Vietnam

    assert MORNING.slot(new_year) == MORNING.slot(new_year - HOUR) + 1
    assert MORNING.slot(new_year + 23 * HOUR) == MORNING.slot(new_year)


@pytest.fixture
def hourly_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "schedules", [HOURLY])


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly_alone")
def test_a_round_is_ordered_once_by_however_many_workers() -> None:
    one: dict[Schedule, int] = {}

    for rounds in (one, one, {}):
        worker.order_rounds(rounds, at=AT)
        worker.work_once(clock=lambda: AT)

    assert Run.objects.count() == 1
    worker.order_rounds(one, at=AT + HOUR)
    assert Run.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("hourly_alone")
def test_a_round_is_passed_over_while_the_last_one_is_still_to_be_done() -> None:
    worker.order_rounds({}, at=AT)

    worker.order_rounds({}, at=AT + HOUR)

    assert Run.objects.count() == 1


@pytest.mark.django_db
def test_old_runs_are_forgotten() -> None:
    day = timedelta(days=1)
    for age in (1, 3):
        Run.objects.create(job="x", created_at=AT, due_at=AT, finished_at=AT - age * day)
    waiting = Run.objects.create(job="x", created_at=AT - 365 * day, due_at=AT)

    standing.forget_runs(waiting, at=AT)

    assert set(Run.objects.values_list("finished_at", flat=True)) == {AT - day, None}
