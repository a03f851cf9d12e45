"""A house that is filled already comes up to the newest tables, on both databases."""

import pytest

from danvan.commons.records.tests.upgrading import migrate
from danvan.do.exemplars.models import Exemplar
from danvan.do.exemplars.tests import make


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_filled_tables_are_brought_up() -> None:
    make.entered()
    try:
        migrate("exemplars", "0004_drafts_as_typed")
    finally:
        migrate()

    row = Exemplar.objects.get()
    assert row.sorted_as == row.folded
