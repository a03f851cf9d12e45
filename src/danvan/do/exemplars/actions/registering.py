"""A unit registers an exemplar for a year: draft, edit, enter into the list, take back, join."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records import references
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions.lists import open_list
from danvan.do.exemplars.actions.years import writable
from danvan.do.exemplars.kinds import NINE_BOXES, ExemplarState, Sort
from danvan.do.exemplars.models import Exemplar, Registration, folded, place_in_line
from danvan.do.exemplars.steps import EXEMPLAR, REGISTRATION

COPIED = ("title", "field", "who", "theme", "situation", "goal", "method", "place", "forces", "means", "output",
          "measure", "target", "lasting")  # fmt: skip
LASTING = ("title", "field", "who", "place", "output")
"""What the lasting exemplar shows of its latest registration."""


def draft(
    *,
    year: int,
    unit: Unit,
    values: Mapping[str, Any],
    by: Seat | None,
    at: datetime,
    exemplar: Exemplar | None = None,
    late_reason: str = "",
) -> Registration:
    """Begin the registration of a year, of a new exemplar or of one that is there. Raises `CannotMove`."""
    campaign = writable(year, by=by, reason=late_reason)
    if not queries.unit_stood(unit, campaign.year):
        raise CannotMove(_("%(unit)s không hoạt động trong năm %(year)s.") % {"unit": unit.name, "year": year})
    line = Registration(year=year, **{name: value for name, value in values.items() if name != "unit"})
    line.late = bool(late_reason)  # type: ignore[attr-defined]
    place_in_line(line, unit)
    line.folded = folded(line.title)
    with transaction.atomic():
        line.exemplar = exemplar or new_exemplar(line, by=by, at=at)
        if queries.line_of_year(line.exemplar, year):
            raise CannotMove(_("Mô hình này đã đăng ký năm %(year)s rồi.") % {"year": year})
        line.illustrative = line.exemplar.illustrative
        return REGISTRATION.begin(line, "begin", by=by, at=at)


def new_exemplar(line: Registration, *, by: Seat | None, at: datetime) -> Exemplar:
    """The lasting record of a registration that begins one, with its `DVK` number."""
    row = lasting(line)
    number = references.reserve(f"DVK-{line.year}")[0]
    return EXEMPLAR.begin(row, "begin", by=by, at=at, reference=reference(line.year, number))


def lasting(line: Registration) -> Exemplar:
    """The exemplar that a first registration describes, not written yet."""
    row = Exemplar(first_year=line.year, illustrative=line.illustrative, state=ExemplarState.LISTED)
    place_in_line(row, line.unit)
    row.late = getattr(line, "late", False)  # type: ignore[attr-defined]
    for name, value in shown_values(line).items():
        setattr(row, name, value)
    return row


def shown_values(line: Registration) -> dict[str, Any]:
    """What the lasting exemplar takes over from a registration."""
    values = {name: getattr(line, name) for name in LASTING}
    values["place"], values["output"] = values["place"][:300], values["output"][:300]
    return values | {"folded": line.folded}


def reference(year: int, number: int) -> str:
    """`DVK-2026-00042`: names the lasting exemplar for ever."""
    return f"DVK-{year}-{number:05d}"


def copy_last(source: Registration, *, year: int, by: Seat | None, at: datetime) -> Registration:
    """Begin this year's registration with the boxes of an earlier one, as raised in quality. Raises `CannotMove`."""
    values = {name: getattr(source, name) for name in COPIED} | {"sort": Sort.RAISED}
    unit = queries.unit_in_year(source.exemplar, year)
    return draft(year=year, unit=unit, values=values, by=by, at=at, exemplar=source.exemplar)


def edit(
    line: Registration, values: Mapping[str, Any], *, by: Seat | None, at: datetime, seen: int, late_reason: str = ""
) -> Registration:
    """Change boxes of a registration that is not sent. Raises `CannotMove` when another person wrote first."""
    writable(line.year, by=by, reason=late_reason)
    line.late = bool(late_reason)  # type: ignore[attr-defined]
    changes = dict(values)
    if "title" in changes:
        changes["folded"] = folded(changes["title"])
    return REGISTRATION.move(line, "edit", by=by, at=at, changes=changes, seen=seen)


def enter(line: Registration, *, by: Seat | None, at: datetime, late_reason: str = "") -> Registration:
    """Put a complete registration on its unit's list. Raises `CannotMove` when a box is empty or a twin unexplained."""
    campaign = writable(line.year, by=by, reason=late_reason)
    line.late = bool(late_reason)  # type: ignore[attr-defined]
    empty = [str(getattr(Registration, name).field.verbose_name) for name in NINE_BOXES if not getattr(line, name)]
    if empty:
        raise CannotMove(_("Chưa ghi vào danh sách được, còn ô trống: %(boxes)s.") % {"boxes": ", ".join(empty)})
    if not line.explanation and queries.alike(line):
        raise CannotMove(_("Có mô hình giống tên trong xã. Chọn gộp, hoặc giải thích vì sao khác."))
    with transaction.atomic():
        onto = line.list if line.list and line.list.is_changeable else open_list(line.unit, campaign, by=by, at=at)
        REGISTRATION.move(
            line, "enter", by=by, at=at, changes={"list": onto, "first_list": line.first_list or onto, "reason": ""}
        )
        follow(line, by=by, at=at)
    return line


def follow(line: Registration, *, by: Seat | None, at: datetime) -> None:
    """Let the lasting exemplar show what its newest registration says."""
    row = line.exemplar
    row.late = getattr(line, "late", False)  # type: ignore[attr-defined]
    values = {name: value for name, value in shown_values(line).items() if getattr(row, name) != value}
    if values and not queries.later_line(line):
        EXEMPLAR.move(row, "rename", by=by, at=at, changes=values)


def reopen(line: Registration, *, by: Seat | None, at: datetime) -> None:
    """Take a registration off the list to work on it again. Raises `CannotMove`."""
    REGISTRATION.move(line, "reopen", by=by, at=at, changes={"list": None, "first_list": None})


def withdraw(line: Registration, reason: str, *, by: Seat | None, at: datetime) -> None:
    """Take a registration back for good. Raises `CannotMove`."""
    REGISTRATION.move(line, "withdraw", by=by, at=at, changes={"list": None}, reason=reason)


def join(line: Registration, into: Registration, *, by: Seat | None, at: datetime) -> None:
    """Settle a duplicate: this registration goes into another one of the year. Raises `CannotMove`."""
    if line.pk == into.pk or line.year != into.year or into.home_id != line.home_id:
        raise CannotMove(_("Chỉ gộp hai mô hình của cùng một xã, phường trong cùng một năm."))
    with transaction.atomic():
        REGISTRATION.move(
            line, "join", by=by, at=at, changes={"joined_into": into, "list": None}, into=into.exemplar.record.reference
        )
        if not queries.other_lines(line):
            EXEMPLAR.move(line.exemplar, "join", by=None, at=at, into=into.exemplar.record.reference)


def hand_over(exemplar: Exemplar, unit: Unit, *, by: Seat | None, at: datetime) -> None:
    """Assign by hand the body that takes an exemplar over after a split. Raises `CannotMove`."""
    EXEMPLAR.move(exemplar, "hand_over", by=by, at=at, changes={"heir": unit}, heir=unit.name)
