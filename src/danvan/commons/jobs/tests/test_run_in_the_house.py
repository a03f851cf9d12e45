import pytest
from django.test import Client

from danvan.commons.jobs import queue, worker
from danvan.commons.jobs.tests import samples
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

pytestmark = pytest.mark.django_db


def test_the_whole_page_works_without_javascript_and_belongs_to_its_owner(client: Client) -> None:
    lan, minh = cast.seat("lan"), cast.seat("minh")
    run = queue.enqueue(samples.count, by=lan, at=AT, title="Nhập danh sách", name="a")

    client.force_login(lan.user, backend="django.contrib.auth.backends.ModelBackend")
    waiting = client.get(run.page).content.decode()
    worker.work_once(clock=lambda: AT)
    done = client.get(run.page).content.decode()
    client.force_login(minh.user, backend="django.contrib.auth.backends.ModelBackend")

    assert '<meta http-equiv="refresh" content="3">' in waiting
    assert "http-equiv" not in done
    assert "Đã đếm a" in done
    assert client.get(run.page).status_code == 404
