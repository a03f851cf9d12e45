"""A house that is filled already comes up to the newest tables, on both databases."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from danvan.do.exemplars.models import Exemplar
from danvan.do.exemplars.tests import make

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def back_then() -> Iterator[None]:
    """The tables as they were before the first change to filled rows, and as they are now in the end."""
    make.entered()
    migrate("0004_drafts_as_typed")
    yield
    migrate()


def migrate(name: str = "") -> None:
    """Bring the tables of this process to a migration, or to the newest."""
    executor = MigrationExecutor(connection)
    executor.migrate([("exemplars", name)] if name else executor.loader.graph.leaf_nodes())


@pytest.mark.usefixtures("back_then")
def test_filled_tables_are_brought_up() -> None:
    migrate()

    row = Exemplar.objects.get()
    assert row.sorted_as == row.folded
