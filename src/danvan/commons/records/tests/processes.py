"""Other processes at the database of the running test."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

SOURCE = Path(__file__).resolve().parents[4]
BEGIN = """
import os, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DANVAN_TEST_NAME"]
django.setup()
"""


def start(code: str, *arguments: str) -> "subprocess.Popen[str]":
    """A new process that runs the code with the test's database and `sys.argv[1:]`."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "DANVAN_HOME": str(settings.HOME),
        "DANVAN_TEST_NAME": str(settings.DATABASES["default"]["NAME"]),
        "PYTHONPATH": os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")]),
    }
    command = [sys.executable, "-c", BEGIN + code, *arguments]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def result(process: "subprocess.Popen[str]") -> str:
    """What it printed; its error is ours."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out
