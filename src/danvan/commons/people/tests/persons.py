"""The cast as fixtures: each is the seat that person wears first, on the days of the demo."""

from datetime import UTC, date, datetime

import pytest

from danvan.commons.people import cast
from danvan.commons.people.cast import Player
from danvan.commons.people.models import Seat

__all__ = ["admin", "cadre", "head", "leader", "officer", "players", "stranger", "unit_head"]


@pytest.fixture
def players(db: None) -> dict[str, Player]:
    """Everybody, by key."""
    cast.lay_down(at=datetime(2025, 7, 1, 1, tzinfo=UTC))
    return cast.cast(on=date(2026, 3, 2))


@pytest.fixture
def cadre(players: dict[str, Player]) -> Seat:
    """Lan, of the women's union of xã Thạnh Phú, who wears three hats."""
    return players["cadre"].seat


@pytest.fixture
def unit_head(players: dict[str, Player]) -> Seat:
    """The chair of that women's union."""
    return players["unit-head"].seat


@pytest.fixture
def head(players: dict[str, Player]) -> Seat:
    """The head at the committee of xã Thạnh Phú."""
    return players["commune-head"].seat


@pytest.fixture
def officer(players: dict[str, Player]) -> Seat:
    """Minh, officer of the city's commission."""
    return players["officer"].seat


@pytest.fixture
def leader(players: dict[str, Player]) -> Seat:
    """A leader at the city's committee."""
    return players["leader"].seat


@pytest.fixture
def admin(players: dict[str, Player]) -> Seat:
    """The administrator at the city's committee."""
    return players["administrator"].seat


@pytest.fixture
def stranger(players: dict[str, Player]) -> Seat:
    """Hoa, of the farmers' union of another commune."""
    return players["stranger"].seat
