"""Lists and decisions have short references in their addresses; the long numbers of before lead to them."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from danvan.commons.records import references
from danvan.commons.records.models import Record
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import deciding
from danvan.do.exemplars.kinds import DecisionLevel
from danvan.do.exemplars.models import Decision
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db


def decision(number: str = "401-QĐ/TU") -> Decision:
    values = {"year": 2026, "level": DecisionLevel.CITY, "number": number, "signed_on": date(2026, 3, 20)}
    return deciding.prepare(unit=make.unit(make.CITY), values=values, by=make.officer(), at=make.AT)


def test_lists_and_decisions_are_numbered_by_kind_and_year():
    lists = [make.entered().list, make.entered(code=make.FARMERS, title="Chuyện hai khác hẳn").list]
    last_year = make.entered(of=2025).list
    decisions = [decision(), decision("402-QĐ/TU")]

    assert [row.record.reference for row in lists] == ["DS-2026-00001", "DS-2026-00002"]
    assert last_year.record.reference == "DS-2025-00001"
    assert [row.record.reference for row in decisions] == ["QD-2026-00001", "QD-2026-00002"]


def test_their_addresses_say_the_reference_in_any_case(client):
    row, paper = make.entered().list, decision()
    client = signed_in(client, make.officer())

    assert queries.list_address(row) == "/mo-hinh/danh-sach/DS-2026-00001/"
    assert queries.decision_address(paper) == "/mo-hinh/quyet-dinh/QD-2026-00001/"
    answer = client.get("/mo-hinh/quyet-dinh/qd-2026-00001/")
    assert (answer.status_code, "QD-2026-00001" in answer.content.decode()) == (200, True)
    assert "DS-2026-00001" in signed_in(client, make.head()).get(queries.list_address(row)).content.decode()


def test_an_address_of_before_leads_on_with_all_it_asked(client):
    row, paper = make.sent(), decision()
    client = signed_in(client, make.head(make.COMMUNE))

    whole = client.get(f"/mo-hinh/danh-sach/{row.pk}/tra-lai/?ca=1")
    page = client.get(f"/mo-hinh/danh-sach/{row.pk}/")
    decided = signed_in(client, make.officer()).get(f"/mo-hinh/quyet-dinh/{paper.pk}/?kq=not_yet")

    assert (whole.status_code, whole["Location"]) == (301, "/mo-hinh/danh-sach/DS-2026-00001/tra-lai/?ca=1")
    assert (page.status_code, page["Location"]) == (301, "/mo-hinh/danh-sach/DS-2026-00001/")
    assert (decided.status_code, decided["Location"]) == (301, "/mo-hinh/quyet-dinh/QD-2026-00001/?kq=not_yet")


@pytest.mark.parametrize("rest", ["", "ky/"])
def test_an_address_of_before_tells_a_stranger_nothing(client, rest):
    row = make.sent()

    for address in (f"/mo-hinh/danh-sach/{row.pk}/{rest}", f"{queries.list_address(row)}{rest}"):
        assert signed_in(client, make.stranger()).get(address).status_code == 404


def test_an_unknown_reference_does_not_exist(client):
    make.sent()
    client = signed_in(client, make.officer())

    for name in ("list", "decision"):
        assert client.get(reverse(f"exemplars:{name}", args=("DS-2026-99999",))).status_code == 404


def test_what_was_begun_before_is_numbered_oldest_first_and_the_count_goes_on():
    rows = [make.entered().list, make.entered(code=make.FARMERS, title="Chuyện hai khác hẳn").list]
    paper = decision()
    Record.objects.filter(pk__in=[row.pk for row in (*rows, paper)]).update(reference=None)
    module = import_module("danvan.do.exemplars.migrations.0010_references_of_lists_and_decisions")

    for _ in range(2):
        module.number(apps, None)

    known = dict(Record.objects.values_list("pk", "reference"))
    assert [known[row.pk] for row in rows] == ["DS-2026-00003", "DS-2026-00004"]
    assert known[paper.pk] == "QD-2026-00002"
    assert references.take("DS", 2026) == ["DS-2026-00005"]
