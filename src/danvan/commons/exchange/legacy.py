"""Text typed in the fonts of before Unicode – TCVN3 (.VnTime) and VNI – made readable again."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache

from danvan.commons.exchange.syllables import likely


class Typed(Enum):
    """How a text was typed, as far as its font tells."""

    UNKNOWN = "unknown"
    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3 capitals"  # a .VnTimeH font shows small letters as capitals
    VNI = "vni"


def typed_in(font: str) -> Typed:
    """How text in a font of that name was typed."""
    name = font.strip().lower()
    if name.startswith("vni"):
        return Typed.VNI
    if name.startswith(".vn") or re.fullmatch(r"vn(time|arial|centschbook|avant|book|univers|helv\w*)h?", name):
        return Typed.TCVN3_CAPITALS if name.endswith("h") else Typed.TCVN3
    return Typed.UNKNOWN


def readable(text: str, typed: Typed) -> str:
    """The text in Unicode; one that already holds letters only Unicode has is left as it is."""
    if typed is Typed.UNKNOWN or _ONLY_UNICODE.search(text):
        return text
    if typed is Typed.VNI:
        return text if text.isascii() else from_vni(text)
    converted = from_tcvn3(text)
    return converted.upper() if typed is Typed.TCVN3_CAPITALS else converted


def from_tcvn3(text: str) -> str:
    """TCVN 5712:1993 as its fonts stood in the Windows code page."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI for Windows: a letter, then the letter that stood for its marks."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_pair, text))


def guess(texts: Iterable[str]) -> Callable[[str], str]:
    """How to read cells whose font is not known: the way in which most of their words can be Vietnamese."""
    known = set(texts)
    doubtful = [text for text in known if is_doubtful(text)][:_SAMPLE]
    ways: tuple[Callable[[str], str], ...] = (from_tcvn3, from_vni)
    as_it_is = sum(map(likely, doubtful))
    scores = [sum(likely(way(text)) for text in doubtful) for way in ways]
    best = max(range(len(ways)), key=scores.__getitem__)
    if scores[best] <= as_it_is:
        return str
    mixed = any(_ONLY_UNICODE.search(text) for text in known)
    return _where_better(ways[best], by=1 if mixed else 0)


def is_doubtful(text: str) -> bool:
    """Whether a text may have been typed in an old font: marks of the Latin page, none that only Unicode has."""
    return not text.isascii() and bool(_LATIN_PAGE.search(text)) and not _ONLY_UNICODE.search(text)


def _where_better(way: Callable[[str], str], *, by: int) -> Callable[[str], str]:
    """A text reads in that way when it gains; where nothing is in Unicode, also when it does not lose."""

    @lru_cache(maxsize=50_000)
    def read(text: str) -> str:
        if not is_doubtful(text):
            return text
        converted = way(text)
        return converted if likely(converted) >= likely(text) + by else text

    return read


_SAMPLE = 3000
_LATIN_PAGE = re.compile("[\u00a1-\u00ff]")
_ONLY_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§\u03bc",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐà",
)

_PLAIN = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATTED = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_SHORT = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(
    r"([aA])([ùøûõïâáàåãäêéèúüë])|([eEoO])([ùøûõïâáàåãä])|([uUyYôÔöÖ])([ùøûõï])|([ôöñíìæóòî])", re.IGNORECASE
)


def _vni_pair(found: re.Match[str]) -> str:
    alone = found[7]
    if alone:
        return _in_case(_ALONE[alone.lower()], alone)
    letter, mark = (part for part in found.groups() if part)
    return _in_case(_marked(letter.lower(), mark.lower()), letter)


def _marked(letter: str, mark: str) -> str:
    letter = _ALONE.get(letter, letter)
    if mark in _PLAIN:
        return letter + _PLAIN[mark]
    if mark in _HATTED:
        return letter + "\u0302" + _HATTED[mark]
    return letter + "\u0306" + _SHORT[mark]


def _in_case(text: str, like: str) -> str:
    return text.upper() if like.isupper() else text
