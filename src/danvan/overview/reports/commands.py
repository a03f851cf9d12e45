"""`./danvan report --unit CODE --period 2023 --format docx|pdf|xlsx|json [--out FILE] [--by-unit [--as-of DATE]]`."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from danvan.commons import registry
from danvan.commons.papers.documents.pdf import pdf
from danvan.commons.papers.documents.word import word
from danvan.commons.people.models import Unit
from danvan.commons.people.scopes import NoSuchUnit, resolve
from danvan.commons.periods import NoSuchPeriod, Period
from danvan.overview.reports.content import Content, as_answer, compose
from danvan.overview.reports.documents import document
from danvan.overview.reports.kinds import FORMATS, OUTLINES, WORK
from danvan.overview.reports.numbers import gather, period_of, why_not
from danvan.overview.reports.sheets import workbook
from danvan.ui import typed

HERE = "-"
TODAY = ("today", "hôm nay", "hom nay")


class Refused(Exception):
    """The report cannot be made; the text says why."""


def add(commands: Any) -> None:
    """Add the command to the program's."""
    parser = commands.add_parser("report", help=_("báo cáo của một đơn vị trong một kỳ: Word, PDF, Excel hoặc JSON"))
    parser.add_argument("--unit", required=True, help=_("mã đơn vị"))
    parser.add_argument("--period", required=True, help=_("kỳ: 2023, 2023-Q1, 2023-06, 2023-6T hoặc 2023-9T"))
    parser.add_argument("--format", choices=FORMATS, default="json", help=_("định dạng"))
    parser.add_argument(
        "--out", default=HERE, metavar=_("TỆP"), help=_("tệp ghi ra; không có thì in ra màn hình (json)")
    )
    parser.add_argument("--by-unit", action="store_true", help=_("thêm số của từng đơn vị (json)"))
    parser.add_argument(
        "--as-of", default="", metavar=_("NGÀY"), help=_("đơn vị theo tổ chức ngày này (mặc định: cuối kỳ)")
    )
    parser.add_argument("--template", choices=tuple(OUTLINES), default=WORK.key, help=_("mẫu báo cáo"))
    parser.set_defaults(run=report)


def report(args: argparse.Namespace) -> int:
    """Make a report of the records as they are and write it out. Returns the exit code."""
    try:
        _write(_made(args), args.out)
    except (NoSuchUnit, NoSuchPeriod, Refused) as refused:
        sys.stderr.write(f"{refused.args[0]}\n")
        return 1
    except OSError as failed:
        sys.stderr.write(_("Không ghi được tệp %(file)s: %(why)s.") % {"file": args.out, "why": failed.strerror} + "\n")
        return 1
    return 0


def _made(args: argparse.Namespace) -> bytes:
    if args.format != "json" and args.out == HERE:
        raise Refused(_("Báo cáo %(format)s cần --out TỆP.") % {"format": args.format})
    today = timezone.localdate()
    as_of = _day(args.as_of, today)
    unit = resolve(args.unit)
    period = period_of(unit, args.period)
    if reason := why_not(unit, period, today):
        raise Refused(reason)
    with translation.override("vi"):
        content = compose(OUTLINES[args.template], gather(unit, period, on=today, as_of=as_of), as_of=as_of)
        return _rendered(content, args.format, unit, period, by_unit=args.by_unit)


def _rendered(content: Content, form: str, unit: Unit, period: Period, *, by_unit: bool) -> bytes:
    if form == "docx":
        return word(document(content))
    if form == "pdf":
        return pdf(document(content))
    if form == "xlsx":
        return workbook(content)
    answer = as_answer(content, by_unit=by_unit)
    for code, length in lengths(unit, period).items():
        answer["figures"][code]["records"] = length
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def lengths(unit: Unit, period: Period) -> dict[str, int]:
    """How many records the list behind each figure really holds, read row by row."""
    return {
        figure.code: sum(1 for _key in figure.records(unit, period).values_list("pk", flat=True).iterator())
        for figure in registry.figures()
    }


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    if text.strip().lower() in TODAY:
        return today
    try:
        return typed.day(text)
    except typed.NotUnderstood as wrong:
        raise Refused(
            _("“%(text)s” không phải là ngày. Ghi như 2025-07-01 hoặc 01/7/2025.") % {"text": text[:40]}
        ) from wrong


def _write(data: bytes, out: str) -> None:
    if out == HERE:
        sys.stdout.write(data.decode())
    else:
        Path(out).write_bytes(data)
