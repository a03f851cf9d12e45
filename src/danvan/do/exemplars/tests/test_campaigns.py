"""The city plans, opens and closes a year on its pages; nobody else finds them."""

import pytest
from django.test import Client

from danvan.do.exemplars.kinds import YearState
from danvan.do.exemplars.models import CampaignYear, Target
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db
PLAN = {"year": "2027", "theme": "Gần dân", "plan_number": "46-KH/BTGDVTU", "plan_date": "12/02/2027",
        "units_by": "15/03/2027", "communes_by": "31/03/2027", "fix_by": "15/04/2027", "recognised_by": "15/12/2027"}  # fmt: skip


def test_a_year_is_planned_opened_and_closed(client: Client) -> None:
    signed_in(client, make.officer())

    client.post("/mo-hinh/nam/moi/", PLAN)
    row = CampaignYear.objects.get()
    assert (row.state, row.plan_number) == (YearState.PLANNED, "46-KH/BTGDVTU")
    client.post("/mo-hinh/nam/2027/mo/")
    assert CampaignYear.objects.get().state == YearState.OPEN
    client.post("/mo-hinh/nam/2027/dong/")
    assert CampaignYear.objects.get().state == YearState.CLOSED


@pytest.mark.parametrize(
    "changes", [{"communes_by": "01/03/2027"}, {"year": "0"}, {"year": "99999"}, {"plan_date": "31/02/2027"}]
)
def test_strange_plans_are_refused_at_the_box(client: Client, changes: dict[str, str]) -> None:
    signed_in(client, make.officer())

    page = client.post("/mo-hinh/nam/moi/", PLAN | changes)

    assert 'class="err"' in page.content.decode()
    assert not CampaignYear.objects.exists()


def test_a_year_is_planned_once(client: Client) -> None:
    signed_in(client, make.officer())
    client.post("/mo-hinh/nam/moi/", PLAN)

    page = client.post("/mo-hinh/nam/moi/", PLAN)

    assert "đã có" in page.content.decode()
    assert CampaignYear.objects.count() == 1


def test_a_second_writer_of_the_plan_is_told(client: Client) -> None:
    signed_in(client, make.officer())
    client.post("/mo-hinh/nam/moi/", PLAN)
    row = CampaignYear.objects.get()
    change = {key: value for key, value in PLAN.items() if key != "year"}
    client.post("/mo-hinh/nam/2027/ke-hoach/", change | {"version": row.version, "theme": "Một"})

    page = client.post("/mo-hinh/nam/2027/ke-hoach/", change | {"version": row.version, "theme": "Hai"})

    assert "Người khác vừa sửa" in page.content.decode()
    assert CampaignYear.objects.get().theme == "Một"


def test_targets_are_whole_numbers(client: Client) -> None:
    make.year()
    commune = make.unit(make.COMMUNE)
    signed_in(client, make.officer())

    for typed in ("nhiều", "9" * 5000):
        assert "số nguyên" in client.post("/mo-hinh/nam/2026/chi-tieu/", {f"ct:{commune.pk}": typed}).content.decode()
    client.post("/mo-hinh/nam/2026/chi-tieu/", {f"ct:{commune.pk}": "25"})

    assert Target.objects.get().number == 25


@pytest.mark.parametrize("who", ["cadre", "head", "leader", "administrator", "stranger"])
@pytest.mark.parametrize("address", ["moi", "2026/ke-hoach", "2026/chi-tieu", "2026/mo", "2026/dong"])
def test_the_pages_are_the_officers(client: Client, who: str, address: str) -> None:
    make.year()

    assert signed_in(client, getattr(make, who)()).post(f"/mo-hinh/nam/{address}/", {}).status_code == 404
