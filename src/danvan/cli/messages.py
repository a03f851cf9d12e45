"""`danvan messages`: the one catalogue of words, made from code and templates without gettext's own programs."""

import argparse
import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from danvan.cli import installing
from danvan.cli.checking import ROOT
from danvan.cli.installing import say
from danvan.cli.parser import Subparsers
from danvan.cli.words import LOCALE, _

HOUSE = ROOT / "src" / "danvan"
FOLDER = LOCALE / "en" / "LC_MESSAGES"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(r"\b(?:_|gettext|ngettext|pgettext)\(")
STILL = datetime(2026, 1, 1, tzinfo=UTC)
"""A date that does not move, so that the file changes only when words do."""
Found = tuple[str | tuple[str, ...], str, str | None]
"""A text (or singular and plural), the file it stands in, its context."""


def add(subparsers: Subparsers) -> None:
    """The command `messages`."""
    messages = subparsers.add_parser("messages", help=_("làm lại tệp câu chữ tiếng Anh từ mã nguồn và khuôn trang"))
    messages.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Collect every text, keep the translations there are, write .po and .mo."""
    installing.prepare_django()
    catalogue = merged()
    _write(catalogue)
    waiting = sum(1 for message in catalogue if message.id and not _translated(message))
    say(_("{all} câu, còn {waiting} câu chưa dịch: {file}").format(all=len(catalogue), waiting=waiting, file=FOLDER))
    return 0


def merged() -> Any:
    """The catalogue as the code now needs it, with what was translated before."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    file = FOLDER / "django.po"
    before = read_po(file.open("rb"), locale="en") if file.exists() else Catalog(locale="en")
    fresh = Catalog()
    for text, place, context in sorted(texts(), key=str):
        fresh.add(text, locations=[(place, 1)], context=context, flags=_flags(text))
    before.update(fresh, no_fuzzy_matching=True)
    before.obsolete.clear()
    for message in before:
        message.flags.discard("fuzzy")  # babel doubts a text that got a plural, and a doubted text is never shown
    before.project, before.version, before.fuzzy = "danvan", "", False
    before.header_comment = (
        "# English words of danvan; the Vietnamese ones stand in the code. Made by ./danvan messages."
    )
    before.msgid_bugs_address = before.last_translator = before.language_team = ""
    before.creation_date = before.revision_date = STILL
    return before


def texts() -> Iterator[Found]:
    """Every marked text of code and templates."""
    for file in sorted(HOUSE.rglob("*.py")):
        if not {"tests", "migrations"} & set(file.parts):
            yield from _in_code(ast.parse(file.read_text("utf-8")), _place(file))
    for file in sorted(HOUSE.rglob("templates/**/*.*")):
        yield from _in_template(file.read_text("utf-8"), _place(file))


def _in_code(tree: ast.AST, place: str) -> Iterator[Found]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from _told(name, said, place)


def _told(name: str, said: list[str], place: str) -> Iterator[Found]:
    if name in ONE and said:
        yield said[0], place, None
    elif name in MANY and len(said) > 1:
        yield (said[0], said[1]), place, None
    elif name in IN_CONTEXT and len(said) > 1:
        yield said[1], place, said[0]


def _in_template(source: str, place: str) -> Iterator[Found]:
    """Django blots out all but the texts; what stays are calls in Python's own form."""
    from django.utils.translation.template import templatize

    blotted = templatize(source)
    for start in CALL.finditer(blotted):
        call = _call_at(blotted, start.start())
        if call is not None:
            yield from _in_code(call, place)


def _call_at(text: str, start: int) -> ast.AST | None:
    """The shortest whole call that begins there."""
    end = text.find(")", start)
    while end > 0:
        try:
            return ast.parse(text[start : end + 1], mode="eval")
        except SyntaxError:
            end = text.find(")", end + 1)
    return None


def _write(catalogue: Any) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po, write_po

    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "django.po").open("wb") as po:
        write_po(po, catalogue, width=110, sort_output=True, include_lineno=False)
    for file in LOCALE.glob("*/LC_MESSAGES/django.po"):
        with file.open("rb") as po, file.with_suffix(".mo").open("wb") as mo:
            read = read_po(po)
            read.creation_date = read.revision_date = STILL
            write_mo(mo, read)


def _flags(text: str | tuple[str, ...]) -> list[str]:
    """Texts with named places are told apart, so that translations keep them."""
    whole = text if isinstance(text, str) else text[0]
    if re.search(r"%\(\w+\)[sd]", whole):
        return ["python-format"]
    return ["python-brace-format"] if re.search(r"\{\w+(?::[^}]*)?\}", whole) else []


def _translated(message: Any) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _place(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()
