"""The program: finds the command, runs it, and turns refusals into one plain line."""

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from danvan.cli import offered, words
from danvan.cli.installing import prepare_house
from danvan.cli.parser import Parser, Refused, translate_argparse
from danvan.cli.words import _

OWN = ("demo", "serving", "units", "admin", "audit", "keeping", "mapping", "testing", "checking", "bench", "messages")
"""Modules of commands, in the order of the help. Each has `add(subparsers)` and imports Django only when it runs."""

DJANGOS = {
    "django.core.exceptions.ImproperlyConfigured",
    "django.core.exceptions.ValidationError",
    "django.core.management.base.CommandError",
}
"""Refusals by name, so that asking does not load Django."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 done and something is wrong, 2 refused."""
    asked = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")
    words.speak("en" if _language(asked) == "en" else "vi")
    translate_argparse()
    try:
        args, rest = _parser(asked).parse_known_args(asked)
        if rest and not hasattr(args, "rest"):
            raise Refused(_("Không hiểu: {words}. Xem: ./danvan --help").format(words=" ".join(rest)))
        args.rest = rest
        if getattr(args, "needs_house", False):
            prepare_house()
        return int(args.run(args) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except Exception as problem:
        if not _is_refusal(problem):
            raise
        print(" ".join(_said(problem).split()), file=sys.stderr)
        return 2


def _write_utf8() -> None:
    """Vietnamese comes out whole whatever the locale says."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is not sys.stdin else "strict")


def _language(asked: Sequence[str]) -> str:
    """The language asked for, needed before there is a parser that could read it."""
    for here, word in enumerate(asked):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang":
            return (list(asked[here + 1 :]) or [""])[0]
    return "vi"


def _parser(asked: Sequence[str]) -> Parser:
    """A parser that knows our own commands, and those of the processes when they may be meant."""
    parser = Parser(prog="./danvan", description=_("danvan: phần mềm mở cho công tác dân vận."))
    commands = parser.add_subparsers(
        title=_("Lệnh"), metavar=_("LỆNH"), dest="command", required=True, parser_class=Parser, prog="./danvan"
    )
    for name in OWN:
        import_module(f"danvan.cli.{name}").add(commands)
    offered.add(commands, _command(asked))
    return parser


def _command(asked: Sequence[str]) -> str:
    """The first word that is not an option."""
    words = [word for word in asked if word not in ("vi", "en")]
    return next((word for word in words if not word.startswith("-")), "")


def _is_refusal(problem: Exception) -> bool:
    """Whether this is an answer for the person who typed: every exception of ours is, and some of Django's."""
    names = {f"{one.__module__}.{one.__qualname__}" for one in type(problem).__mro__}
    return any(name.startswith("danvan.") for name in names) or bool(names & DJANGOS)


def _said(problem: Exception) -> str:
    """What a refusal says; Django's come as a list."""
    return " ".join(problem.messages) if hasattr(problem, "messages") else str(problem)
