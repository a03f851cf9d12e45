"""Reports have short references in their addresses; the long numbers of before lead to them."""

from importlib import import_module

import pytest
from django.apps import apps

from danvan.commons.records.models import Record
from danvan.overview.reports.desk import page_of
from danvan.overview.reports.tests import make
from danvan.overview.reports.tests.test_pages import signed_in

pytestmark = pytest.mark.django_db


def test_a_report_is_addressed_by_its_reference_in_any_case(client):
    make.records()
    row = make.report()
    client = signed_in(client, make.head(make.COMMUNE))

    assert page_of(row) == "/bao-cao/BC-2026-00001/"
    assert client.get("/bao-cao/bc-2026-00001/").status_code == 200


def test_an_address_of_before_leads_on_for_those_who_may_see(client):
    make.records()
    row = make.report()
    old = f"/bao-cao/{row.pk}/so-sanh/?cu=1&moi=2"

    led = signed_in(client, make.head(make.COMMUNE)).get(old)
    stranger = signed_in(client, make.stranger()).get(old)

    assert (led.status_code, led["Location"]) == (301, "/bao-cao/BC-2026-00001/so-sanh/?cu=1&moi=2")
    assert stranger.status_code == 404


def test_what_was_begun_before_is_numbered():
    make.records()
    row = make.report()
    Record.objects.filter(pk=row.pk).update(reference=None)

    for _ in range(2):
        import_module("danvan.overview.reports.migrations.0003_references_of_reports").number(apps, None)

    assert Record.objects.get(pk=row.pk).reference == "BC-2026-00002"
