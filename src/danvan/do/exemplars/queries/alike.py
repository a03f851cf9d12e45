"""Which registrations look like this one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from danvan.commons.folding import words
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Registration, folded

LIKENESS = 86
"""Share of words in common, in percent, from which two names are shown as alike (tried on the published models)."""
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
    names = [telling(line.folded) for line in lines]
    found = process.extract(telling(folded(title)), names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKENESS, limit=5)
    return [Alike(lines[index], round(score)) for _, score, index in found]


def telling(name: str) -> str:
    """A folded name without punctuation and the words that every name has."""
    plain = words(name)
    return " ".join(word for word in plain.split() if word not in EMPTY_WORDS) or plain
