"""Finds a browser for the journeys, or installs Debian's; never goes on without one."""

import os
import shutil
import subprocess

from danvan.cli.installing import say
from danvan.cli.parser import Refused
from danvan.cli.words import _

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
"""A browser that asks nobody but us."""


def flags() -> list[str]:
    """Flags to start it with; as root Debian's chromium needs one more."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def need() -> str:
    """The path of a browser, installed if need be. Raises `Refused`."""
    found = find()
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
        found = find()
    if not found:
        raise Refused(
            _(
                "Không có trình duyệt để chạy các hành trình. Debian, Ubuntu: apt install chromium. "
                "Máy khác: cài Chromium hoặc Chrome, rồi đặt DANVAN_BROWSER=/đường/dẫn. "
                "Tạm bỏ qua: ./danvan test --quick."
            )
        )
    return found


def find() -> str:
    """The path of a browser; empty when there is none."""
    named = os.environ.get("DANVAN_BROWSER", "")
    return shutil.which(named) or "" if named else next(filter(None, map(shutil.which, NAMES)), "")


def _install() -> None:
    say(_("Cài trình duyệt chromium bằng apt ..."))
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update",), ("install", "--yes", "--no-install-recommends", "chromium")):
        subprocess.run(["apt-get", "-qq", *words], env=env, stdout=2, stdin=subprocess.DEVNULL, check=False)  # noqa: S603, S607
