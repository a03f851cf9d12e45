"""Who may give which role where, end seats and reset passwords: cell by cell."""

from datetime import date

import pytest

from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Role, Seat, User
from danvan.commons.people.rights import Authority

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)
C, H, F, L, A = Role.CADRE, Role.HEAD, Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR


def person(username: str, *hats: tuple[str, str], **flags: bool) -> User:
    user = User.objects.create(username=username, name=f"{username} (minh họa)", **flags)
    for code, role in hats:
        Seat.objects.create(user=user, unit=resolve(code), role=role, valid_from=date(2025, 7, 1))
    return user


def authority(code: str, role: str = A) -> Authority:
    return Authority.of(person("quan-tri", (code, role)).seats.get(), ON)


# An administrator of … gives in … these roles, and no other.
GIVES = [
    ("CT", "CT", {C, H, F, L}),
    ("CT", "CT-BTGDV", {C, H, F, L, A}),
    ("CT", "CT-HPN", {C, H, L, A}),
    ("CT", "CT-THANH-PHU", {C, H, L, A}),
    ("CT", "CT-THANH-PHU-TDV1", {C, H, L, A}),
    ("CT-BTGDV", "CT", set()),
    ("CT-BTGDV", "CT-BTGDV", {C, H, F, L}),
    ("CT-BTGDV", "CT-THANH-PHU", {C, H, L, A}),
    ("CT-HPN", "CT-HPN", {C, H, L}),
    ("CT-HPN", "CT-THANH-PHU-HPN", {C, H, L, A}),
    ("CT-HPN", "CT-THANH-PHU", set()),
    ("CT-HPN", "CT", set()),
    ("CT-THANH-PHU", "CT-THANH-PHU", {C, H, L}),
    ("CT-THANH-PHU", "CT-THANH-PHU-HPN", {C, H, L, A}),
    ("CT-THANH-PHU", "CT-HPN", set()),
    ("CT-THANH-PHU", "CT-CAI-KHE", set()),
    ("CT-THANH-PHU", "CT-CAI-KHE-HPN", set()),
    ("CT-THANH-PHU", "CT-BTGDV", set()),
    ("CT-THANH-PHU", "CT", set()),
    ("CT-THANH-PHU-BXDD", "CT-THANH-PHU", set()),
    ("CT-THANH-PHU-BXDD", "CT-THANH-PHU-HPN", {C, H, L, A}),
]


@pytest.mark.parametrize(("where", "code", "roles"), GIVES)
def test_an_administrator_gives_roles_within_reach_and_never_above(where, code, roles):
    who, unit = authority(where), resolve(code)

    assert {role for role in Role if who.may_give(role, unit)} == roles


@pytest.mark.parametrize("role", [C, H, F, L])
def test_nobody_but_an_administrator_gives_anything(role):
    who = authority("CT", role)

    assert not any(who.may_give(given, resolve(code)) for given in Role for code in ("CT", "CT-HPN", "CT-THANH-PHU"))


@pytest.mark.parametrize(
    ("code", "roles"),
    [("CT", set(Role)), ("CT-BTGDV", set(Role)), ("CT-THANH-PHU", {C, H, L, A}), ("CT-HPN", {C, H, L, A})],
)
def test_the_system_gives_all_but_city_officers_outside_the_city(code, roles):
    assert {role for role in Role if Authority.of(None, ON).may_give(role, resolve(code))} == roles


def test_a_seat_that_has_ended_or_not_begun_gives_nothing():
    seat = person("quan-tri", ("CT", A)).seats.get()
    seat.valid_to = date(2026, 3, 1)

    assert not Authority.of(seat, ON).may_give(C, resolve("CT-THANH-PHU"))
    assert not Authority.of(seat, date(2025, 6, 30)).may_give(C, resolve("CT-THANH-PHU"))
    assert Authority.of(seat, date(2026, 3, 1)).may_give(C, resolve("CT-THANH-PHU"))


# An administrator of … resets the password of a person with these hats: yes or no.
RESETS = [
    ("CT", [("CT", L)], True),
    ("CT", [("CT-THANH-PHU-HPN", C), ("CT-CAI-KHE", H)], True),
    ("CT-BTGDV", [("CT", L)], False),
    ("CT-BTGDV", [("CT-BTGDV", F)], True),
    ("CT-BTGDV", [("CT-THANH-PHU", H)], True),
    ("CT-BTGDV", [("CT-THANH-PHU", H), ("CT", L)], False),
    ("CT-THANH-PHU", [("CT-THANH-PHU-HPN", C)], True),
    ("CT-THANH-PHU", [("CT-THANH-PHU", H)], True),
    ("CT-THANH-PHU", [("CT-THANH-PHU-HPN", C), ("CT-THANH-PHU-TDV1", C)], True),
    ("CT-THANH-PHU", [("CT-THANH-PHU-HPN", C), ("CT-CAI-KHE-HPN", C)], False),
    ("CT-THANH-PHU", [("CT-THANH-PHU-HPN", C), ("CT-HPN", C)], False),
    ("CT-THANH-PHU", [("CT-THANH-PHU-HPN", C), ("CT", L)], False),
    ("CT-THANH-PHU", [("CT-CAI-KHE", H)], False),
    ("CT-THANH-PHU", [("CT-BTGDV", F)], False),
    ("CT-THANH-PHU-HPN", [("CT-THANH-PHU-HPN", C)], True),
    ("CT-THANH-PHU-HPN", [("CT-THANH-PHU-HND", C)], False),
    ("CT-THANH-PHU-HPN", [("CT-THANH-PHU", H)], False),
    ("CT", [], False),
]


@pytest.mark.parametrize(("where", "hats", "allowed"), RESETS)
def test_a_password_is_reset_where_every_seat_lies_within_reach(where, hats, allowed):
    who, colleague = authority(where), person("dong-nghiep", *hats)

    assert who.may_reset(colleague) is allowed


@pytest.mark.parametrize("role", [C, H, F, L])
def test_nobody_but_an_administrator_resets_a_password(role):
    assert not authority("CT", role).may_reset(person("dong-nghiep", ("CT-THANH-PHU", C)))


def test_a_seat_to_come_protects_and_one_that_ended_does_not():
    who, colleague = authority("CT-THANH-PHU"), person("dong-nghiep", ("CT-THANH-PHU-HPN", C))
    other = Seat.objects.create(user=colleague, unit=resolve("CT-HPN"), role=C, valid_from=date(2026, 9, 1))

    assert not who.may_reset(colleague)

    Seat.objects.filter(pk=other.pk).update(valid_from=date(2025, 7, 1), valid_to=date(2026, 3, 1))
    assert who.may_reset(colleague)


@pytest.mark.parametrize("flag", ["is_superuser", "is_staff"])
def test_accounts_of_the_installation_are_left_to_the_system(flag):
    colleague = person("cai-dat", ("CT-THANH-PHU", C), **{flag: True})

    assert not authority("CT").may_reset(colleague)
    assert Authority.of(None, ON).may_reset(colleague)


def test_nobody_resets_or_ends_their_own():
    seat = person("quan-tri", ("CT", A)).seats.get()

    assert not Authority.of(seat, ON).may_reset(seat.user)
    assert not Authority.of(seat, ON).may_end(seat)
    assert Authority.of(None, ON).may_end(seat)


@pytest.mark.parametrize(
    ("where", "code", "allowed"),
    [
        ("CT", "CT", True),
        ("CT", "CT-THANH-PHU-HPN", True),
        ("CT-THANH-PHU", "CT-THANH-PHU-HPN", True),
        ("CT-THANH-PHU", "CT-CAI-KHE", False),
        ("CT-THANH-PHU", "CT-HPN", False),
        ("CT-BTGDV", "CT", False),
    ],
)
def test_a_seat_is_ended_within_reach(where, code, allowed):
    seat = person("dong-nghiep", (code, H)).seats.get()

    assert authority(where).may_end(seat) is allowed
