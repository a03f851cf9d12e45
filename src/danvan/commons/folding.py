"""Vietnamese text made comparable: with its marks, without them, and how near two texts are."""

import re
import unicodedata

from rapidfuzz import fuzz

_MARKS = range(0x300, 0x370)


def norm(text: str) -> str:
    """The text to compare with its marks: composed and in small letters."""
    return unicodedata.normalize("NFC", text).lower()


def fold(text: str) -> str:
    """The text to compare without marks: đ is d, both tone placements agree, other scripts stay whole."""
    composed = unicodedata.normalize("NFC", text)  # so that a sign such as ≠ is the same sign in both normal forms
    return unicodedata.normalize("NFC", composed.translate(_FOLDED).lower())


def words(text: str) -> str:
    """The folded words of a text with one space between them, so that punctuation never tells two texts apart."""
    return " ".join(_WORD.findall(fold(text)))


def alike(one: str, other: str) -> float:
    """How near two texts are, 0 to 1, whatever their marks and the order of their words."""
    return fuzz.token_sort_ratio(words(one), words(other)) / 100


# Khmer signs are marks, not letters: a plain \w would cut its words in pieces.
_WORD = re.compile(r"[\w\u0900-\u109f\u1780-\u17d3]+")


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    return "".join(c for c in decomposed if ord(c) not in _MARKS).lower()


# Only the Latin marks fall: stripping every combining mark would break Khmer.
_FOLDED: dict[int, str | None] = {
    code: _bare(chr(code)) for code in range(0x80, 0x1F00) if code not in _MARKS and _bare(chr(code)) != chr(code)
}
_FOLDED |= dict.fromkeys(_MARKS)
