"""Who may do what to other people's accounts and seats."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q

from danvan.commons.people import scopes
from danvan.commons.people.models import Role, Seat, Unit, UnitKind, User
from danvan.commons.places.models import Level

ANYWHERE = {Role.CADRE, Role.HEAD, Role.LEADER}
"""Roles that an administrator gives in every unit of their scope."""
LEADING = {UnitKind.COMMITTEE, UnitKind.COMMISSION}


@dataclass(frozen=True)
class Authority:
    """What one administrator's seat reaches on a day, read once for many questions; without a seat, the system.

    It reaches its unit and the scope of it, but never a unit that leads its own: who sits there is above them.
    """

    seat: Seat | None
    on: date
    reach: frozenset[int]

    @classmethod
    def of(cls, seat: Seat | None, on: date) -> Self:
        """The authority of a seat on a day; none at all when the seat is not an administrator's or does not hold."""
        if seat is None or seat.role != Role.ADMINISTRATOR or not seat.holds_on(on):
            return cls(seat, on, frozenset())
        leaders = {unit.pk for unit in scopes.leaders(seat.unit)}
        return cls(seat, on, frozenset({seat.unit_id, *scopes.ids(seat.unit, on)} - leaders))

    @property
    def system(self) -> bool:
        """Whether nobody in particular acts."""
        return self.seat is None

    def reaches(self, unit_id: int) -> bool:
        """Whether a unit lies within it."""
        return self.system or unit_id in self.reach

    def may_give(self, role: str, unit: Unit) -> bool:
        """Whether it may give a role in a unit: no administrator beside itself, no city officer but at the city."""
        if role == Role.OFFICER and not (unit.level == Level.CITY and unit.kind in LEADING):
            return False
        if self.seat is None:
            return True
        if role == Role.ADMINISTRATOR:
            return self.reaches(unit.pk) and unit.pk != self.seat.unit_id
        return self.reaches(unit.pk) and role in {*ANYWHERE, Role.OFFICER}

    def may_end(self, seat: Seat) -> bool:
        """Whether it may end a seat: within its reach, and not its own person's."""
        return self.system or (self.reaches(seat.unit_id) and not self.is_self(seat.user))

    def may_reset(self, user: User) -> bool:
        """Whether it may give a person a new password: every seat they hold or will hold lies within its reach."""
        if self.seat is None:
            return True
        if self.is_self(user) or user.is_superuser or user.is_staff:
            return False
        held = user.seats.filter(Q(valid_to=None) | Q(valid_to__gte=self.on)).values_list("unit_id", flat=True)
        return bool(held) and all(unit_id in self.reach for unit_id in held)

    def is_self(self, user: User) -> bool:
        """Whether a person is the one who acts."""
        return self.seat is not None and user.pk == self.seat.user_id
