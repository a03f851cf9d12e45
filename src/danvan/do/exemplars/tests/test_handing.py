"""A split ward's exemplar is assigned by hand, else it goes to the one with the remainder."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from danvan.commons.people.scopes import receiving
from danvan.commons.periods import parse
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import figures, queries
from danvan.do.exemplars.actions import registering
from danvan.do.exemplars.models import Exemplar
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db
SPLIT, WHOLE = "CT04-BINH-THUY-BUI-HUU-NGHIA", "CT04-NINH-KIEU-AN-HOA"
REMAINDER, OTHER = "CT-BINH-THUY", "CT-CAI-KHE"
AT = datetime(2024, 3, 20, 2, 0, tzinfo=UTC)


def exemplar(code: str = SPLIT) -> Exemplar:
    line = make.entered(code=code, of=2024, at=AT)
    return Exemplar.objects.select_related("record", "unit", "home", "heir").get(pk=line.exemplar_id)


def test_without_a_hand_it_goes_to_the_one_with_the_remainder() -> None:
    row = exemplar()

    assert receiving(date(2026, 11, 24))[row.home_id] == make.unit(REMAINDER).pk
    assert queries.unit_in_year(row, 2026).code == REMAINDER


def test_by_hand_it_goes_where_the_officer_says() -> None:
    row = exemplar()

    registering.hand_over(row, make.unit(OTHER), by=make.officer(), at=make.AT)

    assert queries.unit_in_year(Exemplar.objects.get(pk=row.pk), 2026).code == OTHER


def test_the_roll_up_counts_it_there_once() -> None:
    row = exemplar()
    line = row.registrations.get()
    make.lists.sign(make.fresh_list(line.list), by=None, at=AT)
    make.lists.send(make.fresh_list(line.list), letter_number="1-CV/ĐU", letter_date=AT.date(), by=None, at=AT)
    registering.hand_over(Exemplar.objects.get(pk=row.pk), make.unit(OTHER), by=None, at=make.AT)

    counts = figures.by_home(figures.registered(make.unit("CT04"), parse("2024")))

    assert counts == {make.unit(OTHER).pk: 1}


@pytest.mark.parametrize("code", ["CT-THANH-PHU", "CT"])
def test_only_those_that_received_a_part(code: str) -> None:
    with pytest.raises(CannotMove, match="một phần"):
        registering.hand_over(exemplar(), make.unit(code), by=make.officer(), at=make.AT)


def test_nothing_is_assigned_where_nothing_was_split() -> None:
    row = exemplar(WHOLE)

    assert queries.heirs(row) == []


@pytest.mark.parametrize("who", ["cadre", "head", "leader", "administrator", "stranger"])
def test_the_page_is_the_officers(client: Client, who: str) -> None:
    row = exemplar()

    assert signed_in(client, getattr(make, who)()).get(f"/mo-hinh/{row.record.reference}/giao-ve/").status_code == 404


def test_the_officer_chooses_on_the_page(client: Client) -> None:
    row = exemplar()
    address = f"/mo-hinh/{row.record.reference}/giao-ve/"
    signed_in(client, make.officer())

    assert client.post(address, {"unit": "CT-THANH-PHU"}).status_code == 200
    client.post(address, {"unit": OTHER})

    assert Exemplar.objects.select_related("heir").get(pk=row.pk).heir.code == OTHER
