"""What the tests of the commons stand on: a unit, an officer with a seat, records with some history."""

from datetime import UTC, datetime

from danvan.commons.people.models import Role, Seat, Unit, User
from danvan.commons.records import history
from danvan.commons.records.models import Record

AT = datetime(2026, 9, 2, 1, tzinfo=UTC)


def unit(code: str = "thu-a") -> Unit:
    """An invented commune's committee."""
    return Unit.objects.get_or_create(
        code=code, defaults={"name": "Đảng ủy xã Thử A", "kind": "committee", "line": "party", "level": "commune"}
    )[0]


def seat(username: str = "lan", role: str = Role.OFFICER, **user: object) -> Seat:
    """An invented person with one seat."""
    person = User.objects.create(username=username, name="Người Minh Họa", **user)
    return Seat.objects.create(user=person, unit=unit(), role=role)


def record(verbs: str = "abc", **columns: object) -> Record:
    """A record with one event for each letter."""
    made = Record.objects.create(**{"kind": "thu.thu", "title": "Thử", "unit": unit(), "opened_at": AT} | columns)
    for verb in verbs:
        history.remember(made, verb, by=None, at=AT, note=f"việc {verb}")
    return made
