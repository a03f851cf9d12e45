"""The demo: persons who agreed are named by invented names, results are recorded for most, all marked as invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from danvan.do.exemplars.kinds import State, Who
from danvan.do.exemplars.models import Exemplar, Recognition, Registration
from danvan.do.exemplars.seeds import demo
from danvan.do.exemplars.seeds.plans import YEARS, fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo's year 2025 in small."""
    small = replace(YEARS[3], fields=fields((90, 80), (90, 80), (20, 18), (20, 18)))
    with django_db_blocker.unblock(), transaction.atomic():
        demo.fill(at=datetime(2026, 11, 24, tzinfo=UTC), say=lambda _words: None, plans=[small])
        yield
        transaction.set_rollback(True)


def test_two_recognised_persons_agreed_and_the_public_reads_their_invented_names(client: Client) -> None:
    named = Exemplar.objects.filter(who=Who.INDIVIDUAL, consent=True).select_related("record", "shown")
    assert len(named) == 2

    for row in named:
        page = client.get(f"/mo-hinh/{row.record.reference}/").content.decode()
        assert "(tên minh họa)" in row.title
        assert (row.title in page, "dữ liệu minh họa" in page) == (True, True)
        assert row.shown is not None
        assert row.shown.state == State.RECOGNISED
        verbs = list(row.record.events.order_by("number").values_list("verb", flat=True))
        assert verbs[:3] == ["begin", "consent", "show"]


def test_everybody_else_has_no_name() -> None:
    others = Exemplar.objects.filter(who=Who.INDIVIDUAL, consent=False)

    assert others.exists()
    assert all(title.startswith("Điển hình cá nhân: ") for title in others.values_list("title", flat=True))


def test_most_recognised_have_a_result_near_their_plan() -> None:
    rows = Recognition.objects.filter(result="recognised").values_list("achieved", "registration__target")

    known = [(float(got), float(plan)) for got, plan in rows if got is not None]
    assert 0.6 < len(known) / len(rows) < 1
    assert all(0.5 <= got / plan <= 1.5 for got, plan in known)
    assert not Recognition.objects.exclude(result="recognised").filter(achieved__isnull=False).exists()
    assert Registration.objects.recognised().count() == len(rows)
