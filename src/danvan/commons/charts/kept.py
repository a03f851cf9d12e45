"""Pictures kept on disk by the fingerprint of what made them, so that a page pays once."""

import os
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

NAME = re.compile(r"[0-9a-f]{16,128}")


def fingerprint(*facts: object) -> str:
    """Give a name for plain values: equal values, equal name, in every process."""
    return sha256(repr(facts).encode()).hexdigest()


def kept(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """Give what is kept under a fingerprint, or make and keep it; two at once do no harm. Raises ValueError."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    path = folder / name[:2] / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as waiting:
        waiting.write(content)
    os.replace(waiting.name, path)
    return content
