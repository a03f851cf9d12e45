"""`danvan map`: the house as it is, printed from the code."""

import argparse
from collections.abc import Iterator
from typing import Any

from danvan.cli import installing
from danvan.cli.checking import ROOT
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.words import _

FILE = ROOT / "docs" / "map.md"


def add(subparsers: Subparsers) -> None:
    """The command `map`."""
    plan = subparsers.add_parser("map", help=_("in bản đồ ngôi nhà: phòng, quy trình, bước, số liệu, địa chỉ"))
    plan.add_argument("--write", action="store_true", help=_("ghi vào docs/map.md"))
    plan.add_argument("--check", action="store_true", help=_("báo lỗi khi docs/map.md đã cũ"))
    plan.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print, write or compare."""
    installing.prepare_django()
    drawn = "\n".join(draw()) + "\n"
    if args.check:
        if not FILE.exists() or FILE.read_text(encoding="utf-8") != drawn:
            raise Refused(_("docs/map.md đã cũ: chạy ./danvan map --write."))
    elif args.write:
        FILE.write_text(drawn, encoding="utf-8")
    else:
        print(drawn, end="")
    return 0


def draw() -> Iterator[str]:
    """The map, line by line."""
    from danvan.commons import registry

    yield "# Map of the house"
    yield ""
    yield "Printed by `./danvan map --write`; never typed."
    for room in registry.ROOMS:
        yield from ["", f"## {room}", "", registry.sentence(f"danvan.{room}")]
        for card in registry.cards():
            if card.room == room:
                yield from _process(card)
    yield from ["", "## commons", "", registry.sentence("danvan.commons"), ""]
    yield from _commons()


def _process(card: Any) -> Iterator[str]:
    """One process: its sentence, its records with their steps and rights, its figures, its pages."""
    from danvan.commons import registry

    yield from ["", f"### {card.package.removeprefix('danvan.')} – {card.label}", ""]
    yield registry.sentence(card.package)
    for model, flow in card.records.items():
        yield from ["", f"**{model.__name__}** – {model._meta.verbose_name}", ""]
        yield from _steps(flow)
    yield from _rights(card)
    if card.figures:
        yield from ["", "| figure | label | measure |", "|---|---|---|"]
        yield from (f"| `{figure.code}` | {figure.label} | {figure.measure} |" for figure in card.figures)
    yield from _pages(card)


def _steps(flow: Any) -> Iterator[str]:
    yield from ["| step | from | to | who |", "|---|---|---|---|"]
    for move in flow.moves.values():
        source = ", ".join(map(str, move.source)) or "–"
        yield f"| `{move.name}` | {source} | {move.target or '='} | `{move.who.__name__}` |"


def _rights(card: Any) -> Iterator[str]:
    """What each rule named in the steps asks, in its own words."""
    asked = {move.who for flow in card.records.values() for move in flow.moves.values()}
    named = sorted((rule.__name__, first_line(rule.__doc__)) for rule in asked)
    if named:
        yield from ["", "| who | means |", "|---|---|", *(f"| `{name}` | {means} |" for name, means in named)]


def _pages(card: Any) -> Iterator[str]:
    """Every address below the card's, with what stands there."""
    from importlib import import_module

    patterns = import_module(f"{card.package}.urls").urlpatterns
    if patterns:
        yield from ["", "| address | page |", "|---|---|"]
    for pattern in patterns:
        yield f"| `/{card.address}/{pattern.pattern}` | {first_line(pattern.callback.__doc__)} |"


def first_line(doc: str | None) -> str:
    """The sentence of a docstring, fit for a cell."""
    return (doc or "").strip().split("\n")[0].replace("|", "\\|")


def _commons() -> Iterator[str]:
    """Each thing that processes share, with its sentence."""
    from pkgutil import iter_modules

    from danvan import commons
    from danvan.commons import registry

    yield from ["| shared | what for |", "|---|---|"]
    for module in iter_modules(commons.__path__):
        if module.name not in {"apps", "tests"}:
            yield f"| `{module.name}` | {first_line(registry.sentence(f'danvan.commons.{module.name}'))} |"
