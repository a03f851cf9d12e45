"""The check code of a document: equal content, equal code, whatever the release that printed it."""

import json
from dataclasses import asdict, replace
from hashlib import sha256

from danvan.commons.papers.documents.document import Document
from danvan.ui.clean import cleaned


def fingerprint_of(document: Document) -> str:
    """Give the SHA-256 of all that the document says, its own mark and the draft mark left out."""
    said = asdict(cleaned(replace(document, fingerprint="", draft="")))
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_written)
    return sha256(text.encode()).hexdigest()


def short(fingerprint: str) -> str:
    """Write the first twelve figures in fours, as people compare them: 7c1e 90ab 44d2."""
    return " ".join(fingerprint[at : at + 4] for at in (0, 4, 8))


def _written(value: object) -> str:
    return sha256(value).hexdigest() if isinstance(value, bytes) else str(value)
