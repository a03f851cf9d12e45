"""`./danvan import exemplars FILE --unit CODE --year Y [--commit [--send]] [--json]`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.people.scopes import NoSuchUnit, resolve
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import intakes, years
from danvan.do.exemplars.registers.recognise import Register, recognise

VERB = "import"
"""The command is `import exemplars`; the command line reads this without loading the module."""

VERB = "import"


def add(commands: Any) -> None:
    """Add the command to the program's."""
    parser = commands.add_parser("exemplars", help=_("danh sách mô hình “Dân vận khéo” của một đơn vị"))
    parser.add_argument("file", type=Path, help=_("tệp .xlsx, .xls, .ods, .csv hoặc .docx"))
    parser.add_argument("--unit", required=True, help=_("mã đơn vị gửi danh sách"))
    parser.add_argument("--year", required=True, type=int, help=_("năm thi đua"))
    parser.add_argument("--commit", action="store_true", help=_("lưu; không có thì chỉ xem trước"))
    parser.add_argument("--send", action="store_true", help=_("ký và gửi luôn, như thủ trưởng đơn vị"))
    parser.add_argument("--late-reason", default="", help=_("lý do, khi năm thi đua đã đóng"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả dạng JSON"))
    parser.set_defaults(run=bring_in)


def bring_in(args: argparse.Namespace) -> int:
    """Read a list, say what saving would do, and save it when asked. Returns the exit code."""
    try:
        outcome = _bring_in(args)
    except FileRefused as refused:
        _print({"refused_file": str(refused)}, args.json)
        return 1
    except (CannotMove, NoSuchUnit) as refused:
        _print({"refused": str(refused.args[0])}, args.json)
        return 1
    _print(outcome, args.json)
    return 0


def _bring_in(args: argparse.Namespace) -> dict[str, Any]:
    if args.send and not args.commit:
        raise CannotMove(_("--send cần đi cùng --commit."))
    unit = resolve(args.unit)
    if not queries.unit_stood(unit, args.year):
        raise CannotMove(_("%(unit)s không hoạt động trong năm %(year)s.") % {"unit": unit.name, "year": args.year})
    data = _content(args.file)
    if not args.commit:
        register = recognise(data, args.file.name, year=args.year)
        register.warnings += _not_now(args)
        return _told(register, queries.plan(register, unit=unit, year=args.year))
    at = timezone.now()
    years.writable(args.year, by=None, reason=args.late_reason)
    with transaction.atomic():
        intake = intakes.receive(data, args.file.name, unit=unit, year=args.year, by=None, at=at)
    register = intakes.read(intake)
    plan = queries.plan(register, unit=unit, year=args.year)
    saved = intakes.save(intake, plan, by=None, at=at, late_reason=args.late_reason)
    told = _told(register, plan) | {"saved": {"new": saved.new, "changed": saved.changed, "same": saved.same}}
    if args.send:
        row = intakes.send_as_head(intake, saved, at=at)
        told["list"] = row.get_state_display() if row else None
    return told


def _not_now(args: argparse.Namespace) -> list[str]:
    """Why the year takes no list now: a preview is given all the same."""
    try:
        years.writable(args.year, by=None, reason=args.late_reason)
    except CannotMove as refused:
        return [str(refused.args[0])]
    return []


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise FileRefused(_("Không thấy tệp %(name)s.") % {"name": file.name})
    if file.stat().st_size > settings.UPLOAD_MAX_BYTES:
        raise FileRefused(_("Tệp lớn hơn %(most)s MB.") % {"most": settings.UPLOAD_MAX_BYTES // 2**20})
    return file.read_bytes()


def _told(register: Register, plan: queries.Plan) -> dict[str, Any]:
    refused = [
        {"sheet": row.sheet, "row": row.row, "column": row.column, "value": row.value, "reason": str(row.reason)}
        for row in sorted(plan.refusals, key=lambda row: (row.sheet, row.row, row.column))
    ]
    units = [{"row": item.entry.row, "unit": item.unit_text} for item in plan.unknown_units]
    return plan.counts() | {"refused": refused, "unknown_units": units, "warnings": register.warnings}


def _print(told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    for key, value in told.items():
        if isinstance(value, list):
            for row in value:
                parts = row.values() if isinstance(row, dict) else (row,)
                sys.stdout.write("  " + " · ".join(map(str, parts)) + "\n")
        else:
            sys.stdout.write(f"{key}: {value}\n")
