"""`danvan units`: every body of a day, by the code that other commands take."""

import argparse
import json
from datetime import date

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
    """Print the units of that day; `root` marks the one whose scope is the whole city."""
    installing.prepare_house()
    from django.utils import timezone

    from danvan.commons.people import listing

    rows = listing.rows(args.as_of or timezone.localdate())
    print(json.dumps(rows, ensure_ascii=False, indent=1) if args.json else "\n".join(listing.lines(rows)))
    return 0
