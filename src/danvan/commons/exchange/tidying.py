"""The text of a cell made plain: composed, without invisible marks, with single spaces."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u061c\u180e\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    # joiners have work to do in Khmer and emoji, none among Latin letters or at the end
    "|[\u200c\u200d](?=[\u0000-\u036f\u1e00-\u1eff]|$)|^[\u200c\u200d]+"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """One line: what is left of a name once line breaks, tabs and invisible marks are gone."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(visible(text).split())


def paragraphs(text: str) -> str:
    """Several lines: spaces are single, empty lines fall, line breaks stay."""
    lines = (plain(line) for line in re.split(r"[\n\r\v\f\u0085\u2028\u2029]+", text))
    return "\n".join(line for line in lines if line)


def visible(text: str) -> str:
    """The text composed, without marks that turn its direction or show nothing."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _CONTROL.sub(" ", text)))


def writable(text: str) -> str:
    """The text without what a file cannot hold; all that can be seen stays."""
    return _CONTROL.sub(" ", text)


def unescaped(text: str) -> str:
    """Excel writes a control character as _x000D_ in its XML."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
