import pytest
from django.http import Http404
from django.test import RequestFactory

from danvan.commons.jobs import queue, views, worker
from danvan.commons.jobs.models import Run
from danvan.commons.jobs.tests import samples
from danvan.commons.people.models import User
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("danvan.commons.jobs.tests.addresses")]


@pytest.fixture
def run() -> Run:
    return queue.enqueue(samples.count, by=cast.seat("lan"), at=AT, title="Nhập <b>", name="a")


def shown(run: Run, user: User) -> str:
    request = RequestFactory().get(run.page, headers={"HX-Request": "true"})
    request.user = user
    request.htmx = type("Htmx", (), {"boosted": False, "history_restore_request": False, "__bool__": lambda _: True})()
    return views.run_page(request, run.pk).content.decode()


def test_the_owner_sees_how_far_it_is_and_the_page_asks_again(run: Run) -> None:
    Run.objects.update(steps_done=1200, steps_total=10_000)

    part = shown(run, run.by.user)

    assert "Đã làm 1.200 trong 10.000." in part
    assert f'hx-get="/viec-nen/{run.pk}/"' in part
    assert "Nhập &lt;b&gt;" in part


def test_when_done_it_links_the_result_and_asks_no_more(run: Run) -> None:
    worker.work_once(clock=lambda: AT)

    part = shown(run, run.by.user)

    assert 'href="/dem/a/"' in part
    assert "Đã đếm a" in part
    assert "hx-get" not in part


def test_nobody_else_sees_it(run: Run) -> None:
    with pytest.raises(Http404):
        shown(run, cast.seat("minh").user)
