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
    """One process: its sentence, where it is found, its records with their steps, its figures."""
    from danvan.commons import registry

    yield from ["", f"### {card.package.removeprefix('danvan.')} – {card.label}", ""]
    yield registry.sentence(card.package)
    yield from ["", f"Address: `/{card.address}/`"]
    for model, flow in card.records.items():
        yield from ["", f"**{model.__name__}** – {model._meta.verbose_name}", ""]
        yield from _steps(flow)
    if card.figures:
        yield from ["", "| figure | label | measure |", "|---|---|---|"]
        yield from (f"| `{figure.code}` | {figure.label} | {figure.measure} |" for figure in card.figures)


def _steps(flow: Any) -> Iterator[str]:
    yield from ["| step | from | to | who |", "|---|---|---|---|"]
    for move in flow.moves.values():
        source = ", ".join(map(str, move.source)) or "–"
        yield f"| `{move.name}` | {source} | {move.target or '='} | `{move.who.__name__}` |"


def _commons() -> Iterator[str]:
    """Each thing that processes share, with its sentence."""
    from pkgutil import iter_modules

    from danvan import commons
    from danvan.commons import registry

    yield from ["| shared | what for |", "|---|---|"]
    for module in iter_modules(commons.__path__):
        if module.name != "apps":
            sentence = registry.sentence(f"danvan.commons.{module.name}").splitlines()
            yield f"| `{module.name}` | {sentence[0] if sentence else ''} |"
