"""`danvan audit verify`: finds a history that was edited, deleted, cut off, or rewritten whole since it was sealed."""

import argparse
import json
from dataclasses import asdict

from danvan.cli import installing
from danvan.cli.parser import Parser, Subparsers
from danvan.cli.words import _


def add(subparsers: Subparsers) -> None:
    """The command `audit verify`."""
    audit = subparsers.add_parser("audit", help=_("kiểm tra lịch sử hồ sơ"))
    verbs = audit.add_subparsers(metavar=_("VIỆC"), dest="verb", required=True, parser_class=Parser)
    verify = verbs.add_parser("verify", help=_("tìm lịch sử bị sửa, bị xóa hoặc bị cắt"))
    verify.add_argument("--json", action="store_true", help=_("in dạng JSON"))
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Walk every chain and every seal; 1 when something is broken."""
    installing.prepare_house()
    from danvan.commons.records import history, seals
    from danvan.commons.records.models import Seal

    records, events, broken = history.verify()
    broken += [history.Broken(0, 0, reason) for reason in seals.faults()]
    last = Seal.objects.last()
    seal = seals.as_plain(last) if last else None
    if args.json:
        found = {"records": records, "events": events, "broken": [asdict(one) for one in broken], "seal": seal}
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(
            _("{records} hồ sơ, {events} sự kiện, {broken} chỗ hỏng").format(
                records=records, events=events, broken=len(broken)
            )
        )
        if seal:
            print(_("Niêm phong cuối: {day}, {events} sự kiện, mã {digest}").format(**seal))
        for one in broken:
            print(f"{one.record}/{one.number}: {one.reason}")
    return 1 if broken else 0
