"""Commands that processes offer in their `commands.py`, named from the source so that the help is quick."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from danvan.cli.installing import prepare_house
from danvan.cli.parser import Subparsers
from danvan.cli.words import _

HOUSE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Offered:
    """One command of a process: its name, its line of help, and the module whose `add(subparsers)` adds it."""

    name: str
    help: str
    module: str


def offered() -> Iterator[Offered]:
    """Every `subparsers.add_parser("name", help=…)` in a process's `commands.py`."""
    for file in sorted(HOUSE.glob("*/*/commands.py")):
        module = ".".join(("danvan", *file.relative_to(HOUSE).with_suffix("").parts))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "subparsers.add_parser":
                yield Offered(_text(node.args[0]), _(_help(node)), module)


def add(subparsers: Subparsers, asked: str) -> None:
    """The command asked for comes from its process, with Django and the house ready; others are only named."""
    for command in offered():
        if command.name in subparsers.choices:
            continue
        if command.name == asked:
            prepare_house()
            import_module(command.module).add(subparsers)
        else:
            subparsers.add_parser(command.name, help=command.help)


def _help(call: ast.Call) -> str:
    return next((_text(keyword.value) for keyword in call.keywords if keyword.arg == "help"), "")


def _text(node: ast.expr) -> str:
    """The literal text of an argument, within its call of gettext or bare."""
    inner = node.args[0] if isinstance(node, ast.Call) and node.args else node
    return str(inner.value) if isinstance(inner, ast.Constant) else ""
