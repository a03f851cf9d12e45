"""A process killed with `kill -9` leaves all or nothing: an import, a save, a job."""

import json
import subprocess
import sys
import time
from pathlib import Path

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
