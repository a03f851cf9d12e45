"""One file that holds a whole house: a dump of the database, the attachments, and a list of fingerprints."""

import fcntl
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from danvan.cli import dumps, installing
from danvan.cli.parser import Refused
from danvan.cli.words import _

DATABASE = "database"
FILES = "files"
SEALS = "seals.jsonl"
"""Belongs to the history that is there; it goes aside with it."""
LIST = "manifest.json"
"""Last in the archive, because fingerprints are known only when everything else is written."""
FORMAT = 1
ROOM, LOCK = ".danvan-", ".lock"
RESTORING = "restoring-"
"""A folder of this name holds data, whole and checked, that are being put in place."""


def write(file: Path, *, at: datetime) -> None:
    """Write the house into `file`: beside it first, then renamed, so that a half-written file never bears the name.

    The database is dumped before the attachments are read: those only ever grow.
    """
    from django.conf import settings

    with _room_in(file.parent) as room:
        dump = room / DATABASE
        dumps.dump(dump)
        prints = {DATABASE: _print_of(dump)}
        target = room / "archive"
        with tarfile.open(target, "w:gz", compresslevel=6, format=tarfile.PAX_FORMAT) as tar:
            tar.add(dump, DATABASE)
            for path in sorted(_attachments(settings.HOME / FILES)):
                name = f"{FILES}/{path.relative_to(settings.HOME / FILES).as_posix()}"
                prints[name] = _print_of(path)
                tar.add(path, name)
            _add_list(tar, prints, at)
        with target.open("rb") as written:
            os.fsync(written.fileno())
        target.chmod(0o600)
        target.replace(file)


def verify(file: Path) -> None:
    """Read the whole archive and compare every fingerprint. Raises `Refused`."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            prints, listed = _read(tar)
    except (OSError, EOFError, zlib.error, tarfile.TarError, AttributeError, ValueError) as broken:
        raise Refused(_("Không đọc được tệp sao lưu {file}: {reason}").format(file=file, reason=broken)) from broken
    if listed["prints"] != prints:
        raise Refused(_("Tệp sao lưu {file} bị hỏng: nội dung không khớp dấu vân tay.").format(file=file))
    if listed["format"] != FORMAT or listed["engine"] != dumps.engine():
        raise Refused(
            _("Tệp sao lưu của {theirs} không phục hồi vào {ours} được.").format(
                theirs=listed["engine"], ours=dumps.engine()
            )
        )


def exchange(file: Path, *, at: datetime) -> Path | None:
    """Put the archive's data in place of what is there; returns the folder that keeps the old data.

    Nothing changes until everything is unpacked and checked; from then on a machine that dies leaves what `finish`
    brings to its end.
    """
    from django.conf import settings

    home: Path = settings.HOME
    with _room_in(home) as room:
        with tarfile.open(file, "r:gz") as tar:
            tar.extractall(room, filter="data")
        (room / FILES).mkdir(exist_ok=True)
        dumps.check(room / DATABASE)
        room.rename(home / f"{RESTORING}{at:%Y%m%dT%H%M%SZ}")
    return finish()


def finish() -> Path | None:
    """Bring a restore to its end, also one that was killed; each step may be done twice. Returns the old data's folder."""
    from django.conf import settings

    home: Path = settings.HOME
    aside = None
    for ready in sorted(home.glob(f"{RESTORING}*")):
        aside = home / f"before-restore-{ready.name.removeprefix(RESTORING)}"
        aside.mkdir(exist_ok=True)
        if (ready / DATABASE).exists():
            dumps.load(ready / DATABASE, aside=aside if installing.has_tables() else None)
            (ready / DATABASE).unlink(missing_ok=True)
        if (home / SEALS).exists() and not (aside / SEALS).exists():
            (home / SEALS).rename(aside / SEALS)
        if (ready / FILES).exists():
            if (home / FILES).exists():
                (home / FILES).rename(aside / FILES)
            (ready / FILES).rename(home / FILES)
        shutil.rmtree(ready)
        with suppress(OSError):
            aside.rmdir()  # nothing was there before
    return aside if aside and aside.exists() else None


def _print_of(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _read(tar: tarfile.TarFile) -> tuple[dict[str, str], dict[str, Any]]:
    """One pass over the archive: what is there by fingerprint, and what the list says should be there."""
    prints: dict[str, str] = {}
    listed: dict[str, Any] = {}
    for member in tar:
        source = tar.extractfile(member)
        if source is None:
            raise ValueError(member.name)
        if member.name == LIST:
            listed = json.load(source)
        else:
            prints[member.name] = hashlib.file_digest(source, "sha256").hexdigest()  # type: ignore[arg-type]
    if not {"format", "engine", "prints"} <= listed.keys():
        raise ValueError(LIST)
    return prints, listed


def _attachments(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _add_list(tar: tarfile.TarFile, prints: dict[str, str], at: datetime) -> None:
    listed = {"format": FORMAT, "engine": dumps.engine(), "at": at.isoformat(), "prints": prints}
    content = json.dumps(listed, ensure_ascii=False).encode()
    entry = tarfile.TarInfo(LIST)
    entry.size, entry.mtime = len(content), int(at.timestamp())
    tar.addfile(entry, io.BytesIO(content))


@contextmanager
def _room_in(folder: Path) -> Iterator[Path]:
    """A folder for the work, on the same disk, so that the last step is a rename. Raises `Refused`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        room = Path(tempfile.mkdtemp(prefix=ROOM, dir=folder))
    except OSError as closed:
        raise Refused(_("Không ghi được vào {folder}: {reason}").format(folder=folder, reason=closed)) from closed
    try:
        with (room / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what killed commands left behind: a room whose lock nobody holds any more."""
    for room in folder.glob(f"{ROOM}*"):
        with suppress(OSError), (room / LOCK).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(room, ignore_errors=True)
