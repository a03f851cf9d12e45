"""What a notice says: a template of the process, its first line the subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, engines
from django.utils import translation

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Words:
    """Subject and text, ready to be sent."""

    subject: str
    body: str = ""


def worded(text: "str | Words", words: Mapping[str, Any] | None = None) -> Words:
    """The words of `templates/<process>/notices/<verb>.txt`, in the language of the house and as plain text."""
    if isinstance(text, Words):
        return Words(_one_line(text.subject), text.body.strip())
    template = engines["django"].get_template(text).template  # type: ignore[attr-defined]
    with translation.override(settings.LANGUAGE_CODE):
        subject, _newline, body = template.render(Context(dict(words or {}), autoescape=False)).strip().partition("\n")
    return Words(_one_line(subject), body.strip())


def _one_line(text: str) -> str:
    """A subject is one line, or it could carry headers of its own."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
