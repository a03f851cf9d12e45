"""Who may: every role against every act, cell by cell (issue: commune cadre, unit head, city officer, leader, …)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import DecisionLevel
from danvan.do.exemplars.models import CampaignYear, Decision, Exemplar, Registration, RegistrationList
from danvan.do.exemplars.steps import EXEMPLAR, LIST, REGISTRATION, YEAR
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db

SEATS: dict[str, Callable[[], Any]] = {
    "unit_cadre": make.cadre,
    "unit_head": make.head,
    "neighbour": lambda: make.cadre(make.FARMERS),
    "commune_cadre": lambda: make.cadre(make.DESK),
    "commune_head": lambda: make.head(make.COMMUNE),
    "officer": make.officer,
    "leader": make.leader,
    "administrator": make.administrator,
    "public": lambda: None,
    "stranger": make.stranger,
}
TABLE = """
act                     unit_cadre unit_head neighbour commune_cadre commune_head officer leader administrator public stranger
see_a_draft                 x          x         .           x             x          .       .          .         .       .
see_what_was_sent           x          x         .           x             x          x       x          .         .       .
see_the_exemplar            x          x         .           x             x          x       x          .         .       .
see_a_recognised_exemplar   x          x         x           x             x          x       x          x         x       x
see_the_unit_list           x          x         .           x             x          x       x          .         .       .
see_the_commune_list        .          .         .           x             x          x       x          .         .       .
see_the_years               x          x         x           x             x          x       x          .         .       x
write                       x          x         .           x             x          .       .          .         .       .
write_late                  x          x         .           x             x          x       .          .         .       .
bring_in_a_file             x          x         .           x             x          .       .          .         .       .
withdraw                    x          x         .           x             x          .       .          .         .       .
join                        x          x         .           x             x          .       .          .         .       .
take_a_joining_back         x          x         .           x             x          .       .          .         .       .
sign_the_unit_list          .          x         .           .             .          .       .          .         .       .
send_the_unit_list          x          x         .           .             .          .       .          .         .       .
take_back_the_unit_list     x          x         .           .             .          .       .          .         .       .
return_an_entry_to_unit     .          .         .           x             x          .       .          .         .       .
accept_the_unit_list        .          .         .           x             x          .       .          .         .       .
remind_the_unit             .          .         .           x             x          .       .          .         .       .
sign_the_commune_list       .          .         .           .             x          .       .          .         .       .
send_the_commune_list       .          .         .           x             x          .       .          .         .       .
accept_the_commune_list     .          .         .           .             .          x       .          .         .       .
return_an_entry_to_commune  .          .         .           .             .          x       .          .         .       .
remind_the_commune          .          .         .           .             .          x       .          .         .       .
send_in_a_closed_year       .          .         .           .             .          .       .          .         .       .
enter_a_late_list           .          .         .           .             .          x       .          .         .       .
open_and_close_the_year     .          .         .           .             .          x       .          .         .       .
decide_for_the_city         .          .         .           .             .          x       .          .         .       .
decide_for_the_commune      .          .         .           .             x          x       .          .         .       .
hand_an_exemplar_over       .          .         .           .             .          x       .          .         .       .
"""


@pytest.fixture
def house() -> SimpleNamespace:
    """One of everything, in the states the table speaks of."""
    return SimpleNamespace(
        draft=make.fresh(make.draft(title="Bếp ăn nghĩa tình ấp 2")),
        unit_list=make.fresh_list(make.sent(make.WOMEN)),
        commune_list=make.fresh_list(_commune_list()),
        late_list=make.fresh_list(_late_list()),
        recognised=_recognised(),
    )


def _commune_list() -> RegistrationList:
    line = make.entered(code=make.COMMUNE, title="Camera an ninh khu chợ")
    assert line.list is not None
    return line.list


def _late_list() -> RegistrationList:
    line = make.entered(of=2025, title="Hàng rào cây xanh ấp 3")
    make.closed(2025)
    assert line.list is not None
    return line.list


def _recognised() -> Exemplar:
    line = make.draft(code=make.FARMERS, title="Tổ hùn vốn xoay vòng ấp 4")
    Exemplar.objects.filter(pk=line.exemplar_id).update(audience="public")
    return line.exemplar


def sent_line(house: SimpleNamespace) -> Registration:
    """The entry on the unit's list."""
    return make.fresh(Registration.objects.get(list=house.unit_list))


def late(line: Registration) -> Registration:
    """Marked as being entered after the year was closed."""
    line.late = True  # type: ignore[attr-defined]
    return line


def entry_at_city(house: SimpleNamespace) -> Registration:
    """An entry of the commune's own list."""
    return make.fresh(Registration.objects.get(list=house.commune_list))


def decision(level: DecisionLevel, code: str) -> Decision:
    """A decision being prepared."""
    return Decision(level=level, unit=make.unit(code), home=make.unit(code))


def visible(model: Any, row: Any) -> Callable[[Any], bool]:
    """Whether `visible_to` lets a seat see this row."""
    return lambda seat: model.objects.visible_to(seat).filter(pk=row.pk).exists()


ACTS: dict[str, Callable[[SimpleNamespace], Callable[[Any], bool]]] = {
    "see_a_draft": lambda h: visible(Registration, h.draft),
    "see_what_was_sent": lambda h: visible(Registration, sent_line(h)),
    "see_the_exemplar": lambda h: visible(Exemplar, h.draft.exemplar),
    "see_a_recognised_exemplar": lambda h: visible(Exemplar, h.recognised),
    "see_the_unit_list": lambda h: visible(RegistrationList, h.unit_list),
    "see_the_commune_list": lambda h: visible(RegistrationList, h.commune_list),
    "see_the_years": lambda h: visible(CampaignYear, h.unit_list.campaign),
    "write": lambda h: lambda seat: REGISTRATION["edit"].who(seat, h.draft),
    "write_late": lambda h: lambda seat: REGISTRATION["edit"].who(seat, late(make.fresh(h.draft))),
    "bring_in_a_file": lambda h: lambda seat: rules.may_bring_in(seat, h.draft),
    "withdraw": lambda h: lambda seat: REGISTRATION["withdraw"].who(seat, h.draft),
    "join": lambda h: lambda seat: REGISTRATION["join"].who(seat, h.draft),
    "take_a_joining_back": lambda h: lambda seat: REGISTRATION["part"].who(seat, h.draft),
    "sign_the_unit_list": lambda h: lambda seat: LIST["sign"].who(seat, h.unit_list),
    "send_the_unit_list": lambda h: lambda seat: LIST["send"].who(seat, h.unit_list),
    "take_back_the_unit_list": lambda h: lambda seat: LIST["take_back"].who(seat, h.unit_list),
    "return_an_entry_to_unit": lambda h: lambda seat: REGISTRATION["return"].who(seat, sent_line(h)),
    "accept_the_unit_list": lambda h: lambda seat: LIST["accept"].who(seat, h.unit_list),
    "remind_the_unit": lambda h: lambda seat: LIST["remind"].who(seat, h.unit_list),
    "sign_the_commune_list": lambda h: lambda seat: LIST["sign"].who(seat, h.commune_list),
    "send_the_commune_list": lambda h: lambda seat: LIST["send"].who(seat, h.commune_list),
    "accept_the_commune_list": lambda h: lambda seat: LIST["accept"].who(seat, h.commune_list),
    "return_an_entry_to_commune": lambda h: lambda seat: REGISTRATION["return"].who(seat, entry_at_city(h)),
    "remind_the_commune": lambda h: lambda seat: LIST["remind"].who(seat, h.commune_list),
    "send_in_a_closed_year": lambda h: lambda seat: LIST["send"].who(seat, h.late_list),
    "enter_a_late_list": lambda h: lambda seat: LIST["send_late"].who(seat, h.late_list),
    "open_and_close_the_year": lambda h: lambda seat: YEAR["close"].who(seat, h.unit_list.campaign),
    "decide_for_the_city": lambda h: lambda seat: rules.may_decide(seat, decision(DecisionLevel.CITY, make.CITY)),
    "decide_for_the_commune": lambda h: (
        lambda seat: rules.may_decide(seat, decision(DecisionLevel.COMMUNE, make.COMMUNE))
    ),
    "hand_an_exemplar_over": lambda h: lambda seat: EXEMPLAR["hand_over"].who(seat, h.draft.exemplar),
}


def cells() -> list[tuple[str, str, bool]]:
    """Every cell of the table: act, role, whether it may."""
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [(row[0], role, mark == "x") for row in rows for role, mark in zip(header[1:], row[1:], strict=True)]


@pytest.mark.parametrize("act", ACTS)
def test_who_may(act, house):
    question = ACTS[act](house)

    found = {role: bool(question(seat())) for role, seat in SEATS.items()}

    assert found == {role: may for one, role, may in cells() if one == act}


def test_the_table_has_a_cell_for_every_role_and_act():
    assert {(act, role) for act, role, _may in cells()} == {(act, role) for act in ACTS for role in SEATS}


def test_who_works_in_another_line_of_the_city_does_not_write_for_communes():
    line = make.draft(code=make.WOMEN)
    women_of_the_city = make.cadre("CT-HPN")

    may = REGISTRATION["edit"].who(women_of_the_city, line)

    assert (may, visible(Registration, line)(women_of_the_city)) == (False, True)


def test_a_seat_of_today_writes_for_what_its_commune_received():
    line = make.draft(code="CT04-CO-DO-THANH-PHU-HPN", of=2024)

    assert REGISTRATION["edit"].who(make.cadre(), make.fresh(line))
    assert not REGISTRATION["edit"].who(make.stranger(), make.fresh(line))


@pytest.mark.parametrize("seat", [make.cadre, lambda: make.cadre(make.DESK), make.officer, make.stranger, make.leader])
def test_a_link_is_offered_for_just_the_registrations_that_can_be_opened(seat):
    make.draft(code="CT-HPN")
    make.draft(title="Việc khác hẳn", code=make.ELSEWHERE)
    make.sent()

    for line in Registration.objects.all():
        assert rules.opens_line(seat(), line) == visible(Registration, line)(seat())
