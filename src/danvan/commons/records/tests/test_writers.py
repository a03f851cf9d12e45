import pytest

from danvan.commons.records import history
from danvan.commons.records.models import Record
from danvan.commons.records.tests import cast, processes

WRITE = """
import sys
from django.db import transaction
from danvan.commons.records import history
from danvan.commons.records.models import Record
from danvan.commons.records.tests.cast import AT
overtaken = 0
for number in range(60):
    while True:
        try:
            with transaction.atomic():
                history.remember(Record.objects.get(pk=sys.argv[1]), "x", by=None, at=AT, n=number)
            break
        except history.Overtaken:
            overtaken += 1
print(overtaken)
"""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_writers_of_one_record_leave_one_sound_chain() -> None:
    record = cast.record("a")
    writers = [processes.start(WRITE, str(record.pk)) for _ in range(3)]

    for writer in writers:
        processes.result(writer)

    assert Record.objects.get().events_count == 181
    assert history.verify() == (1, 181, [])


def test_a_walk_beside_writers_finds_nothing_broken() -> None:
    record = cast.record("a")
    writer = processes.start(WRITE, str(record.pk))

    walks = [history.verify()[2]]
    while writer.poll() is None:
        walks.append(history.verify()[2])

    processes.result(writer)
    assert [walk for walk in walks if walk] == []
