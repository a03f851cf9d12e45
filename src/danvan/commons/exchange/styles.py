"""What the look of a cell tells about its value: the font it was typed in, and whether a number is a day."""

import re
from dataclasses import dataclass

from danvan.commons.exchange.legacy import Typed, typed_in
from danvan.commons.exchange.markup import Listener, attribute


@dataclass(frozen=True)
class Style:
    """How one cell is to be understood."""

    typed: Typed = Typed.UNKNOWN
    symbols: str = ""
    is_day: bool = False


PLAIN = Style()

# Ticks and boxes drawn with a letter of a picture font.
_SYMBOLS = {
    "wingdings": {"ü": "✓", "þ": "☑", "û": "✗", "ý": "☒", "¨": "☐", "o": "☐", "x": "☒", "l": "●", "n": "■", "q": "☐"},
    "wingdings 2": {"P": "✓", "R": "☑", "O": "✗", "Q": "☒", "S": "☒", "T": "☒", "V": "☒", "£": "☐", "*": "☐"},
    "webdings": {"a": "✓", "r": "✗", "c": "☐", "g": "■"},
    "marlett": {"a": "✓", "b": "✓"},
}


def symbols_of(font: str) -> str:
    """The picture font a name stands for, or nothing."""
    name = font.strip().lower()
    return name if name in _SYMBOLS else ""


def symbol(font: str, text: str) -> str:
    """The signs that letters of a picture font show; Word adds F000 to their codes."""
    table = _SYMBOLS[font]
    letters = (chr(ord(c) - 0xF000) if 0xF020 <= ord(c) <= 0xF0FF else c for c in text)
    return "".join(table.get(c, "•" if not c.isspace() else c) for c in letters)


class Styles(Listener):
    """Hears styles.xml and keeps, for each style number of a cell, what it tells."""

    def __init__(self) -> None:
        self.cells: list[Style] = []
        self._fonts: list[str] = []
        self._days: set[int] = set(_DAY_FORMATS)
        self._inside: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        if name == "font" and parent == "fonts":
            self._fonts.append("")
        elif name == "name" and parent == "font" and self._fonts and "fonts" in self._inside:
            self._fonts[-1] = attribute(attributes, "val")
        elif name == "numFmt" and parent == "numFmts" and _is_day_format(attributes.get("formatCode", "")):
            self._days.add(_number(attributes, "numFmtId"))
        elif name == "xf" and parent == "cellXfs":
            self.cells.append(self._style(attributes))

    def end(self, name: str) -> None:  # noqa: ARG002 - only how deep matters
        self._inside.pop()

    def _style(self, attributes: dict[str, str]) -> Style:
        at = _number(attributes, "fontId")
        font = self._fonts[at] if at < len(self._fonts) else ""
        return Style(typed_in(font), symbols_of(font), _number(attributes, "numFmtId") in self._days)


_DAY_FORMATS = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def _is_day_format(code: str) -> bool:
    return bool(re.search("[dmyDMY]", _NOT_FORMAT.sub("", code)))


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
