"""The containers of office files, opened so that no part can grow beyond what a list needs."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from danvan.commons.exchange import limits
from danvan.commons.exchange.markup import Count, Listener, listen

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_CHUNK = 1 << 16


class Archive:
    """A zip whose parts are read in pieces and counted while they unpack, whatever its headers claim."""

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError) as error:
            raise limits.broken() from error
        self._parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in self._zip.infolist()}
        self._left = limits.PART_BYTES
        self._count = Count()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """The pieces of one part; raises FileRefused when it is absent, locked, broken or too large."""
        part = self._parts.get(name.lower())
        if part is None:
            raise limits.broken()
        if part.flag_bits & 1:
            raise limits.locked()
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise limits.too_large()
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise limits.broken() from error

    def tell(self, name: str, listener: Listener) -> None:
        """Tell a listener what one XML part holds."""
        listen(self.chunks(name), listener, self._count)

    def read(self, name: str) -> bytes:
        """One small part whole."""
        return b"".join(self.chunks(name))


def has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE container lists a stream of that name: its directory entries stand on multiples of 128 bytes."""
    sought = (name + "\0").encode("utf-16-le")
    at = data.find(sought)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == struct.pack("<H", len(sought)):
            return True
        at = data.find(sought, at + 1)
    return False


def _check_directory(data: bytes) -> None:
    """A zip may list millions of parts; its size is known before they are read."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        raise limits.broken()
    (size,) = struct.unpack_from("<I", data, end + 12)
    if size > limits.DIRECTORY_BYTES:
        raise limits.too_large()
