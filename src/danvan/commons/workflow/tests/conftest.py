"""The table and the card of things, for the tests of this folder alone."""

import pytest
from django.db import connection

from danvan.commons import registry
from danvan.commons.workflow.tests.things import CARD, Thing


@pytest.fixture(scope="session")
def _table(django_db_setup: None, django_db_blocker: object) -> None:
    with django_db_blocker.unblock():
        if Thing._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Thing)


@pytest.fixture(autouse=True)
def _things(_table: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._cards, CARD.package, CARD)
