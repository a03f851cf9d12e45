"""The invented people: one for each role, marked, without passwords."""

from datetime import UTC, date, datetime

import pytest

from danvan.commons.people import cast
from danvan.commons.people.models import AccountEvent, Role, Seat, User

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 1, tzinfo=UTC)


def test_each_role_is_played_and_nobody_can_be_taken_for_a_person():
    players = cast.lay_down(at=AT)

    assert {player.seat.role for player in players.values()} == set(Role)
    assert all(player.user.name.endswith("(minh họa)") for player in players.values())
    assert not any(player.user.has_usable_password() for player in players.values())


def test_the_cadre_wears_three_hats_in_one_commune():
    cadre = cast.lay_down(at=AT)["cadre"]

    assert [seat.unit.code for seat in cadre.seats] == ["CT-THANH-PHU-HPN", "CT-THANH-PHU-MTTQ", "CT-THANH-PHU-TDV1"]
    assert {seat.unit.home.code for seat in cadre.seats} == {"CT-THANH-PHU"}


def test_laying_down_again_changes_nothing():
    cast.lay_down(at=AT)
    before = User.objects.count(), Seat.objects.count(), AccountEvent.objects.count()

    again = cast.lay_down(at=AT)

    assert (User.objects.count(), Seat.objects.count(), AccountEvent.objects.count()) == before
    assert list(again) == [part.key for part in cast.PARTS]


def test_a_house_without_a_demo_has_no_cast():
    assert cast.cast(on=date(2026, 11, 24)) == {}
    assert not cast.present()

    cast.lay_down(at=AT)
    assert cast.present()
