"""Which unit a list means by a name as people write it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from danvan.commons.folding import norm, words
from danvan.commons.people.models import Unit
from danvan.commons.places.loading import rows

SPELLINGS = Path(__file__).parent / "data" / "spellings.csv"
SORTS = {
    "xa": "xa",
    "phuong": "xa",
    "thi tran": "xa",
    "quan": "huyen",
    "huyen": "huyen",
    "thi xa": "huyen",
    "thanh pho": "thanh pho",
    "tinh": "thanh pho",
}
"""Sorts of places that a list may take for one another: a form printed for communes says `xã` in a ward too."""
LONGEST_NAME = 300


def named(text: str, *, below: Unit, year: int) -> Unit | None:
    """The unit that a list means by a name, below the unit that sends it and existing in that year, or none.

    For many rows make one `Names` and ask it; this reads the units anew each time.
    """
    return Names(below, year).find(text)


class Names:
    """The names under which lists know the units below one unit in one year, read once for thousands of rows."""

    def __init__(self, below: Unit, year: int) -> None:
        self.home_id = below.home_id
        self.now = Known()
        for unit in Unit.objects.filter(overseers__above=below).select_related("place").order_by("code"):
            if holds_in(unit, year):
                self.now.add(unit)

    def find(self, text: str) -> Unit | None:
        """The unit meant, or none when there is no such unit or more than one."""
        return self.now.find(text, self.home_id)


class Known:
    """Units by the forms of their names: the full ones first, then those that leave something out."""

    def __init__(self) -> None:
        self.full: dict[str, list[Unit]] = {}
        self.short: dict[str, list[Unit]] = {}

    def add(self, unit: Unit) -> None:
        """Let a unit be found by its names."""
        full, short = forms(unit)
        for form in full:
            self.full.setdefault(form, []).append(unit)
        for form in short:
            self.short.setdefault(form, []).append(unit)

    def find(self, text: str, home_id: int | None) -> Unit | None:
        """The unit meant by a text on a list of this home."""
        if len(text) > LONGEST_NAME:
            return None
        name = canonical(text)
        tries = (self.full.get(name, ()), self.short.get(name, ()), self.short.get(by_sort(name), ()))
        return next((unit for found in tries if (unit := chosen(found, home_id, text))), None)


def chosen(found: Sequence[Unit], home_id: int | None, text: str) -> Unit | None:
    """The one of several that is meant: of the sender's own house, then with its place written in full marks."""
    left = [unit for unit in found if unit.home_id == home_id] or list(found)
    if len(left) > 1:
        marked = norm(text)
        left = [unit for unit in left if unit.place and norm(bare_name(unit.place.name)) in marked] or left
    left.sort(key=lambda unit: unit.valid_from or date.min)
    renamed = all(one.valid_to and one.valid_to < (other.valid_from or date.min) for one, other in pairwise(left))
    # Of one body that was renamed within the year, the later name; of several different ones, none.
    return left[-1] if left and renamed and len({unit.home_id for unit in left}) == 1 else None


def holds_in(unit: Unit, year: int) -> bool:
    """Whether a unit existed on any day of a year."""
    begun = unit.valid_from is None or unit.valid_from.year <= year
    return begun and (unit.valid_to is None or unit.valid_to.year >= year)


def forms(unit: Unit) -> tuple[set[str], set[str]]:
    """The full names of a unit, and the short ones: without the sort of its place, or without its place."""
    name = canonical(unit.name)
    full = {name, words(unit.code)}
    if unit.place is None:
        return full, {by_sort(name)}
    sort, bare = _parted(canonical(unit.place.name))
    stem = next((name.removesuffix(f" {end}") for end in (f"{sort} {bare}", bare) if name.endswith(f" {end}")), "")
    if not stem:
        return full, {by_sort(name)}
    level = SORTS[sort]
    return full | {f"{stem} {sort} {bare}"}, {
        by_sort(f"{stem} {level} {bare}"),
        by_sort(f"{stem} {bare}"),
        by_sort(f"{stem} {level}"),
        by_sort(stem),
    }


def _parted(place: str) -> tuple[str, str]:
    """The sort of a place and its bare name."""
    sort = next((sort for sort in SORTS if place.startswith(f"{sort} ")), "xa")
    return sort, place.removeprefix(f"{sort} ")


def bare_name(place: str) -> str:
    """The name of a place without its sort, in its own letters."""
    sort, _bare = _parted(words(place))
    return " ".join(place.split()[len(sort.split()) :])


def canonical(text: str) -> str:
    """A name in folded words with every abbreviation replaced by its one short form."""
    pattern, means = _spellings()
    return pattern.sub(lambda found: means[found[0]], words(text))


def by_sort(name: str) -> str:
    """The same name with one word for places of one level."""
    return _SORT.sub(lambda found: SORTS[found[0]], name)


_SORT = re.compile(r"\b(?:" + "|".join(sorted(SORTS, key=len, reverse=True)) + r")\b")


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    means = {words(row["spelling"]): row["means"] for row in rows(SPELLINGS)}
    longest_first = sorted(means, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"), means
