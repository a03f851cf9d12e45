"""Two join, withdraw or sign at the same moment: never a ring, nobody takes part in what is gone."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from danvan.commons.records import history
from danvan.commons.workflow.flow import overtaken
from danvan.commons.workflow.tests.races import DONE, race
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import bringing_in, joining, lists, registering
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Intake, Registration
from danvan.do.exemplars.tests import make

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Loading = Callable[[], Callable[[], Any]]


def joins(line: Registration, into: Registration) -> Loading:
    """Load both and be ready to join one into the other."""
    return lambda: partial(joining.join, make.fresh(line), make.fresh(into), by=None, at=make.AT)


def withdraws(line: Registration) -> Loading:
    """Load it and be ready to take it back."""
    return lambda: partial(registering.withdraw, make.fresh(line), "Thôi.", by=None, at=make.AT)


def standing(*lines: Registration) -> list[str]:
    """The states they stand in."""
    return [make.fresh(line).state for line in lines]


def test_of_two_that_join_into_each_other_one_stays() -> None:
    one, other = make.draft(), make.draft(code=make.FARMERS)

    said = race(joins(one, other), joins(other, one))

    assert sorted(said)[0] == DONE
    assert sorted(said)[1] != DONE
    assert sorted(standing(one, other)) == [State.DRAFT, State.JOINED]
    assert history.verify()[2] == []


def test_nothing_is_joined_into_what_goes_at_the_same_moment() -> None:
    first, second, third = make.draft(), make.draft(code=make.FARMERS), make.draft(code=make.COMMUNE)

    said = race(joins(first, second), joins(second, third))

    assert said.count(DONE) == 1
    assert standing(first, second) in ([State.JOINED, State.DRAFT], [State.DRAFT, State.JOINED])


def test_nothing_is_joined_into_what_is_withdrawn_at_the_same_moment() -> None:
    line, other = make.draft(), make.draft(code=make.FARMERS)

    said = race(joins(line, other), withdraws(other))

    assert said.count(DONE) == 1
    assert standing(line, other) in ([State.JOINED, State.DRAFT], [State.DRAFT, State.WITHDRAWN])


def test_nothing_is_joined_into_what_an_undone_file_takes_back_at_the_same_moment() -> None:
    line, kept = make.draft(), make.entered(code=make.FARMERS, explanation="Khác")
    file = Intake.objects.create(unit=kept.unit, year=2026, name="a.xlsx", sha256="a", state="saved", at=make.AT)
    Registration.objects.filter(pk=kept.pk).update(intake=file, version=1)

    said = race(joins(line, kept), lambda: partial(bringing_in.undo, file, by=None, at=make.AT))

    assert said.count(DONE) == 1
    assert standing(line, kept) in ([State.JOINED, State.ENTERED], [State.DRAFT, State.WITHDRAWN])


def test_an_undone_file_looks_again_once_nobody_else_can_join(monkeypatch: pytest.MonkeyPatch) -> None:
    line, kept = make.draft(), make.entered(code=make.FARMERS, explanation="Khác")
    file = Intake.objects.create(unit=kept.unit, year=2026, name="a.xlsx", sha256="a", state="saved", at=make.AT)
    Registration.objects.filter(pk=kept.pk).update(intake=file, version=1)
    monkeypatch.setattr(bringing_in, "hold", lambda *_held: joins(line, kept)()())

    with pytest.raises(lists.CannotMove, match="Không hoàn tác được"):
        bringing_in.undo(file, by=None, at=make.AT)
    assert standing(kept) == [State.ENTERED]


def test_who_signs_a_list_as_it_was_before_a_joining_comes_second() -> None:
    line, kept = make.draft(), make.entered(code=make.FARMERS, explanation="Khác")
    assert kept.list is not None
    seen = make.fresh_list(kept.list)

    joining.join(make.fresh(line), make.fresh(kept), by=None, at=make.AT)

    with pytest.raises(lists.CannotMove, match=overtaken()):
        lists.LIST.move(seen, "sign", by=None, at=make.AT)


def test_a_joining_checks_what_stands_now_not_what_was_loaded() -> None:
    """What a race finds by chance, in a fixed order."""
    one, other = make.draft(), make.draft(code=make.FARMERS)
    late, stale = joins(other, one)(), withdraws(other)()
    joins(one, other)()()

    for act in (late, stale):
        with pytest.raises(lists.CannotMove):
            act()
    assert standing(one, other) == [State.JOINED, State.DRAFT]


def test_a_joining_comes_back_only_while_the_other_one_stands_as_it_did() -> None:
    line, kept = make.draft(), make.entered(code=make.FARMERS, explanation="Khác")
    joins(line, kept)()()
    loaded = queries.with_into(make.fresh(line))
    assert kept.list is not None
    lists.sign(make.fresh_list(kept.list), by=None, at=make.LATER)

    with pytest.raises(lists.CannotMove):
        joining.part(loaded, by=None, at=make.LATER)
    assert standing(line) == [State.JOINED]
