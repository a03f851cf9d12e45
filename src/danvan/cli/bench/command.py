"""The command `bench`: a house of its own with many exemplars, every operation measured, one table."""

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path

from danvan.cli import installing
from danvan.cli.installing import say
from danvan.cli.parser import Subparsers
from danvan.cli.words import _

SIZE = 300_000
"""Exemplars of ten years in 103 communes."""


def add(subparsers: Subparsers) -> None:
    """The command `bench`."""
    bench = subparsers.add_parser("bench", help=_("đo tốc độ các trang và các việc lớn, bên cạnh mức thấp nhất có thể"))
    bench.add_argument("--size", type=int, default=SIZE, metavar=_("SỐ"), help=_("số mô hình (mặc định 300000)"))
    bench.add_argument("--times", type=int, default=30, metavar=_("LẦN"), help=_("số lần đo mỗi trang (mặc định 30)"))
    bench.add_argument("--only", default="", metavar=_("TÊN"), help=_("chỉ đo việc có tên chứa chữ này"))
    bench.add_argument("--json", action="store_true", help=_("in dạng JSON, không ghi vào docs/benchmarks.md"))
    bench.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Fill once per size and engine, measure, print; 1 when something costs more than it must."""
    _move_to_own_house(args.size)
    installing.prepare_django()
    installing.install()
    from django.db import connection

    from danvan.cli.bench import filling, operations, table

    at = installing.now()
    size = filling.fill(args.size, at=at, say=say)
    installing.learn_spread()
    results = list(operations.measure_all(size, times=args.times, only=args.only, at=at, say=say))
    if args.json:
        rows = [asdict(one) | {"ratio": one.ratio, "kept": one.kept} for one in results]
        print(json.dumps({"engine": connection.vendor, "commit": table.commit(), "results": rows}, ensure_ascii=False))
    else:
        print("\n".join(table.drawn(results)))
        table.append(results, at=at, engine=connection.vendor)
    return 0 if all(one.kept for one in results) else 1


def _move_to_own_house(size: int) -> None:
    """Never measure, nor fill, the house people work in: one of its own for each size, kept for the next time."""
    home = Path(os.environ.get("DANVAN_HOME", "var")).resolve() / "bench" / str(size)
    os.environ["DANVAN_HOME"] = str(home)
    os.environ.pop("DANVAN_SITE_URL", None)
    if url := os.environ.get("DANVAN_DATABASE_URL"):
        from danvan.cli.databases import sibling

        os.environ["DANVAN_DATABASE_URL"] = sibling(url, f"bench_{size}")
