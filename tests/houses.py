"""Whole houses of their own, run by the command line as a person would."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from danvan.cli.databases import drop, sibling

NUMBERS = count(1)


@dataclass
class House:
    """A folder, a database and the commands that work on them."""

    home: Path
    env: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str | Path, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.env | env,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
        )

    def done(self, *words: str | Path, **env: str) -> str:
        """Run one command that must succeed; what it printed."""
        ended = self.run(*words, **env)
        assert ended.returncode == 0, f"{words}: {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
        return ended.stdout

    def json(self, *words: str | Path, **env: str) -> Any:
        """What a command says as JSON."""
        return json.loads(self.done(*words, "--json", **env))

    def start(self, *words: str | Path, **env: str) -> subprocess.Popen[str]:
        """Start one command that goes on."""
        return subprocess.Popen(
            self.command(*words), env=self.env | env, stderr=subprocess.PIPE, text=True, cwd=self.home
        )

    def command(self, *words: str | Path) -> list[str]:
        """How this Python runs the program."""
        return [sys.executable, "-P", "-m", "danvan.cli", *map(str, words)]


def build(home: Path, *, copy_of: House | None = None) -> House:
    """A house on the engine under test: empty, or a copy of one in which nobody works."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("DANVAN_")}
    env |= {"DANVAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "danvan.settings"}
    if copy_of:
        shutil.copytree(copy_of.home, home)
    else:
        home.mkdir(parents=True)
    if url := os.environ.get("DANVAN_DATABASE_URL"):
        template = copy_of.env["DANVAN_DATABASE_URL"] if copy_of else ""
        env["DANVAN_DATABASE_URL"] = sibling(url, f"{os.getpid()}_{next(NUMBERS)}", copy_of=template)
    return House(home, env)


def tear_down(house: House) -> None:
    """Leave nothing behind."""
    if url := house.env.get("DANVAN_DATABASE_URL"):
        drop(url)
    shutil.rmtree(house.home, ignore_errors=True)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, *, seconds: float = 30) -> str:
    """The answer of an address, once it has one."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return answer.read().decode()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
