"""Argparse that speaks Vietnamese."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from danvan.cli.words import _

Subparsers = Any
"""What `ArgumentParser.add_subparsers` gives; argparse has no public name for it."""
Run = Callable[[argparse.Namespace], int]


class Refused(Exception):
    """The command cannot be done as asked; the text says why, to the person who typed it."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose first word is ours."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with our word for usage."""
        super().add_usage(usage, actions, groups, _("Cách dùng: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser with headings, `-h` and errors in the language spoken."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"formatter_class": Formatter, "allow_abbrev": False, "add_help": False})
        self._positionals.title = _("Đối số")
        self._optionals.title = _("Tùy chọn")
        self.add_argument("-h", "--help", action="help", help=_("in hướng dẫn này rồi thôi"))
        self.add_argument("--lang", choices=("vi", "en"), default="vi", help=_("ngôn ngữ của chương trình: vi, en"))

    def error(self, message: str) -> NoReturn:
        """One plain line, exit 2."""
        raise Refused(message + " " + _("Xem: {command} --help").format(command=self.prog))


def translate_argparse() -> None:
    """Give argparse our words; it has no other door for them than the name it looks gettext up by."""
    argparse._ = lambda text: ARGPARSE().get(text, text)  # type: ignore[attr-defined]


def ARGPARSE() -> dict[str, str]:  # noqa: N802 - a table, made anew because the language may change
    """What argparse says when it refuses, in our words."""
    return {
        "the following arguments are required: %s": _("Thiếu: %s."),
        "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s"),
        "invalid choice: %(value)r (choose from %(choices)s)": _("không có %(value)r, chọn một trong: %(choices)s."),
        "invalid %(type)s value: %(value)r": _("giá trị %(value)r không hợp lệ."),
        "expected one argument": _("cần một giá trị."),
        "expected at least one argument": _("cần ít nhất một giá trị."),
    }
