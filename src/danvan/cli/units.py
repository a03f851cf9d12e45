"""`danvan units`: every body of a day, by the code that other commands take."""

import argparse
import json
from datetime import date
from typing import Any

from danvan.cli import installing
from danvan.cli.parser import Subparsers
from danvan.cli.words import _


def add(subparsers: Subparsers) -> None:
    """The command `units`."""
    units = subparsers.add_parser("units", help=_("liệt kê đơn vị có hiệu lực vào một ngày"))
    units.add_argument(
        "--as-of", type=a_day, metavar=_("NGÀY"), help=_("ngày cần xem, dạng 2025-07-01 (mặc định: hôm nay)")
    )
    units.add_argument("--json", action="store_true", help=_("in dạng JSON"))
    units.set_defaults(run=run)


def a_day(text: str) -> date:
    """An ISO date. Raises `argparse.ArgumentTypeError`."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(_("“{text}” không phải là ngày dạng 2025-07-01.").format(text=text)) from wrong


def run(args: argparse.Namespace) -> int:
    """Print the units of that day."""
    installing.prepare_house()
    from django.utils import timezone

    rows = units_on(args.as_of or timezone.localdate())
    print(json.dumps(rows, ensure_ascii=False, indent=1) if args.json else _table(rows))
    return 0


def units_on(on: date) -> list[dict[str, Any]]:
    """Units that hold on that day; `root` marks the one whose scope is the whole city."""
    from danvan.commons.people.models import Unit, UnitSuccession

    successors: dict[int, list[str]] = {}
    for old, new in UnitSuccession.objects.order_by("on", "new__code").values_list("old_id", "new__code"):
        successors.setdefault(old, []).append(new)
    found = Unit.objects.valid_on(on).select_related("above", "place").order_by("code")
    return [_row(unit, successors.get(unit.pk, [])) for unit in found]


def _row(unit: Any, successors: list[str]) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "line": unit.line,
        "level": unit.level,
        "area_code": unit.place.code if unit.place else None,
        "above": unit.above.code if unit.above else None,
        "from": unit.valid_from.isoformat() if unit.valid_from else None,
        "to": unit.valid_to.isoformat() if unit.valid_to else None,
        "successors": successors,
    } | ({"root": True} if unit.root else {})


def _table(rows: list[dict[str, Any]]) -> str:
    """One line a unit, columns parted by tabs so that they can be cut and sorted."""
    heads = ["code", "name", "kind", "line", "area_code", "above", "from", "to", "successors", "root"]
    lines = ["\t".join(heads)]
    for row in rows:
        cells = row | {"successors": ",".join(row["successors"]), "root": "root" if row.get("root") else ""}
        lines.append("\t".join(str(cells[head] or "") for head in heads))
    return "\n".join(lines)
