"""XML read piece by piece, without entities, without building a tree."""

from collections.abc import Iterable
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


def listen(chunks: Iterable[bytes], listener: Listener) -> None:
    """Tell a listener what a document holds; raises FileRefused for anything but plain, well-formed XML."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    depth = fed = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.DEPTH:
            raise limits.broken()
        listener.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(name.rpartition(":")[2])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _TOKEN_BYTES:
                raise limits.broken()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise limits.broken() from error


def attribute(attributes: dict[str, str], name: str, default: str = "") -> str:
    """An attribute by its name without prefix: writers of office files differ in prefixes."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), default)


def _refuse_doctype(*_what: object) -> None:
    """No office file has a document type of its own; entities that explode need one."""
    raise limits.broken()
