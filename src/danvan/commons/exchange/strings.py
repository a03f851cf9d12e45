"""Texts of a workbook with the fonts of their parts: one cell may be typed half in .VnTime, half in Arial."""

from itertools import groupby
from operator import itemgetter

from danvan.commons.exchange import limits
from danvan.commons.exchange.legacy import Typed, readable, typed_in
from danvan.commons.exchange.markup import Listener, attribute
from danvan.commons.exchange.styles import Style, symbol, symbols_of
from danvan.commons.exchange.tidying import unescaped


class Pieces(Listener):
    """Hears one text: runs with a font of their own, without the reading aids of East Asian scripts."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, str]] = []
        self._font = ""
        self._listening = False
        self._aid = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self._aid += 1
        elif name == "r":
            self._font = ""
        elif name == "rFont":
            self._font = attribute(attributes, "val")
        elif name == "t" and not self._aid:
            self._listening = True

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aid -= 1
        elif name == "t":
            self._listening = False

    def text(self, text: str) -> None:
        if self._listening:
            self._runs.append((self._font, text))
            if len(self._runs) > limits.RUNS:
                raise limits.too_long()

    def readable(self, typed: Typed, symbols: str) -> str:
        """The text in Unicode, with what the cell's own font says where a run has none."""
        if len(self._runs) == 1 and not self._runs[0][0]:
            return _shown((typed, symbols), unescaped(self._runs[0][1]))
        runs = [((typed_in(font), symbols_of(font)) if font else (typed, symbols), text) for font, text in self._runs]
        return "".join(
            _shown(way, unescaped("".join(text for _way, text in same)))
            for way, same in groupby(runs, key=itemgetter(0))
        )


class SharedStrings(Listener):
    """Hears the list of texts that cells point at; each is made readable once for each way of typing."""

    def __init__(self) -> None:
        self._texts: list[Pieces] = []
        self._pieces: Pieces | None = None
        self._known: dict[tuple[str, Typed, str], str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = Pieces()
        elif self._pieces is not None:
            self._pieces.start(name, attributes)

    def end(self, name: str) -> None:
        if name == "si" and self._pieces is not None:
            self._texts.append(self._pieces)
            self._pieces = None
            if len(self._texts) > limits.CELLS:
                raise limits.too_large()
        elif self._pieces is not None:
            self._pieces.end(name)

    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.text(text)

    def readable(self, index: str, style: Style) -> str:
        """The text a cell points at."""
        key = (index, style.typed, style.symbols)
        if key not in self._known:
            at = int(index) if index.strip().isdecimal() else -1
            if not 0 <= at < len(self._texts):
                raise limits.broken()
            self._known[key] = self._texts[at].readable(style.typed, style.symbols)
        return self._known[key]


def _shown(way: tuple[Typed, str], text: str) -> str:
    typed, symbols = way
    return symbol(symbols, text) if symbols else readable(text, typed)
