"""`danvan test`: the checks, then every test; nothing is passed by leaving it out."""

import argparse
import os
import subprocess
import sys

from danvan.cli import browser, checking
from danvan.cli.installing import say
from danvan.cli.parser import Subparsers
from danvan.cli.words import _

DROPPED = {"DANVAN_HOME", "DANVAN_SITE_URL", "DANVAN_DEBUG", "DJANGO_SETTINGS_MODULE"}
"""Settings of the desk that tests must not see."""


def add(subparsers: Subparsers) -> None:
    """The command `test`."""
    test = subparsers.add_parser(
        "test", help=_("kiểm tra mã nguồn rồi chạy mọi bài thử; đối số khác chuyển cho pytest")
    )
    test.add_argument("--quick", action="store_true", help=_("không chạy các hành trình trong trình duyệt"))
    test.add_argument("--no-check", action="store_true", help=_("không kiểm tra mã nguồn trước"))
    test.set_defaults(run=run, rest=[])


def run(args: argparse.Namespace) -> int:
    """Check, find a browser, run pytest; its exit code is ours."""
    checking.refuse_without_source()
    if not args.no_check and checking.run(args):
        return 1
    env = {name: value for name, value in os.environ.items() if name not in DROPPED}
    words = ["-m", "not browser"] if args.quick else []
    if not args.quick:
        env["DANVAN_BROWSER"] = browser.need()
        say(_("Trình duyệt: {path}").format(path=env["DANVAN_BROWSER"]))
    spread = [] if args.rest else ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
    command = [sys.executable, "-P", "-m", "pytest", *spread, *words, *args.rest]
    return subprocess.run(command, cwd=checking.ROOT, env=env, check=False).returncode  # noqa: S603 - our own command
