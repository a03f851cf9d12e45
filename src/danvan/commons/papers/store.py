"""Where contents stand: under HOME/files, each under its fingerprint, whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from danvan.commons.papers.models import Paper

INCOMING = "incoming"
GRACE = timedelta(days=1)
"""How long a content may stand without a row: the act that wrote it may still be under way."""


def root() -> Path:
    """The folder of all contents; it belongs into every backup."""
    return Path(settings.HOME) / "files"


def path(sha256: str) -> Path:
    """Where a content stands."""
    return root() / sha256[:2] / sha256


def write(data: bytes) -> str:
    """Keep a content and give its fingerprint; it is on the disk before the row that names it is committed."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = path(sha256)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    incoming = root() / INCOMING
    incoming.mkdir(exist_ok=True, mode=0o700)
    new = incoming / secrets.token_hex(16)
    with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(place)
    _settle(place.parent)
    return sha256


def sweep(*, at: datetime) -> int:
    """Remove contents that no row names, a day after they were written; gives how many."""
    removed = 0
    for place in _old(at - GRACE):
        if place.parent.name == INCOMING or not Paper.objects.filter(sha256=place.name).exists():
            place.unlink(missing_ok=True)
            removed += 1
    return removed


def _old(before: datetime) -> Iterator[Path]:
    """Contents written before a moment; a content sent again is written again, so it counts as new."""
    for place in root().glob("*/*"):
        try:
            if place.is_file() and place.stat().st_mtime < before.timestamp():
                yield place
        except FileNotFoundError:
            continue


def _settle(folder: Path) -> None:
    """The rename itself survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
