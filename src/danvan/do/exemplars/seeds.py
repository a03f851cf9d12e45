"""Demo data of the movement: published models retold as facts, the rest generated and marked."""

from collections.abc import Callable
from datetime import datetime


def fill(*, at: datetime, say: Callable[[str], None]) -> None:
    """Lay down the demo once; a second call changes nothing."""
