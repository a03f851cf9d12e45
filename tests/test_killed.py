"""A process killed with `kill -9` leaves all or nothing: an import, a save, a decision, a report, a backup, a restore."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.houses import House

pytestmark = pytest.mark.slow

READY = """
import django; django.setup()
from datetime import date
from django.utils import timezone
from danvan.commons.people.codes import resolve
from danvan.do.exemplars.actions import years
row = years.plan_year(year=2026, unit=resolve("CT"), values={"communes_by": date(2026, 3, 31)}, by=None, at=timezone.now())
years.open_year(row, by=None, at=timezone.now())
"""
LOOK = """
from danvan.cli import installing
installing.prepare_house()
from danvan.commons.people.codes import resolve
from danvan.do.exemplars.actions import years
from danvan.do.exemplars.models import CampaignYear
print(sorted(CampaignYear.objects.values_list("year", flat=True)))
if not CampaignYear.objects.filter(year=2027).exists():
    years.plan_year(year=2027, unit=resolve("CT"), values={}, by=None, at=installing.now())
"""
"""What the next command finds; then the house goes on, so that it differs from its backup."""
STATE = """
import django; django.setup()
import json
from danvan.commons.search.models import Entry
from danvan.do.exemplars.models import Exemplar, Intake, Registration
print(json.dumps([Registration.objects.count(), Exemplar.objects.count(), Entry.objects.count(),
                  Intake.objects.filter(state="saved").count()]))
"""
SAVES = """
import django; django.setup()
from django.utils import timezone
from danvan.commons.people.codes import resolve
from danvan.do.exemplars.actions import registering
unit = resolve("CT-THANH-PHU-HPN")
number = 0
while True:
    number += 1
    values = {"title": f"Tổ tự quản số {number} ấp 1", "field": "kinh_te"}
    registering.draft(year=2026, unit=unit, values=values, by=None, at=timezone.now())
    print(number, flush=True)
"""


def python(house: House, code: str) -> str:
    """Run code in the house; what it printed."""
    ended = subprocess.run(
        [sys.executable, "-P", "-c", code], env=house.env, capture_output=True, text=True, check=False, cwd=house.home
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


ROOT = Path(__file__).resolve().parent.parent
DIES = """
import os, signal, sys
from pathlib import Path
left = [int(sys.argv[1])]
def dying(act):
    def done(*given, **named):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*given, **named)
    return done
for name in ("rename", "replace", "unlink"):
    setattr(Path, name, dying(getattr(Path, name)))
from danvan.cli import main
sys.exit(main(sys.argv[2:]))
"""
"""The program, killed just before so many files have been moved or removed."""


def dies(house: House, steps: int, *words: str | Path) -> bool:
    """Run a command that is killed at a step; whether it was, or came to its end."""
    command = [sys.executable, "-P", "-c", DIES, str(steps), *map(str, words)]
    ended = subprocess.run(command, env=house.env, capture_output=True, text=True, check=False, cwd=house.home)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


def states(house: House, act: str) -> Any:
    """What stood after each kill of an act, and at last after the whole of it."""
    env = house.env | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.killing", act], env=env, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def a_list(path: Path, rows: int) -> Path:
    """A unit's list of so many models (dữ liệu minh họa)."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Địa bàn"))
        for number in range(1, rows + 1):
            row = (number, f"Tổ giúp nhau số {number}", "Kinh tế", "Hội Nông dân xã", f"ấp {number % 12 + 1}")
            sheet.write_row(number, 0, row)
    return path


def test_a_killed_import_leaves_all_or_nothing(house: House, tmp_path: Path) -> None:
    python(house, READY)
    rows = 2500
    words = (
        "import",
        "exemplars",
        a_list(tmp_path / "ds.xlsx", rows),
        "--unit",
        "CT-THANH-PHU",
        "--year",
        "2026",
        "--commit",
    )
    for wait in (1.1, 1.6, 2.1, 2.6):
        running = house.start(*words)
        time.sleep(wait)
        running.kill()
        running.communicate()

        counted = python(house, STATE)

        assert counted in ("[0, 0, 0, 0]", f"[{rows}, {rows}, {rows}, 1]"), (counted, wait)
        if counted != "[0, 0, 0, 0]":
            break
    told = house.json(*words)
    assert told["accepted"] == rows
    assert house.json("audit", "verify")["broken"] == []


def test_saves_that_were_confirmed_survive_a_kill(house: House) -> None:
    python(house, READY)
    running = subprocess.Popen(
        [sys.executable, "-P", "-c", SAVES], env=house.env, stdout=subprocess.PIPE, text=True, cwd=house.home
    )
    with running, running.stdout as said:  # type: ignore[union-attr]
        confirmed = 0
        while confirmed < 25:
            confirmed = int(said.readline())
        running.kill()
        rest = said.read().split()

    lines, exemplars, found, _saved = json.loads(python(house, STATE))
    told = int(rest[-1]) if rest else confirmed
    assert told <= lines <= told + 1
    assert lines == exemplars == found
    assert house.json("audit", "verify")["broken"] == []


def test_a_killed_decision_recognises_all_or_none(house: House) -> None:
    *killed, whole = states(house, "issue")

    assert whole == ["issued", 300, 300]
    assert all(state in (["draft", 0, 0], whole) for state in killed)
    assert house.json("audit", "verify")["broken"] == []


def test_a_killed_freezing_leaves_a_whole_version_or_none(house: House) -> None:
    *killed, whole = states(house, "freeze")

    assert whole == ["frozen", 1, True, True, 4]
    assert all(state in (["writing", 0, False, True, 0], whole) for state in killed)
    assert house.json("audit", "verify")["broken"] == []


def test_a_killed_upload_leaves_a_file_that_can_be_read_or_none(house: House) -> None:
    *killed, whole = states(house, "upload")

    assert whole == [3]
    assert all(state in ([], whole) for state in killed)


def test_a_killed_backup_bears_no_name_and_leaves_nothing_behind(house: House, tmp_path: Path) -> None:
    file = tmp_path / "kho" / "sao-luu.tar.gz"
    step = 1
    while dies(house, step, "backup", file):
        assert not file.exists()
        step += 1
    assert step > 1

    house.done("backup", file)

    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_killed_restore_is_brought_to_its_end_or_never_began(house: House, tmp_path: Path) -> None:
    file = tmp_path / "sao-luu.tar.gz"
    python(house, READY)
    (house.home / "files" / "aa").mkdir(parents=True)
    (house.home / "files" / "aa" / "cu.pdf").write_bytes(b"cu")
    house.done("backup", file)
    files, step, killed = house.home / "files" / "aa", 1, True
    python(house, LOOK)
    while killed:
        (files / "moi.pdf").write_bytes(b"moi")
        killed = dies(house, step, "restore", file, "--yes")

        years = python(house, LOOK).splitlines()[-1]

        names = sorted(path.name for path in files.iterdir())
        assert (years, names) in (("[2026]", ["cu.pdf"]), ("[2026, 2027]", ["cu.pdf", "moi.pdf"])), step
        step += 2
    assert step > 5
    assert [path.name for path in house.home.iterdir() if path.name.startswith(("restoring", ".danvan"))] == []
    kept = [path for path in house.home.glob("before-restore-*") if (path / "files" / "aa" / "moi.pdf").exists()]
    assert kept
    assert house.json("audit", "verify")["broken"] == []


def test_a_killed_upgrade_is_done_by_the_next(empty_house: House) -> None:
    for wait in (0.8, 1.6, 2.4):
        running = empty_house.start("upgrade")
        time.sleep(wait)
        running.kill()
        running.communicate()

    empty_house.done("upgrade")

    assert len(empty_house.json("units")) > 1000
