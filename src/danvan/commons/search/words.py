"""Text cut into words, the same way for what is stored and for what is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from danvan.commons.folding import fold, norm

LONGEST_TEXT = 50_000
"""Characters of a record that are searched."""
LONGEST_QUERY = 200
LONGEST_WORD = 200
MOST_TERMS = 12
SHORTEST_PREFIX = 2
"""One letter and a star would be half of the dictionary, so the star is passed over."""

# Marks belong to words: Khmer vowels are marks, and a plain \w would tear its words apart.
_WORD = r"[\w\u0300-\u036f\u0900-\u109f\u1780-\u17d3]+"
WORD = re.compile(_WORD)
TERM = re.compile(rf'"(?P<phrase>[^"]*)"?|(?P<word>{_WORD})(?P<prefix>\*)?')
_bare = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True)
class Term:
    """One thing asked for: a word, the beginning of a word, or words that stand together."""

    text: str
    prefix: bool = False


def stored(text: str) -> tuple[str, str]:
    """The words of a record as written and folded, one space before and after each, so that whole words can be found."""
    words = _words(text[:LONGEST_TEXT])
    return (f" {' '.join(words)} ", " ".join(map(_bare, words))) if words else ("", "")


def asked(query: str) -> list[Term]:
    """The terms of a query as written, all of which must be found; nothing in it is an operator."""
    return list(_terms(_plain(query[:LONGEST_QUERY])))[:MOST_TERMS]


def folded(terms: list[Term]) -> list[Term]:
    """The same terms without diacritics."""
    return [Term(fold(term.text), term.prefix) for term in terms]


def _terms(query: str) -> Iterator[Term]:
    for found in TERM.finditer(query):
        if found["word"]:
            word = found["word"]
            yield Term(word, prefix=bool(found["prefix"]) and len(word) >= SHORTEST_PREFIX)
        elif words := WORD.findall(found["phrase"] or ""):
            yield Term(" ".join(words))


def _words(text: str) -> list[str]:
    return [word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] for word in WORD.findall(_plain(text))]


def _plain(text: str) -> str:
    """Composed small letters; both databases part words at an underscore, so it is none of ours."""
    return norm(text).replace("_", " ").replace("\0", " ")
