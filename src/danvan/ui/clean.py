"""Whatever text comes is data: what no document may hold is taken out before anything is drawn."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from django.utils.functional import Promise

# XML 1.0 forbids most controls, lone surrogates and non-characters; direction marks make one name read as another.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def plain(text: str) -> str:
    """Keep letters and line ends, composed (NFC), without what XML forbids and without direction marks."""
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", FORBIDDEN.sub("", text))


def cleaned(value: Any) -> Any:
    """Give an equal value, every text in it made plain, however deep; lazy translations become text."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str | Promise):
        return plain(str(value))
    if isinstance(value, list | tuple):
        return tuple(cleaned(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return value
