"""Two people do the same at the same moment: one wins, the other reads why not, nothing is half-saved."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest

from danvan.commons.records import history
from danvan.commons.records.models import Event
from danvan.commons.workflow.flow import overtaken
from danvan.commons.workflow.tests.races import DONE, race
from danvan.do.exemplars.actions import deciding, lists
from danvan.do.exemplars.kinds import DecisionLevel, Result, State
from danvan.do.exemplars.models import Decision, Exemplar, Recognition, Registration, RegistrationList
from danvan.do.exemplars.tests import make

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TITLES = ("Tổ đan giỏ lục bình", "Hũ gạo nghĩa tình", "Tiếng kẻng an ninh", "Vườn rau không địa chỉ", "Bến đò an toàn")
DECIDED = make.AT.replace(month=12, day=11)


def told(verb: str) -> int:
    """How often something stands in any history."""
    return Event.objects.filter(verb=verb).count()


def prepared(number: str, lines: Sequence[Registration]) -> Decision:
    """A decision that names these, not out yet."""
    values = {
        "year": 2026,
        "level": DecisionLevel.CITY,
        "number": number,
        "signed_on": date(2026, 12, 11),
        "signer": "",
    }
    row = deciding.prepare(unit=make.unit("CT"), values=values, by=None, at=DECIDED)
    deciding.set_results(row, {line.pk: (Result.RECOGNISED, "") for line in lines}, by=None, at=DECIDED)
    return row


def issuing(decision: Decision) -> Callable[[], Callable[[], object]]:
    """Load it and be ready to send it out."""
    return lambda: partial(deciding.issue, Decision.objects.get(pk=decision.pk), by=None, at=DECIDED)


def revoking(decision: Decision, line: Registration) -> Callable[[], Callable[[], object]]:
    """Load one recognition with all that hangs on it, and be ready to take it back."""

    def load() -> Callable[[], object]:
        rows = Recognition.objects.select_related("decision__record", "registration__exemplar", "registration__record")
        row = rows.get(decision=decision, registration=line)
        return partial(
            deciding.revoke_one, row, reason="Không còn.", basis="9-QĐ/TU", on=date(2026, 12, 11), by=None, at=DECIDED
        )

    return load


def test_two_decisions_over_the_same_lines_and_two_revocations() -> None:
    lines = make.accepted(*TITLES)
    first, second = prepared("1-QĐ/TU", lines), prepared("2-QĐ/TU", lines[::-1])

    said = race(issuing(first), issuing(second))

    assert sorted(said) == [DONE, overtaken()]
    assert (told("issue"), told("recognise"), told("show")) == (1, len(TITLES), len(TITLES))
    won, lost = (first, second) if said[0] == DONE else (second, first)
    assert (Decision.objects.get(pk=won.pk).state, Decision.objects.get(pk=lost.pk).state) == ("issued", "draft")

    deciding.issue(Decision.objects.get(pk=lost.pk), by=None, at=DECIDED)
    said = race(revoking(won, lines[0]), revoking(won, lines[0]))

    assert sorted(said) == [DONE, overtaken()]
    assert (told("amend"), Recognition.objects.exclude(revoked_on=None).count()) == (1, 1)
    assert Registration.objects.get(pk=lines[0].pk).state == State.RECOGNISED

    said = race(revoking(won, lines[1]), revoking(lost, lines[1]))

    assert said == [DONE, DONE]
    assert Registration.objects.get(pk=lines[1].pk).state == State.REVOKED
    assert Exemplar.objects.get(pk=lines[1].exemplar_id).shown_id is None
    assert history.verify()[2] == []


def test_a_recognition_taken_back_while_its_page_stood_open_is_not_taken_back_again() -> None:
    lines = make.accepted(TITLES[0])
    decision = prepared("1-QĐ/TU", lines)
    deciding.issue(decision, by=None, at=DECIDED)
    stale = Recognition.objects.get(decision=decision)
    revoking(decision, lines[0])()()

    with pytest.raises(lists.CannotMove, match="đã được thu hồi"):
        deciding.revoke_one(stale, reason="Khác.", basis="10-QĐ/TU", on=date(2026, 12, 11), by=None, at=DECIDED)

    assert Recognition.objects.get().revoked_reason == "Không còn."
    assert told("amend") == 1


def test_two_signatures_and_two_returns() -> None:
    line = make.entered(title=TITLES[0])
    make.entered(title=TITLES[1])
    head, receiver = make.head(), make.head(make.COMMUNE)
    row = line.list
    assert row is not None

    said = race(*[lambda: partial(lists.sign, make.fresh_list(row), by=head, at=make.AT)] * 2)

    assert sorted(said) == [DONE, overtaken()]
    assert (told("sign"), RegistrationList.objects.get(pk=row.pk).state) == (1, "signed")

    lists.send(make.fresh_list(row), letter_number="15-CV/HPN", letter_date=make.AT.date(), by=head, at=make.AT)
    returning = [
        lambda: partial(
            lists.return_lines, make.fresh_list(row), [make.fresh(line)], "Ghi rõ địa bàn.",
            due_on=None, by=receiver, at=make.AT,
        )
    ] * 2  # fmt: skip
    said = race(*returning)

    assert sorted(said) == [DONE, overtaken()]
    assert told("return") == 2
    assert make.fresh(line).state == State.RETURNED
    assert history.verify()[2] == []
