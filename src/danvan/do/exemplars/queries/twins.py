"""Pairs on a list that may be one exemplar twice, to be settled before it is signed or accepted."""

from collections.abc import Sequence
from dataclasses import dataclass

from danvan.do.exemplars.models import Registration
from danvan.do.exemplars.queries.alike import like, telling


@dataclass(frozen=True)
class Twins:
    """Two registrations of one list side by side, and how alike the names are in percent."""

    one: Registration
    other: Registration
    percent: int

    @property
    def explained(self) -> str:
        """Why they differ, if anybody said so."""
        return self.other.explanation or self.one.explanation


def twins(lines: Sequence[Registration]) -> list[Twins]:
    """Pairs with a like name and the same committee, most alike first; each pair once."""
    names = [telling(line.folded) for line in lines]
    found = []
    for at, one in enumerate(lines):
        others = [(lines[at + 1 + place], percent) for place, percent in like(names[at], names[at + 1 :])]
        found += [Twins(one, other, percent) for other, percent in others if one.home_id == other.home_id]
    return sorted(found, key=lambda pair: (-pair.percent, pair.one.pk))
