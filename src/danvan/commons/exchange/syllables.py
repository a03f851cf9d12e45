"""Whether a word can be a Vietnamese syllable: the judge of how a text without a known font was typed."""

import re
import unicodedata
from functools import lru_cache

_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_STOPPED = re.compile(r"(c|ch|p|t)$")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?:"
    r"(?:iê|yê|oa|oă|oe|uâ|uê|uô|uơ|ươ|uyê|uy|oo|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])"
    r"|(?:oai|oao|oay|oeo|uây|uôi|uya|uyu|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi"
    r"|ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aeêioôơuưy])"
    r")"
)
_TOKEN = re.compile(r"[^\W\d_]+")


def likely(text: str) -> int:
    """Words that can be Vietnamese syllables, less those that cannot."""
    return sum(1 if _is_syllable(word) else -1 for word in _TOKEN.findall(text))


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    if not (word.islower() or word.isupper() or word.istitle()):
        return False  # "tÕ": no one writes a capital after a small letter
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    tones = [c for c in decomposed if ord(c) in _TONES]
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    if _STOPPED.search(bare) and not word.isascii():
        return bool(tones) and tones[0] in "\u0301\u0323"
    return True
