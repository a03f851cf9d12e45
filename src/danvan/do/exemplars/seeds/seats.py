"""Invented people who act in the demo's history: a cadre and a head for each unit that sends a list, and an officer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from danvan.commons.people.models import Role, Seat, Unit, User


@dataclass(frozen=True)
class Hands:
    """Who writes and who signs for a unit."""

    cadre: Seat
    head: Seat


def hands(units: Iterable[Unit]) -> dict[int, Hands]:
    """Seats for these units, made once; nobody can sign in with them."""
    wanted = {(unit.pk, role): unit for unit in units for role in (Role.CADRE, Role.HEAD)}
    names = {key: f"to-{unit.code.lower()}-{key[1]}" for key, unit in wanted.items()}
    known = set(User.objects.filter(username__in=list(names.values())).values_list("username", flat=True))
    locked = make_password(None)
    User.objects.bulk_create(
        [
            User(username=names[key], name=f"{Role(key[1]).label} {unit.name} (minh họa)"[:120], password=locked)
            for key, unit in wanted.items()
            if names[key] not in known
        ],
        batch_size=500,
    )
    users = {user.username: user for user in User.objects.filter(username__in=list(names.values()))}
    Seat.objects.bulk_create(
        [
            Seat(user=users[names[key]], unit=unit, role=key[1], valid_from=unit.valid_from, valid_to=unit.valid_to)
            for key, unit in wanted.items()
            if names[key] not in known
        ],
        batch_size=500,
    )
    seats = {
        (seat.unit_id, seat.role): seat
        for seat in Seat.objects.filter(user__username__in=list(names.values())).select_related("user", "unit__home")
    }
    return {unit.pk: Hands(seats[unit.pk, Role.CADRE], seats[unit.pk, Role.HEAD]) for unit in wanted.values()}


def officer(commission: Unit) -> Seat:
    """The invented officer who runs the movement from a commission."""
    user, _ = User.objects.get_or_create(
        username=f"to-{commission.code.lower()}-officer",
        defaults={"name": f"Chuyên viên {commission.name} (minh họa)", "password": make_password(None)},
    )
    seat, _ = Seat.objects.get_or_create(
        user=user,
        unit=commission,
        role=Role.OFFICER,
        defaults={"valid_from": commission.valid_from, "valid_to": commission.valid_to},
    )
    return Seat.objects.select_related("user", "unit__home").get(pk=seat.pk)
