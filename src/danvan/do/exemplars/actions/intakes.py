"""A file that was handed in: kept, read with the columns a person taught, and remembered for the unit's next file."""

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danvan.commons.folding import words
from danvan.commons.people.models import Seat, Unit
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.actions.bringing_in import Saved, save
from danvan.do.exemplars.kinds import IntakeState, ListState
from danvan.do.exemplars.models import ColumnMemory, Intake, RegistrationList
from danvan.do.exemplars.registers.recognise import Register, recognise


def receive(
    data: bytes, name: str, *, unit: Unit, year: int, by: Seat | None, at: datetime, late_reason: str = ""
) -> Intake:
    """Keep a file for a unit and year, to be previewed. Raises `CannotMove` when this seat may not write for the unit."""
    row = _kept(data, name, unit=unit, year=year, by=by, at=at, late_reason=late_reason)
    row.save()
    return row


def hand_in(
    data: bytes, name: str, *, unit: Unit, year: int, by: Seat | None, at: datetime, late_reason: str = ""
) -> Intake:
    """Keep a file that can be read, read outside any transaction: it may take seconds, and no writer waits for it.

    Raises `CannotMove`, and `FileRefused` for a file that cannot be read; then no row is written.
    """
    row = _kept(data, name, unit=unit, year=year, by=by, at=at, late_reason=late_reason)
    read(row)
    row.save()
    return row


def _kept(data: bytes, name: str, *, unit: Unit, year: int, by: Seat | None, at: datetime, late_reason: str) -> Intake:
    row = Intake(unit=unit, year=year, by=by, name=name[:200], sha256=hashlib.sha256(data).hexdigest(), at=at)
    row.unit_id, row.late = unit.pk, bool(late_reason)  # type: ignore[attr-defined]
    row.outcome = {"late_reason": late_reason} if late_reason else {}
    if by is not None and not rules.may_bring_in(by, row):
        raise CannotMove(_("Anh, chị không nhập danh sách cho đơn vị này được."))
    if not queries.unit_stood(unit, year):
        raise CannotMove(_("%(unit)s không hoạt động trong năm %(year)s.") % {"unit": unit.name, "year": year})
    _keep(data, row.sha256)
    return row


def _path(sha256: str) -> Path:
    return Path(settings.HOME) / "files" / "intakes" / sha256[:2] / sha256


def size(intake: Intake) -> int:
    """Bytes of the kept file."""
    return _path(intake.sha256).stat().st_size


def _keep(data: bytes, sha256: str) -> None:
    """Write the file under its own fingerprint, whole or not at all."""
    path = _path(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{sha256}.{uuid4().hex}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def read(intake: Intake) -> Register:
    """Read the kept file with the columns that were chosen for it or remembered. Raises `FileRefused`."""
    data = _path(intake.sha256).read_bytes()
    register = recognise(data, intake.name, year=intake.year, columns=intake.columns or None)
    if intake.columns:
        return register
    known = remembered(intake.unit, register)
    return recognise(data, intake.name, year=intake.year, columns=known) if known else register


def choose_columns(intake: Intake, columns: Mapping[str, str], *, remember: bool) -> None:
    """A person says what columns are (header text or letter -> our name); remembered for the unit when wanted.

    Raises `CannotMove`, and `FileRefused` when the file cannot be read so; it is read before anything is written.
    """
    if intake.state != IntakeState.READ:
        raise CannotMove(_("Tệp này đã được lưu rồi."))
    intake.columns = dict(columns)
    read(intake)
    with transaction.atomic():
        intake.save(update_fields=["columns"])
        for header, kind in columns.items() if remember else ():
            ColumnMemory.objects.update_or_create(
                unit=intake.unit, header=_key(header), defaults={"columns": {header: kind}}
            )


def remembered(unit: Unit, register: Register) -> dict[str, str]:
    """What this unit's people said of columns with these headers before."""
    headers = {_key(column.header): column.header for column in register.columns if column.header}
    rows = ColumnMemory.objects.filter(unit=unit, header__in=headers)
    return {headers[row.header]: kind for row in rows for kind in row.columns.values()}


def _key(header: str) -> str:
    return hashlib.sha256(words(header).encode()).hexdigest()


ROW = re.compile(r"[0-9]{1,7}")
"""A row's number as seen in the file: no sheet has more than a million rows."""


def said(answers: Mapping[str, str]) -> dict[tuple[str, int], str]:
    """Answers as a form gives them (`sheet|row` -> `new` or `same`)."""
    found: dict[tuple[str, int], str] = {}
    for key, answer in answers.items():
        sheet, _bar, row = key.rpartition("|")
        if ROW.fullmatch(row) and answer in ("new", "same"):
            found[sheet, int(row)] = answer
    return found


def send_as_head(intake: Intake, saved: Saved, *, at: datetime) -> RegistrationList | None:
    """Sign and send the list that a saved file stands on, as the unit's head would from the command line."""
    row = RegistrationList.objects.filter(campaign__year=intake.year, unit=intake.unit).order_by("-round").first()
    waits = row is not None and row.state == ListState.OPEN  # a list that came back goes again only when mended
    if row is None or not (waits or (row.is_changeable and (saved.new or saved.changed))):
        return row
    lists.sign(row, by=None, at=at)
    return lists.send(
        row, letter_number="gửi từ dòng lệnh", letter_date=date.fromisoformat(f"{at:%Y-%m-%d}"), by=None, at=at
    )


__all__ = ["choose_columns", "hand_in", "read", "receive", "remembered", "said", "save", "send_as_head", "size"]
