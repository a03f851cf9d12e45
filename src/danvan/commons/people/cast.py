"""The invented people of the demo and of the tests, one for each role; they sign in by a click and have no password."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from danvan.commons.people.accounts import day_of, facts, remember
from danvan.commons.people.codes import resolve
from danvan.commons.people.models import AccountVerb, Role, Seat, User

MARK = "(minh họa)"
"""Stands after the name of each, so that nobody takes them for a person."""
PREFIX = "demo-"
SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Part:
    """One invented person: who, and the hats they wear, the first one first."""

    key: str
    name: str
    hats: tuple[tuple[str, Role, str], ...]

    @property
    def username(self) -> str:
        """The name of the account."""
        return PREFIX + self.key


PARTS = (
    Part(
        "cadre",
        f"Lan {MARK}",
        (
            ("CT-THANH-PHU-HPN", Role.CADRE, "Phó Chủ tịch Hội LHPN xã"),
            ("CT-THANH-PHU-MTTQ", Role.CADRE, "Ủy viên Ủy ban MTTQ Việt Nam xã"),
            ("CT-THANH-PHU-TDV1", Role.CADRE, "Tổ phó Tổ Dân vận ấp 1"),
        ),
    ),
    Part("unit-head", f"Hạnh {MARK}", (("CT-THANH-PHU-HPN", Role.HEAD, "Chủ tịch Hội LHPN xã"),)),
    Part("commune-head", f"Tám {MARK}", (("CT-THANH-PHU", Role.HEAD, "Phó Bí thư Thường trực Đảng ủy xã"),)),
    Part("officer", f"Minh {MARK}", (("CT-BTGDV", Role.OFFICER, "Chuyên viên Ban Tuyên giáo và Dân vận Thành ủy"),)),
    Part("leader", f"Năm {MARK}", (("CT", Role.LEADER, "Thường trực Thành ủy"),)),
    Part("administrator", f"Sáu {MARK}", (("CT", Role.ADMINISTRATOR, "Quản trị hệ thống"),)),
    Part("stranger", f"Hoa {MARK}", (("CT-CAI-KHE-HND", Role.CADRE, "Phó Chủ tịch Hội Nông dân phường"),)),
)


@dataclass(frozen=True)
class Player:
    """A person of the cast as they stand in the database."""

    part: Part
    user: User
    seats: tuple[Seat, ...]

    @property
    def seat(self) -> Seat:
        """The hat they wear first."""
        return self.seats[0]


def lay_down(*, at: datetime) -> dict[str, Player]:
    """Create whoever is missing of the cast; the units must be loaded."""
    with transaction.atomic():
        for part in PARTS:
            _lay_down(part, at)
    return cast(on=day_of(at))


def cast(*, on: date) -> dict[str, Player]:
    """The cast by key as it stands on a day; empty where no demo was laid down."""
    seats: dict[str, list[Seat]] = {}
    held = Seat.objects.filter(user__username__in=[part.username for part in PARTS]).valid_on(on)
    for seat in held.select_related("user", "unit__home").order_by("pk"):
        seats.setdefault(seat.user.username, []).append(seat)
    return {
        part.key: Player(part, seats[part.username][0].user, tuple(seats[part.username]))
        for part in PARTS
        if part.username in seats
    }


def present() -> bool:
    """Whether this database holds the demo's people, which a live site must refuse."""
    return User.objects.filter(username__startswith=PREFIX).exists()


def _lay_down(part: Part, at: datetime) -> None:
    user = User.objects.filter(username=part.username).first()
    if user is None:
        user = User(username=part.username, name=part.name, date_joined=at)
        user.set_unusable_password()
        user.save()
        remember(user, AccountVerb.CREATED, by=None, at=at)
    for code, role, title in part.hats:
        unit = resolve(code)
        if not user.seats.filter(unit=unit, role=role).exists():
            seat = Seat.objects.create(user=user, unit=unit, role=role, title=title, valid_from=SINCE)
            remember(user, AccountVerb.SEATED, by=None, at=at, **facts(seat))
