"""Every move from every state, and what any sequence of them leaves: counts keep to their definitions."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.commons.periods import parse
from danvan.commons.records import history
from danvan.commons.records.models import Audience
from danvan.commons.workflow.flow import CannotMove, Flow
from danvan.do.exemplars import figures
from danvan.do.exemplars.actions import deciding, lists, registering
from danvan.do.exemplars.kinds import DecisionLevel, ListState, Result, State, YearState
from danvan.do.exemplars.models import Decision, Recognition, Registration, RegistrationList
from danvan.do.exemplars.steps import LIST, REGISTRATION, YEAR
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db

LINE_MOVES = {
    State.DRAFT: "edit enter withdraw join",
    State.ENTERED: "edit reopen send withdraw join",
    State.SENT: "take_back pass_on return accept withdraw join recognise decline",
    State.RETURNED: "edit enter withdraw join",
    State.ACCEPTED: "return recognise decline",
    State.JOINED: "part",
    State.WITHDRAWN: "",
    State.RECOGNISED: "recognise revoke",
    State.DECLINED: "recognise decline",
    State.REVOKED: "",
}
LIST_MOVES = {
    ListState.OPEN: "edit sign send_late remind",
    ListState.SIGNED: "unsign send send_late remind",
    ListState.SENT: "take_back return accept",
    ListState.RETURNED: "edit sign send_late remind",
    ListState.ACCEPTED: "return",
}
YEAR_MOVES = {YearState.PLANNED: "edit open", YearState.OPEN: "edit close", YearState.CLOSED: "open"}
FACTS = {
    "reason": "lý do",
    "into": "DVK-2026-00001",
    "decision": "1-QĐ",
    "unit": "xã",
    "letter": "1",
    "lines": 1,
    "back": "nháp",
}


def possible(flow: Flow, row, state: str) -> set[str]:
    """The moves that the flow lets the system make on a row in this state."""
    made = set()
    for move in flow.moves.values():
        with transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(state=state)
            again = type(row).objects.select_related("record").get(pk=row.pk)
            try:
                flow.move(again, move.name, by=None, at=make.AT, **FACTS)
                made.add(move.name)
            except CannotMove:
                pass
            transaction.set_rollback(True)
    return made


@pytest.mark.parametrize("state", State)
def test_moves_of_a_registration(state):
    assert possible(REGISTRATION, make.draft(), state) == set(LINE_MOVES[state].split())


@pytest.mark.parametrize("state", ListState)
def test_moves_of_a_list(state):
    assert possible(LIST, make.entered().list, state) == set(LIST_MOVES[state].split())


@pytest.mark.parametrize("state", YearState)
def test_moves_of_a_campaign_year(state):
    assert possible(YEAR, make.year(2026), state) == set(YEAR_MOVES[state].split())


def _edit(line, row, at):
    registering.edit(line, {"goal": f"Mục tiêu lúc {at:%d/%m}"}, by=make.cadre(), at=at, seen=line.version)


def _list_act(act):
    return lambda line, row, at: row and act(row, at)


def _decide(result):
    def act(line, row, at):
        number = f"{Decision.objects.count() + 1}-QĐ/BTGDVTU"
        values = {"year": 2026, "level": DecisionLevel.CITY, "number": number, "signed_on": at.date()}
        decision = deciding.prepare(unit=make.unit(make.CITY), values=values, by=make.officer(), at=at)
        deciding.set_results(decision, {line.pk: (result, "chưa có sản phẩm")}, by=make.officer(), at=at)
        deciding.issue(Decision.objects.get(pk=decision.pk), by=make.officer(), at=at)

    return act


def _revoke(line, row, at):
    decision = Decision.objects.filter(state="issued").order_by("-pk").first()
    if decision:
        deciding.revoke(decision, reason="Báo cáo sai", basis="9-QĐ", on=at.date(), by=make.officer(), at=at)


def _letter(at):
    return {"letter_number": "1-CV", "letter_date": at.date(), "at": at}


ACTS = {
    "edit": _edit,
    "enter": lambda line, row, at: registering.enter(line, by=make.cadre(), at=at),
    "reopen": lambda line, row, at: registering.reopen(line, by=make.cadre(), at=at),
    "withdraw": lambda line, row, at: registering.withdraw(line, "Không làm nữa", by=make.cadre(), at=at),
    "sign": _list_act(lambda row, at: lists.sign(row, by=make.head(row.unit.code), at=at)),
    "unsign": _list_act(lambda row, at: lists.unsign(row, by=make.head(row.unit.code), at=at)),
    "send": _list_act(lambda row, at: lists.send(row, by=make.head(row.unit.code), **_letter(at))),
    "take_back": _list_act(lambda row, at: lists.take_back(row, by=make.head(row.unit.code), at=at)),
    "return": _list_act(lambda row, at: lists.return_list(row, "Thiếu địa chỉ", due_on=None, by=_receiver(row), at=at)),
    "accept": _list_act(lambda row, at: lists.accept(row, by=_receiver(row), at=at)),
    "enter_again": _list_act(lambda row, at: lists.enter_again(row, by=make.head(row.unit.code), at=at)),
    "recognise": _decide(Result.RECOGNISED),
    "decline": _decide(Result.NOT_YET),
    "revoke": _revoke,
}


def _receiver(row):
    return make.officer() if row.unit.code == make.COMMUNE else make.head(make.COMMUNE)


def registered_by_history(year: int) -> int:
    """Sent, and neither taken back nor returned nor withdrawn since: told by the events alone."""
    turning = {"send", "take_back", "return", "withdraw", "join"}
    last = [
        [event.verb for event in line.record.events.order_by("number") if event.verb in turning][-1:]
        for line in Registration.objects.filter(year=year)
    ]
    return last.count(["send"])


def recognised_by_decisions(year: int) -> int:
    """Named by a decision in force, whatever the registration's own state says."""
    named = Recognition.objects.filter(result=Result.RECOGNISED, revoked_on=None, decision__state="issued")
    return named.filter(registration__year=year).values("registration").distinct().count()


STEADY = ["enter", "sign", "send", "accept", "sign", "send", "accept", "recognise"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*ACTS, *STEADY]), max_size=14), st.booleans())
def test_counts_keep_to_their_definitions_whatever_is_done(names, steady):
    with transaction.atomic():
        line = make.draft()
        for day, name in enumerate([*STEADY, *names] if steady else names):
            _try(name, line, make.AT + timedelta(days=day))

            _assert_counts()
        assert history.verify()[2] == []
        transaction.set_rollback(True)


def _try(name, line, at):
    """One act on the registration or on the list it stands on now; a refusal changes nothing."""
    line = make.fresh(line)
    row = make.fresh_list(line.list) if line.list else RegistrationList.objects.first()
    try:
        with transaction.atomic():
            ACTS[name](line, row and make.fresh_list(row), at)
    except CannotMove:
        pass


def _assert_counts():
    city, period = make.unit(make.CITY), parse("2026")
    assert figures.registered(city, period).count() == registered_by_history(2026)
    assert figures.recognised(city, period).count() == recognised_by_decisions(2026)
    shown = Registration.objects.filter(exemplar__audience=Audience.PUBLIC).count()
    assert shown == recognised_by_decisions(2026)


def test_the_whole_way_from_draft_to_recognition_and_back():
    line = make.accepted()[0]
    _decide(Result.RECOGNISED)(line, None, make.AT)

    _revoke(line, None, make.AT)

    line = make.fresh(line)
    assert (line.state, line.exemplar.audience) == (State.REVOKED, Audience.SCOPE)
    city, period = make.unit(make.CITY), parse("2026")
    counts = [rows(city, period).count() for rows in (figures.registered, figures.recognised, figures.revoked)]
    assert counts == [1, 0, 1]
    assert line.sent_on == date(2026, 3, 20)
