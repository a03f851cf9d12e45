"""Pairs on a list that may be one exemplar twice, to be settled before it is signed or accepted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from danvan.commons.folding import words
from danvan.do.exemplars.models import Registration
from danvan.do.exemplars.queries.alike import MOST, like, telling
from danvan.do.exemplars.queries.lists import Outline, loaded

WINDOW = 20
"""How many neighbours, in the order of their names, a line is compared with among those that share a word."""
RARE = 3
"""By how many of its rarest words a line finds its neighbours."""


class Pair(NamedTuple):
    """Keys of two like-named registrations, how alike in percent, and whether anybody said why they differ."""

    one: int
    other: int
    percent: int
    settled: bool


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


def pairs(lines: Iterable[Outline]) -> list[Pair]:
    """Pairs with a like name and the same committee: unsettled first, then most alike; each pair once.

    What it costs grows with the lines, not with their square: a line meets only neighbours (`_met`).
    """
    homes: dict[int, list[Outline]] = defaultdict(list)
    for line in lines:
        homes[line.home_id].append(line)
    found = [pair for group in homes.values() for pair in _pairs_of(group)]
    return sorted(found, key=lambda pair: (pair.settled, -pair.percent, pair.one, pair.other))


def twins(found: Sequence[Pair]) -> list[Twins]:
    """These pairs with their registrations; one question."""
    keys = {key for pair in found for key in (pair.one, pair.other)}
    known = {line.pk: line for line in loaded(Registration.objects.filter(pk__in=keys))} if keys else {}
    return [Twins(known[pair.one], known[pair.other], pair.percent) for pair in found]


def _pairs_of(group: list[Outline]) -> Iterator[Pair]:
    known = sorted(((telling(line.folded), line) for line in group), key=lambda one: (one[0], one[1].pk))
    names = [name for name, _line in known]
    numbers = [frozenset(word for word in name.split() if not word.isalpha()) for name in names]
    places = [words(line.place) for _name, line in known]
    for at, met in _met(names):
        others = [other for other in met if not _apart(numbers[at], numbers[other], places[at], places[other])]
        for place, percent in like(names[at], [names[other] for other in others])[:MOST]:
            one, other = sorted((known[at][1], known[others[place]][1]), key=lambda line: line.pk)
            yield Pair(one.pk, other.pk, percent, bool(one.explanation or other.explanation))


def _met(names: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """For each name the later ones it is compared with: its next neighbours, and the next that share a rare word."""
    how_many = Counter(word for name in names for word in set(name.split()))
    having: dict[str, list[int]] = defaultdict(list)
    stands: list[list[tuple[list[int], int]]] = []
    for at, name in enumerate(names):
        told = sorted({word for word in name.split() if word.isalpha()}, key=lambda word: (how_many[word], word))
        stands.append([(having[word], len(having[word]) + 1) for word in told[:RARE]])
        for word in told[:RARE]:
            having[word].append(at)
    for at, blocks in enumerate(stands):
        met = set(range(at + 1, min(at + 1 + WINDOW, len(names))))
        met.update(*(block[start : start + WINDOW] for block, start in blocks))
        yield at, sorted(met)


def _apart(here: frozenset[str], there: frozenset[str], place: str, other: str) -> bool:
    """Whether the names differ in a number (“ấp 5”, “ấp 8”) and the places too: two things of one kind."""
    return bool(here - there and there - here) and (place != other or not place)
