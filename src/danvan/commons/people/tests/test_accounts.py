"""The acts on accounts: what changed, what is remembered, who is refused."""

import re
from datetime import UTC, date, datetime

import pytest

from danvan.commons.people import accounts
from danvan.commons.people.accounts import change_password, end_seat, give_seat, open_account, reset_password
from danvan.commons.people.codes import resolve
from danvan.commons.people.entered import Refused
from danvan.commons.people.models import AccountEvent, AccountVerb, Role, Seat, User
from danvan.commons.people.passwords import first_password

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
NEW = {"username": "lan.hpn", "name": "Lan Hai (minh họa)", "role": Role.CADRE}


def verbs(user: User) -> list[str]:
    return [event.verb for event in user.account_events.all()]


def test_a_new_account_has_a_seat_and_a_first_password_to_be_changed(admin):
    opened = open_account(**NEW, unit=resolve("CT-THANH-PHU-HPN"), title="Ủy viên", by=admin, at=AT)

    user = User.objects.get(username="lan.hpn")
    assert user.check_password(opened.password)
    assert user.must_change_password
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert [(seat.unit.code, seat.role, seat.title, seat.valid_from, seat.valid_to) for seat in user.seats.all()] == [
        ("CT-THANH-PHU-HPN", "cadre", "Ủy viên", date(2026, 3, 2), None)
    ]
    assert verbs(user) == [AccountVerb.CREATED, AccountVerb.SEATED]
    event = user.account_events.last()
    assert (event.by, event.hat, event.at) == (admin.user, admin, AT)
    assert event.facts == {
        "unit": "CT-THANH-PHU-HPN",
        "role": "cadre",
        "title": "Ủy viên",
        "from": "2026-03-02",
        "until": None,
    }
    assert opened.password not in str(list(AccountEvent.objects.values()))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "x"}, "username"),
        ({"username": "lan hai"}, "username"),
        ({"username": "lần"}, "username"),
        ({"username": ".lan"}, "username"),
        ({"username": "l" * 61}, "username"),
        ({"username": "l" * 10_000_000}, "username"),
        ({"username": "DEMO-cadre"}, "username"),
        ({"name": ""}, "name"),
        ({"name": "123"}, "name"),
        ({"name": "😀"}, "name"),
        ({"name": "Lan\x00"}, "name"),
        ({"name": "L" * 121}, "name"),
        ({"title": "Ủ" * 121}, "title"),
        ({"role": "king"}, "role"),
        ({"role": Role.OFFICER}, "role"),
        ({"valid_from": date(1, 1, 1)}, "from"),
        ({"valid_from": date(2025, 6, 30)}, "from"),
        ({"valid_from": date(9999, 12, 31)}, "from"),
        ({"valid_to": date(2026, 3, 1)}, "until"),
        ({"valid_to": date(9999, 12, 31)}, "until"),
        ({"unit": "CT04-CO-DO-HPN"}, "from"),
    ],
)
def test_what_cannot_be_is_refused_at_its_box_and_nothing_is_saved(admin, given, field):
    before = User.objects.count(), Seat.objects.count(), AccountEvent.objects.count()
    unit = resolve(given.pop("unit", "CT-THANH-PHU-HPN"))

    with pytest.raises(Refused) as refused:
        open_account(**(NEW | {"unit": unit} | given), by=admin, at=AT)

    assert refused.value.field == field
    assert (User.objects.count(), Seat.objects.count(), AccountEvent.objects.count()) == before


def test_marks_that_turn_the_writing_are_taken_out_of_a_name():
    opened = open_account(**(NEW | {"name": "Lan \u202ehọa"}), unit=resolve("CT-THANH-PHU"), by=None, at=AT)

    assert opened.user.name == "Lan họa"


def test_a_stranger_and_a_cadre_open_no_accounts(cadre, stranger):
    for seat in (cadre, stranger):
        with pytest.raises(Refused) as refused:
            open_account(**NEW, unit=resolve("CT-THANH-PHU-HPN"), by=seat, at=AT)
        assert refused.value.field == "unit"

    assert not User.objects.filter(username="lan.hpn").exists()


def test_a_further_hat_given_twice_stays_one(admin, stranger):
    hat = {"unit": resolve("CT-CAI-KHE-MTTQ"), "role": Role.CADRE, "by": admin, "at": AT}

    first = give_seat(stranger.user, **hat)
    again = give_seat(stranger.user, **hat)

    assert first == again
    assert stranger.user.seats.count() == 2
    assert verbs(stranger.user)[-1:] == [AccountVerb.SEATED]


def test_an_administrator_gives_themselves_no_hat(admin):
    with pytest.raises(Refused, match="tự giao"):
        give_seat(admin.user, unit=resolve("CT-THANH-PHU"), role=Role.HEAD, by=admin, at=AT)

    assert admin.user.seats.count() == 1


def test_a_seat_ends_with_its_last_day_and_once(admin, cadre):
    end_seat(cadre, last_day=date(2026, 3, 31), by=admin, at=AT)
    end_seat(cadre, last_day=date(2026, 3, 31), by=admin, at=AT)

    assert cadre in Seat.objects.of(cadre.user, date(2026, 3, 31))
    assert cadre not in Seat.objects.of(cadre.user, date(2026, 4, 1))
    assert all(seat.user is cadre.user for seat in Seat.objects.of(cadre.user, date(2026, 3, 31)))
    assert verbs(cadre.user).count(AccountVerb.SEAT_ENDED) == 1


@pytest.mark.parametrize("last_day", [date(2025, 6, 30), date(9999, 12, 31)])
def test_a_seat_does_not_end_before_it_began_or_never(admin, cadre, last_day):
    with pytest.raises(Refused) as refused:
        end_seat(cadre, last_day=last_day, by=admin, at=AT)

    assert refused.value.field == "until"
    assert Seat.objects.get(pk=cadre.pk).valid_to is None


def test_a_head_ends_nobodys_seat(unit_head, cadre):
    with pytest.raises(Refused):
        end_seat(cadre, last_day=date(2026, 3, 31), by=unit_head, at=AT)

    assert Seat.objects.get(pk=cadre.pk).valid_to is None


def test_a_new_password_is_given_once_and_must_be_changed(admin, cadre):
    password = reset_password(cadre.user, by=admin, at=AT)

    user = User.objects.get(pk=cadre.user_id)
    assert user.check_password(password)
    assert user.must_change_password
    assert verbs(user)[-1] == AccountVerb.PASSWORD_RESET


def test_who_may_not_leaves_the_password_as_it_was(cadre, stranger, leader, officer):
    before = User.objects.get(pk=cadre.user_id).password

    for seat in (stranger, leader, officer, cadre):
        with pytest.raises(Refused):
            reset_password(cadre.user, by=seat, at=AT)

    assert User.objects.get(pk=cadre.user_id).password == before
    assert AccountVerb.PASSWORD_RESET not in verbs(cadre.user)


def test_a_password_of_ones_own_need_not_be_changed_again(admin, cadre):
    reset_password(cadre.user, by=admin, at=AT)

    change_password(cadre.user, "một câu dài dễ nhớ", at=AT)

    user = User.objects.get(pk=cadre.user_id)
    assert user.check_password("một câu dài dễ nhớ")
    assert not user.must_change_password
    assert verbs(user)[-1] == AccountVerb.PASSWORD_CHANGED


def test_first_passwords_can_be_read_out_and_differ():
    made = {first_password() for _number in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch(r"([a-z]{4}-){3}[2-9]{4}", password) for password in made)


def test_the_history_of_accounts_is_only_added_to(cadre):
    event = cadre.user.account_events.first()

    for attempt in (
        event.save,
        event.delete,
        AccountEvent.objects.all().delete,
        lambda: AccountEvent.objects.update(verb="created"),
    ):
        with pytest.raises(TypeError):
            attempt()

    assert AccountEvent.objects.filter(pk=event.pk).exists()


def test_the_day_of_an_act_is_the_local_one():
    assert accounts.day_of(datetime(2026, 12, 31, 17, 30, tzinfo=UTC)) == date(2027, 1, 1)
