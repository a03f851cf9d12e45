import pytest

from danvan.commons.records.tests import cast
from danvan.commons.search import index
from danvan.commons.search.models import Entry
from danvan.commons.workflow.tests.things import begun

pytestmark = pytest.mark.django_db


def test_the_search_can_be_written_anew_from_the_cards() -> None:
    row = begun("Đường hoa")
    index.put(cast.record("a", kind="nobody.keeps"), "đường hoa")
    Entry.objects.filter(pk=row.pk).update(exact=" sai ", folded="sai")

    read = index.rebuild()

    assert read == 1
    assert (index.find("đường hoa"), index.find("sai")) == ([row.pk], [])
