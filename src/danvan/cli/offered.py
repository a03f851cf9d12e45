"""Commands that processes offer in their `commands.py`, named from the source so that the help is quick."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from danvan.cli.installing import prepare_django
from danvan.cli.parser import Parser, Subparsers
from danvan.cli.words import _

HOUSE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Offered:
    """One command of a process.

    `module` has `add(subparsers)`. With `VERB = "import"` in it the command is `import NAME`, else just `NAME`.
    """

    name: str
    help: str
    module: str
    verb: str


def offered() -> Iterator[Offered]:
    """Every parser that a process's `commands.py` adds to what it is given."""
    for file in sorted(HOUSE.glob("*/*/commands.py")):
        module = ".".join(("danvan", *file.relative_to(HOUSE).with_suffix("").parts))
        tree = ast.parse(file.read_text(encoding="utf-8"))
        given = f"{_given_to_add(tree)}.add_parser"
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == given:
                yield Offered(_text(node.args[0]), _(_help(node)), module, _verb(tree))


def add(subparsers: Subparsers, asked: str) -> None:
    """The command asked for comes from its process; the others are only named."""
    found = list(offered())
    for verb in dict.fromkeys(one.verb for one in found if one.verb):
        parser = subparsers.add_parser(verb, help=_verbs().get(verb, ""))
        things = parser.add_subparsers(metavar=_("THỨ"), dest="thing", required=True, parser_class=Parser)
        _fill(things, [one for one in found if one.verb == verb], here=verb == asked)
    for one in found:
        if not one.verb:
            _fill(subparsers, [one], here=one.name == asked)


def _fill(subparsers: Subparsers, commands: list[Offered], *, here: bool) -> None:
    """Parsers with all they take when they are wanted here; else their names."""
    if here:
        prepare_django()
    for module in dict.fromkeys(one.module for one in commands):
        if here:
            import_module(module).add(subparsers)
    for one in commands:
        parser = subparsers.choices[one.name] if here else subparsers.add_parser(one.name, help=one.help)
        parser.set_defaults(needs_house=True)


def _verbs() -> dict[str, str]:
    """Words for the verbs that several processes may share."""
    return {"import": _("nhập danh sách từ tệp Excel, Word, OpenDocument hoặc CSV")}


def _given_to_add(tree: ast.Module) -> str:
    """The name under which `add` knows what it is given."""
    return next(
        (node.args.args[0].arg for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "add"), ""
    )


def _verb(tree: ast.Module) -> str:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "VERB":
            return _text(node.value)
    return ""


def _help(call: ast.Call) -> str:
    return next((_text(keyword.value) for keyword in call.keywords if keyword.arg == "help"), "")


def _text(node: ast.expr) -> str:
    """The literal text of an argument, within its call of gettext or bare."""
    inner = node.args[0] if isinstance(node, ast.Call) and node.args else node
    return str(inner.value) if isinstance(inner, ast.Constant) else ""
