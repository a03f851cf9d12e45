"""Which registrations look like this one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from danvan.commons.folding import words
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Registration, folded

LIKENESS = 80
"""From how many percent two names are shown as alike: no two of the 91 published models are (tried on them)."""
SHARED = 4
"""From how many words in common a name that stands whole in another one is like it."""
MOST = 5
"""Like-named registrations shown at most."""
EMPTY_WORDS = frozenset(
    ["mo", "hinh", "dien", "hinh", "dan", "van", "kheo", "cua", "xa", "phuong", "ap", "khu", "vuc", "khom"]
)


@dataclass(frozen=True)
class Alike:
    """A registration that may be the same thing, and how alike the names are in percent."""

    line: Registration
    percent: int


def alike(line: Registration) -> list[Alike]:
    """Living registrations of the same year in the same commune (or the same body's agencies) with a like name."""
    rows = (
        Registration.objects.filter(home_id=line.home_id, year=line.year)
        .exclude(pk=line.pk)
        .exclude(exemplar_id=line.exemplar_id)
        .exclude(state__in=(State.WITHDRAWN, State.JOINED))
        .select_related("unit", "exemplar__record")
        .only("title", "folded", "place", "state", "year", "unit__name", "unit_text", "exemplar__record__reference")
    )
    return similar(line.title, rows)


def similar(title: str, rows: Iterable[Registration]) -> list[Alike]:
    """Those of `rows` whose name is alike, most alike first."""
    lines = list(rows)
    found = like(telling(folded(title)), [telling(line.folded) for line in lines])
    return [Alike(lines[at], percent) for at, percent in found[:MOST]]


def like(name: str, others: Sequence[str]) -> list[tuple[int, int]]:
    """Which of the telling names are alike: their places and percents, most alike first."""
    near = process.extract(name, others, scorer=fuzz.token_set_ratio, score_cutoff=LIKENESS, limit=None)
    judged = [(at, likeness(name, other)) for other, _score, at in near]
    return sorted(((at, percent) for at, percent in judged if percent >= LIKENESS), key=lambda one: (-one[1], one[0]))


def likeness(one: str, other: str) -> int:
    """How alike two telling names are in percent, whatever the order of their words."""
    whole = fuzz.token_sort_ratio(one, other)
    shared = len(set(one.split()) & set(other.split()))
    return round(max(whole, fuzz.token_set_ratio(one, other)) if shared >= SHARED else whole)


def telling(name: str) -> str:
    """A folded name without punctuation and the words that every name has."""
    plain = words(name)
    return " ".join(word for word in plain.split() if word not in EMPTY_WORDS) or plain
