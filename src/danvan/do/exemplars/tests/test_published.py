"""Published models: facts with their source, without a step of ours, counted nowhere."""

import re

import pytest
from django.test import Client

from danvan.commons.people.codes import resolve
from danvan.commons.periods import parse
from danvan.commons.registry import figures
from danvan.do.exemplars.kinds import Field
from danvan.do.exemplars.models import Decision, Exemplar, Registration
from danvan.do.exemplars.seeds import published, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[Exemplar]:
    published.lay_down(seats.officer(resolve("CT-BTGDV")))
    return list(Exemplar.objects.select_related("record"))


def test_each_has_a_source_a_known_unit_of_its_year_and_a_field() -> None:
    for one in published.published():
        unit = resolve(one["unit"])
        assert one["source"].startswith(("http://", "https://", "Bài của"))
        assert one["field"] in Field.values
        assert unit.valid_from is None or unit.valid_from.year <= one["year"]
        assert unit.valid_to is None or unit.valid_to.year >= one["year"]


def test_no_person_no_phone_and_no_figure_without_a_measure() -> None:
    for one in published.published():
        text = " ".join((one["name"], one["told"], one["place"]))
        assert not re.search(r"\b(ông|bà|anh|chị) [A-ZĐ]\w+ [A-ZĐ]\w+|0\d{8,}", text)
        assert ("target" in one) == ("measure" in one)


def test_they_are_told_once_with_their_history(told: list[Exemplar]) -> None:
    assert len(told) == len(published.published())
    assert published.lay_down(seats.officer(resolve("CT-BTGDV"))) == 0
    assert {row.record.events.get().verb for row in told} == {"tell"}


def test_nothing_is_invented_for_them(told: list[Exemplar]) -> None:
    assert not Registration.objects.exists()
    assert not Decision.objects.exists()
    assert not any(row.illustrative for row in told)
    for unit in ("CT04", "CT"):
        assert {one.count(resolve(unit), parse("2024")) for one in figures() if one.code.startswith("exemplars")} == {0}


def test_the_public_sees_what_the_source_says(told: list[Exemplar], client: Client) -> None:
    row = next(row for row in told if row.unit.code == "CT04-CO-DO-TRUNG-HUNG-HPN" and "lú" in row.title)

    page = client.get(f"/mo-hinh/{row.record.reference}/").content.decode()
    gallery = client.get("/mo-hinh/", {"nguon": "nguon"}).content.decode()
    recognised = client.get("/mo-hinh/", {"nguon": "cong_nhan"}).content.decode()

    assert "theo nguồn công bố" in page
    assert "19 người" in page
    assert "các chặng khác chưa rõ" in page
    assert f"{len(told)} mô hình theo nguồn công bố" in gallery
    assert "0 mô hình được công nhận" in recognised
