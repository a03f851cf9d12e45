"""XML read piece by piece, without entities, without building a tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from danvan.commons.exchange import limits

_TOKEN_BYTES = 4 * 2**20  # a single name, attribute or comment this long is no table, and slow to parse in pieces


class Listener:
    """Hears the parts of a document by names without their prefix; what it does not override it ignores."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters between."""


@dataclass
class Count:
    """How many elements the parts of one file have had together."""

    elements: int = 0


def listen(chunks: Iterable[bytes], listener: Listener, count: Count) -> None:
    """Tell a listener what a document holds; raises FileRefused for anything but plain, well-formed XML."""
    telling = _Telling(listener, count)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = telling.start
    parser.EndElementHandler = telling.end
    parser.CharacterDataHandler = telling.text
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _TOKEN_BYTES:
                raise limits.broken()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise limits.broken() from error


class _Telling:
    """Passes on what the parser says: names without prefix, text in one piece, nothing too deep or too long."""

    def __init__(self, listener: Listener, count: Count) -> None:
        self._listener, self._count = listener, count
        self._depth = self._length = 0
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._text:
            self._pass_on()
        self._depth += 1
        if self._depth > limits.DEPTH:
            raise limits.broken()
        self._count.elements += 1
        if self._count.elements > limits.ELEMENTS:
            raise limits.too_large()
        self._listener.start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        if self._text:
            self._pass_on()
        self._depth -= 1
        self._listener.end(name.rpartition(":")[2])

    def text(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if self._length > limits.CELL_CHARACTERS:
            raise limits.too_long()

    def _pass_on(self) -> None:
        text = self._text[0] if len(self._text) == 1 else "".join(self._text)
        self._text.clear()
        self._length = 0
        self._listener.text(text)


def attribute(attributes: dict[str, str], name: str, default: str = "") -> str:
    """An attribute by its name without prefix: writers of office files differ in prefixes."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), default)


def _refuse_doctype(*_what: object) -> None:
    """No office file has a document type of its own; entities that explode need one."""
    raise limits.broken()
