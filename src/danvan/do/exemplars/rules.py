"""Who may see and who may do. The table is in `tests/test_rules.py`, cell by cell."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from danvan.commons.people import scopes
from danvan.commons.people.models import Role, Seat, Unit, UnitKind
from danvan.commons.places.models import Level
from danvan.commons.records.models import Audience
from danvan.do.exemplars.kinds import UNSENT, DecisionLevel, DecisionState, ListState, Who

WRITERS = (Role.CADRE, Role.HEAD)
ISSUERS = {
    DecisionLevel.COMMUNE: Level.COMMUNE,
    DecisionLevel.DISTRICT: Level.DISTRICT,
    DecisionLevel.CITY: Level.CITY,
    DecisionLevel.CENTRAL: Level.CITY,
}
"""Whose committee enters a decision of a level; what the centre decides is entered for the city."""
READERS = (Role.CADRE, Role.HEAD, Role.OFFICER, Role.LEADER)


def reach(seat: Seat) -> Unit:
    """The unit whose scope a seat works in: a committee or its commission reach over the committee's whole place."""
    leads = seat.unit.kind in (UnitKind.COMMITTEE, UnitKind.COMMISSION)
    return (seat.unit.home or seat.unit) if leads else seat.unit


def reads(seat: Seat | None) -> bool:
    """Whether a seat reads more than the public does; an administrator keeps accounts, not exemplars."""
    return seat is not None and seat.role in READERS


def inside(unit: Unit) -> Q:
    """Rows whose unit lies in the scope of `unit`, predecessors included. For tables with `unit` and `home`."""
    if unit.root and unit.valid_to is None:
        return Q()
    if unit.kind == UnitKind.COMMITTEE:
        return Q(home_id__in=homes(unit))
    return Q(unit_id__in=scopes.ids(unit))


def homes(unit: Unit) -> list[int]:
    """The committees in a unit's scope, predecessors included; read once a unit in hand."""
    if not hasattr(unit, "_homes"):
        _read_scope(unit)
    return unit._homes  # type: ignore[attr-defined]


def _read_scope(unit: Unit) -> None:
    kinds = dict(scopes.below(unit).order_by().values_list("pk", "kind"))
    keep_scope(unit, kinds, [pk for pk, kind in kinds.items() if kind == UnitKind.COMMITTEE])


def keep_scope(unit: Unit, keys: Iterable[int], homes: list[int]) -> None:
    """Spare `covers` and `homes` their question where a page has read the scope anyway."""
    unit._covered, unit._homes = frozenset(keys), homes  # type: ignore[attr-defined]


def within(seat: Seat) -> Q:
    """Rows whose unit lies in the seat's reach."""
    return inside(reach(seat))


def _or_within(seat: Seat, also: Q) -> Q:
    """In reach, or else `also`. The whole city is an empty condition, which an OR would drop."""
    reached = within(seat)
    return reached | also if reached else reached


def covers(seat: Seat, unit_id: int) -> bool:
    """Whether a unit lies in the seat's reach; the reach is read once a seat, not once a row."""
    unit = reach(seat)
    if unit.root and unit.valid_to is None:
        return True
    if not hasattr(unit, "_covered"):
        _read_scope(unit)
    return unit_id in unit._covered  # type: ignore[attr-defined]


def seen_by(seat: Seat | None) -> Q:
    """Exemplars: the public ones, and for those who read, all in reach and those that were handed over to their commune."""
    public = Q(audience=Audience.PUBLIC)
    if not reads(seat) or seat is None:
        return public
    unit = reach(seat)
    handed = Q(heir_id__in=homes(unit)) if unit.kind == UnitKind.COMMITTEE and not unit.root else Q()
    return _or_within(seat, public | handed if handed else public)


def found_by(seat: Seat | None) -> Q:
    """Exemplars that a search may find: a name without consent is found, and shown, in reach only."""
    named = ~Q(who=Who.INDIVIDUAL) | Q(consent=True)
    if not reads(seat) or seat is None:
        return seen_by(seat) & named
    return seen_by(seat) & _or_within(seat, named)


def lines_seen_by(seat: Seat | None) -> Q:
    """Registrations: in reach; what is not sent yet only within the unit's own commune or agency.

    Of what is public elsewhere a reader opens only lines that name nobody without consent.
    """
    if not reads(seat) or seat is None:
        return Q(audience=Audience.PUBLIC)
    if reach(seat).root:
        return ~Q(state__in=UNSENT) | Q(unit_id=seat.unit_id)
    named = ~Q(who=Who.INDIVIDUAL) | Q(exemplar__consent=True)
    return _or_within(seat, Q(audience=Audience.PUBLIC) & named)


def opens_line(seat: Seat, row: Any) -> bool:
    """The same of a registration in hand that its reach holds: for links, so that a page asks nothing more."""
    if reach(seat).root:
        return row.state not in UNSENT or bool(row.unit_id == seat.unit_id)
    return covers(seat, row.unit_id)


def lists_seen_by(seat: Seat | None) -> Q:
    """Lists: the unit's own, those in reach, those addressed to it."""
    if not reads(seat) or seat is None:
        return Q(pk__in=())
    return _or_within(seat, Q(receiver_id=seat.unit_id))


def decisions_seen_by(seat: Seat | None) -> Q:
    """Decisions: those of bodies in reach, and once they are out those that name an exemplar in reach."""
    if not reads(seat) or seat is None:
        return Q(pk__in=())
    if reach(seat).root:
        return Q()
    unit, line = reach(seat), "recognitions__registration__"
    if unit.kind == UnitKind.COMMITTEE:
        named = Q(**{f"{line}home_id__in": homes(unit)})
    else:
        named = Q(**{f"{line}unit_id__in": scopes.ids(unit)})
    return within(seat) | (named & ~Q(state=DecisionState.DRAFT))


def is_city_officer(seat: Seat | None, _row: Any = None) -> bool:
    """The officer of the commission who runs the movement for the whole city."""
    return seat is not None and seat.role == Role.OFFICER and reach(seat).root


def works_for(seat: Seat, unit_id: int | None) -> bool:
    """Whether a seat works in this unit; who works in a commune's commission works for the commune's committee."""
    return unit_id == seat.unit_id or (unit_id == reach(seat).pk and not reach(seat).root)


def writes_in(seat: Seat) -> list[int]:
    """The committees in whose places a seat writes: its own commune with its predecessors, in the city only the city."""
    home = seat.unit.home or seat.unit
    return [home.pk] if home.root else homes(home)


def may_register(seat: Seat | None, row: Any) -> bool:
    """Cadre and head write for their own unit and the units below it in their commune; the officer only when late."""
    if seat is not None and seat.role in WRITERS:
        return _writes(seat, row)
    return is_city_officer(seat) and getattr(row, "late", False)


def _writes(seat: Seat, row: Any) -> bool:
    unit = reach(seat)
    if seat.unit_id == row.unit_id or unit.root:
        return bool(seat.unit_id == row.unit_id)
    in_place = row.unit.home_id in writes_in(seat)
    return in_place and (unit.kind == UnitKind.COMMITTEE or covers(seat, row.unit_id))


def is_signed(row: Any) -> bool:
    """Whether a registration stands on a list that is signed: what is signed stays as it is."""
    return row.list is not None and row.list.state == ListState.SIGNED


def may_change(seat: Seat | None, row: Any) -> bool:
    """Who may write a registration, while no signature stands on it."""
    return may_register(seat, row) and not is_signed(row)


def may_sign(seat: Seat | None, row: Any) -> bool:
    """Only the head of the unit signs its list."""
    return seat is not None and seat.role == Role.HEAD and seat.unit_id == row.unit_id


def may_send(seat: Seat | None, row: Any) -> bool:
    """Head or cadre of the unit send what the head has signed; in a closed year only a list that was sent in time."""
    writes = seat is not None and seat.role in WRITERS and works_for(seat, row.unit_id)
    return writes and (row.campaign.is_open or row.sent_at is not None)


def may_send_late(seat: Seat | None, row: Any) -> bool:
    """A list that was never sent enters a closed year only by the city's officer."""
    return is_city_officer(seat) and row.campaign.is_closed and row.sent_at is None


def may_receive(seat: Seat | None, row: Any) -> bool:
    """The receiving body: the commune for its units; the city's officer for communes and the city's own agencies."""
    if seat is None or row.receiver_id is None:
        return False
    if seat.role == Role.OFFICER:
        return bool(reach(seat).pk == row.receiver_id)
    return seat.role in WRITERS and works_for(seat, row.receiver_id) and not reach(seat).root


def may_judge(seat: Seat | None, row: Any) -> bool:
    """Who may return, accept or join one registration: whoever receives the list it is on, or took it onto its own."""
    if row.list is None:
        return False
    taken_on = row.first_list is not None and row.list.is_changeable and may_receive(seat, row.first_list)
    return taken_on or may_receive(seat, row.list)


def may_withdraw(seat: Seat | None, row: Any) -> bool:
    """Cadre and head of the unit, and of its commune, take a registration back."""
    return seat is not None and seat.role in WRITERS and may_change(seat, row)


def may_settle(seat: Seat | None, row: Any) -> bool:
    """Joining two registrations: those who may write the one that goes, or judge it."""
    return may_withdraw(seat, row) or (may_judge(seat, row) and not is_signed(row))


def may_part(seat: Seat | None, row: Any) -> bool:
    """Taking a joining back: those who may write the one that went, or judge it where it stood."""
    return may_register(seat, row) or may_judge(seat, row)


def may_visit(seat: Seat | None, row: Any) -> bool:
    """Whoever may register for the unit goes there, or the city's officer; `row` has `unit`."""
    if seat is not None and seat.role in WRITERS:
        return _writes(seat, row)
    return is_city_officer(seat)


def may_decide(seat: Seat | None, row: Any) -> bool:
    """City and central decisions, and old district ones, are entered by the officer; a commune's by its committee."""
    if row.level == DecisionLevel.COMMUNE and seat is not None and seat.role in WRITERS:
        return seat.unit.kind == UnitKind.COMMITTEE and seat.unit_id == row.unit_id
    return is_city_officer(seat)


def may_bring_in(seat: Seat | None, row: Any) -> bool:
    """Who may bring in a file for a unit: those who may write for it."""
    return may_register(seat, row)


def may_send_line(seat: Seat | None, row: Any) -> bool:
    """A registration is sent with its list."""
    return row.list is not None and (may_send(seat, row.list) or may_register(seat, row))


def may_settle_exemplar(seat: Seat | None, row: Any) -> bool:
    """Two lasting exemplars become one with the consent of the city's officer or of those who write for the unit."""
    return is_city_officer(seat) or may_register(seat, row)


def may_recognise(seat: Seat | None, row: Any) -> bool:
    """Follows from a decision: those who may enter one that can name this registration."""
    if is_city_officer(seat):
        return True
    writes = seat is not None and seat.role in WRITERS and seat.unit.kind == UnitKind.COMMITTEE
    return writes and seat is not None and covers(seat, row.home_id)
