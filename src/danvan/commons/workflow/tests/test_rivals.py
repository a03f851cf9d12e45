import pytest

from danvan.commons.records import history
from danvan.commons.records.models import Event
from danvan.commons.records.tests import processes
from danvan.commons.workflow.tests.things import Thing, begun

RIVAL = """
import sys
from danvan.commons.records.tests.cast import AT
from danvan.commons.registry import register
from danvan.commons.workflow.flow import CannotMove
from danvan.commons.workflow.tests.things import CARD, FLOW, Thing
register(CARD)
won = 0
for number in range(40):
    row = Thing.objects.get(pk=sys.argv[1])
    try:
        FLOW.move(row, "edit", by=None, at=AT, seen=row.version, changes={"title": f"{sys.argv[2]}-{number}"})
        won += 1
    except CannotMove:
        pass
print(won)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_rivals_at_one_row_leave_one_event_for_each_move_that_was_told_done() -> None:
    row = begun()
    rivals = [processes.start(RIVAL, str(row.pk), name) for name in "ab"]

    won = sum(int(processes.result(rival)) for rival in rivals)

    assert Thing.objects.get().version == 1 + won == Event.objects.count()
    assert history.verify() == (1, 1 + won, [])
