"""Names of files as they are kept: nothing in them hides, climbs or lies about the format."""

import re
import unicodedata

LONGEST = 120
FORBIDDEN = re.compile(r'[\\/:*?"<>|%#&;`$]')
NO_NAME = "tep"


def clean(name: str, extension: str) -> str:
    """The last part of a sent name, composed, without marks and separators, with the extension its content has."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(char if unicodedata.category(char)[0] not in "CZ" else _blank(char) for char in last)
    stem = FORBIDDEN.sub(" ", _without_extension(visible, extension))
    stem = " ".join(stem.split()).strip(". ")[: LONGEST - len(extension) - 1].strip(". ")
    return f"{stem or NO_NAME}.{extension}"


def _blank(char: str) -> str:
    """Blanks stay blanks; control, format (bidi) and unassigned characters fall."""
    return " " if unicodedata.category(char)[0] == "Z" else ""


def _without_extension(name: str, extension: str) -> str:
    stem, dot, last = name.rpartition(".")
    own = {extension, "jpeg"} if extension == "jpg" else {extension}
    return stem if dot and last.strip().lower() in own else name
