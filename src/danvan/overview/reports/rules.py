"""Who may see and who may write reports. The table is in `tests/test_rules.py`, cell by cell."""

from typing import Any

from django.db.models import Q

from danvan.commons.people import scopes
from danvan.commons.people.models import Role, Seat, Unit, UnitKind

WRITERS = (Role.CADRE, Role.HEAD, Role.OFFICER)
READERS = (*WRITERS, Role.LEADER)
LEADING = (UnitKind.COMMITTEE, UnitKind.COMMISSION)


def reach(seat: Seat) -> Unit:
    """The unit whose scope a seat works in: a committee or its commission reach over the committee's whole place."""
    return (seat.unit.home or seat.unit) if seat.unit.kind in LEADING else seat.unit


def reads(seat: Seat | None) -> bool:
    """Whether a seat reads reports at all; an administrator keeps accounts, the public reads what is published."""
    return seat is not None and seat.role in READERS


def within(seat: Seat) -> Any:
    """The keys of the units in a seat's reach, those before them among them."""
    return scopes.ids(reach(seat))


def covers(seat: Seat | None, unit: Unit | int) -> bool:
    """Whether a seat may ask for the numbers of a unit: it reads, and the unit lies in its reach."""
    return seat is not None and reads(seat) and scopes.covers(reach(seat), unit)


def seen_by(seat: Seat | None) -> Q:
    """Reports of the units in reach."""
    return Q(unit__in=within(seat)) if seat is not None and reads(seat) else Q(pk__in=())


def may_write(seat: Seat | None, row: Any) -> bool:
    """Cadre, head and officer write for the unit they work for, and for one before it that no longer is."""
    if seat is None or seat.role not in WRITERS:
        return False
    if row.unit_id in (seat.unit_id, reach(seat).pk):
        return True
    return row.unit.valid_to is not None and covers(seat, row.unit_id)
