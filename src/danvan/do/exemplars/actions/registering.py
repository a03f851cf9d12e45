"""A unit registers an exemplar for a year: draft, edit, enter into the list, take back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records import references
from danvan.commons.records.models import Audience
from danvan.commons.workflow.bulk import hold
from danvan.commons.workflow.flow import AlreadyThere, CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions.lists import open_list, put_on
from danvan.do.exemplars.actions.years import writable
from danvan.do.exemplars.kinds import NINE_BOXES, ExemplarState, Sort, State, Who
from danvan.do.exemplars.models import (
    NAMELESS,
    CampaignYear,
    Exemplar,
    Registration,
    folded,
    place_in_line,
    sorting_name,
)
from danvan.do.exemplars.steps import EXEMPLAR, REGISTRATION

COPIED = ("title", "field", "who", "theme", "situation", "goal", "method", "place", "forces", "means", "output",
          "measure", "target", "lasting")  # fmt: skip
LASTING = ("title", "field", "who", "place", "output")
"""What the lasting exemplar says of a registration: the last recognised one while it is public, else the newest."""


def draft(
    *,
    year: int,
    unit: Unit,
    values: Mapping[str, Any],
    by: Seat | None,
    at: datetime,
    exemplar: Exemplar | None = None,
    late_reason: str = "",
    token: str = "",
) -> Registration:
    """Begin the registration of a year, of a new exemplar or of one that is there. Raises `CannotMove`.

    `token` is the key of the form it was sent with: a second sending gives the first one's registration, and so does a
    form fetched anew that says the same word for word.
    """
    if token and (sent := queries.line_of_token(token, unit) or queries.line_saying(values, unit, year)):
        return sent
    campaign = writable(year, by=by, reason=late_reason)
    if not queries.unit_stood(unit, campaign.year):
        raise CannotMove(_("%(unit)s không hoạt động trong năm %(year)s.") % {"unit": unit.name, "year": year})
    if exemplar and exemplar.state != ExemplarState.LISTED:
        raise CannotMove(_("Mô hình này không còn được theo dõi."))
    line = Registration(
        year=year, token=token or None, **{name: value for name, value in values.items() if name != "unit"}
    )
    line.late = bool(late_reason)  # type: ignore[attr-defined]
    place_in_line(line, unit)
    line.title = line.title or NAMELESS
    line.folded = folded(line.title)
    try:
        return _begin(line, exemplar, by=by, at=at)
    except AlreadyThere:
        if token and (sent := queries.line_of_token(token, unit)):
            return sent
        raise


def _begin(line: Registration, exemplar: Exemplar | None, *, by: Seat | None, at: datetime) -> Registration:
    if by is not None and not rules.may_register(by, line):
        raise CannotMove(_("Anh, chị không có quyền làm bước này."))  # before anything is told of what is there
    with transaction.atomic():
        line.exemplar = exemplar or new_exemplar(line, by=by, at=at)
        if queries.line_of_year(line.exemplar, line.year):
            raise CannotMove(_("Mô hình này đã đăng ký năm %(year)s rồi.") % {"year": line.year})
        line.illustrative = line.exemplar.illustrative
        return REGISTRATION.begin(line, "begin", by=by, at=at)


def new_exemplar(line: Registration, *, by: Seat | None, at: datetime) -> Exemplar:
    """The lasting record of a registration that begins one, with its `DVK` number."""
    row = lasting(line)
    return EXEMPLAR.begin(row, "begin", by=by, at=at, reference=references.take("DVK", line.year)[0])


def lasting(line: Registration) -> Exemplar:
    """The exemplar that a first registration describes, not written yet."""
    row = Exemplar(first_year=line.year, illustrative=line.illustrative, state=ExemplarState.LISTED)
    place_in_line(row, line.unit)
    row.late = getattr(line, "late", False)  # type: ignore[attr-defined]
    for name, value in shown_values(line).items():
        setattr(row, name, value)
    row.folded, row.sorted_as = line.folded, sorting_name(row.title, row.unit, named=row.named)
    return row


def shown_values(line: Registration) -> dict[str, Any]:
    """What the lasting exemplar takes over from a registration."""
    values = {name: getattr(line, name) for name in LASTING}
    values["place"], values["output"] = values["place"][:300], values["output"][:300]
    return values


def copy_last(source: Registration, *, year: int, by: Seat | None, at: datetime) -> Registration:
    """Begin this year's registration with the boxes of an earlier one, as raised in quality. Raises `CannotMove`."""
    values = {name: getattr(source, name) for name in COPIED} | {"sort": Sort.RAISED}
    unit = queries.unit_in_year(source.exemplar, year)
    return draft(year=year, unit=unit, values=values, by=by, at=at, exemplar=source.exemplar)


def edit(
    line: Registration, values: Mapping[str, Any], *, by: Seat | None, at: datetime, seen: int, late_reason: str = ""
) -> Registration:
    """Change boxes of a registration that is not sent. Raises `CannotMove` when another person wrote first."""
    _mendable(line, by=by, reason=late_reason)
    changes = dict(values)
    if "title" in changes:
        changes["folded"] = folded(changes["title"])
    if line.state == State.ENTERED:
        _refuse_wrong(changes.get("as_typed", line.as_typed))
        _refuse_empty({name: changes.get(name, getattr(line, name)) for name in required_boxes(line)})
    with transaction.atomic():
        REGISTRATION.move(line, "edit", by=by, at=at, changes=changes, seen=seen)
        line.late = bool(late_reason)  # type: ignore[attr-defined]
        if line.state == State.ENTERED:
            follow(line, by=by, at=at)
    return line


def enter(line: Registration, *, by: Seat | None, at: datetime, late_reason: str = "") -> Registration:
    """Put a complete registration on its unit's list. Raises `CannotMove` when a box is empty or a twin unexplained."""
    campaign = _mendable(line, by=by, reason=late_reason)
    _refuse_wrong(line.as_typed)
    _refuse_empty({name: getattr(line, name) for name in (*required_boxes(line), "field")})
    if not line.explanation and queries.alike(line):
        raise CannotMove(_("Có mô hình giống tên trong xã. Chọn gộp, hoặc giải thích vì sao khác."))
    with transaction.atomic():
        onto = line.list if line.list and line.list.is_changeable else open_list(line.unit, campaign, by=by, at=at)
        put_on(onto)
        REGISTRATION.move(
            line, "enter", by=by, at=at, changes={"list": onto, "first_list": line.first_list or onto, "reason": ""}
        )
        line.late = bool(late_reason)  # type: ignore[attr-defined]
        follow(line, by=by, at=at)
    return line


def _mendable(line: Registration, *, by: Seat | None, reason: str) -> CampaignYear:
    """The campaign year of a line that may be written now: what came back from a list sent in time may be mended late."""
    refuse_signed(line)
    line.late = bool(reason)  # type: ignore[attr-defined]
    if line.list is not None and line.list.sent_at is not None:
        return line.list.campaign
    return writable(line.year, by=by, reason=reason)


def refuse_signed(line: Registration) -> None:
    """Raise `CannotMove` when the registration stands on a list that is signed: what is signed stays as it is."""
    if rules.is_signed(line):
        raise CannotMove(_("Danh sách đã ký nên không sửa được nữa. Thủ trưởng bỏ ký, sửa xong rồi ký lại."))


def refuse_joined_to(line: Registration) -> None:
    """Raise `CannotMove` when other units take part in the registration: it may not go while they hang on it."""
    if queries.joined_to([line]):
        raise CannotMove(_("Có đơn vị cùng tham gia mô hình này. Tách phiếu của họ ra trước đã."))


def required_boxes(line: Registration) -> tuple[str, ...]:
    """The boxes that must be filled: all nine of the form, only the name of what came from a unit's list in a file."""
    return ("title",) if line.intake_id else NINE_BOXES


def _refuse_empty(boxes: Mapping[str, str]) -> None:
    empty = [name for name, value in boxes.items() if not value]
    if empty:
        raise CannotMove(_("Chưa ghi vào danh sách được, còn ô trống: %(boxes)s.") % {"boxes": _named(empty)})


def _refuse_wrong(as_typed: Mapping[str, str]) -> None:
    if as_typed:
        raise CannotMove(_("Chưa ghi vào danh sách được, còn ô cần sửa: %(boxes)s.") % {"boxes": _named(as_typed)})


def _named(boxes: Iterable[str]) -> str:
    return ", ".join(str(getattr(Registration, name).field.verbose_name) for name in boxes)


def follow(line: Registration, *, by: Seat | None, at: datetime) -> None:
    """Let the lasting exemplar say what its newest registration says; of a public one only lists in files know that name.

    What the public reads changes by recognition alone.
    """
    row = line.exemplar
    row.late = getattr(line, "late", False)  # type: ignore[attr-defined]
    shown = row.audience == Audience.PUBLIC
    values = differing(row, {"folded": line.folded} if shown else said_of(row, line) | {"folded": line.folded})
    if values and not queries.later_line(line):
        EXEMPLAR.move(row, "rename", by=by, at=at, changes=values)


def said_of(row: Exemplar, line: Registration) -> dict[str, Any]:
    """What an exemplar says once it speaks of this registration, its place in the order of names among it."""
    values = shown_values(line)
    named = values["who"] != Who.INDIVIDUAL or row.consent
    return values | {"sorted_as": sorting_name(values["title"], row.unit, named=named)}


def differing(row: Exemplar, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that the exemplar does not say yet."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def note_consent(exemplar: Exemplar, consent: bool, *, by: Seat | None, at: datetime, late_reason: str = "") -> None:
    """Note whether the person agrees that the name is shown in public. Raises `CannotMove`."""
    exemplar.late = bool(late_reason)  # type: ignore[attr-defined]
    if exemplar.consent != consent:
        answer = "đồng ý" if consent else "không đồng ý"
        named = exemplar.who != Who.INDIVIDUAL or consent
        order = sorting_name(exemplar.title, exemplar.unit, named=named)
        changes = {"consent": consent, "sorted_as": order}
        EXEMPLAR.move(exemplar, "consent", by=by, at=at, changes=changes, answer=answer)


def speaks_of_shown(line: Registration, consent: bool) -> bool:
    """Whether what a registration's form says of consent may be noted: of a public exemplar only for the name shown.

    To take a consent back is always possible.
    """
    row = line.exemplar
    if row.audience != Audience.PUBLIC:
        return True
    return line.who == Who.INDIVIDUAL and (not consent or line.folded == folded(row.title))


def reopen(line: Registration, *, by: Seat | None, at: datetime) -> None:
    """Take a registration off the list to work on it again. Raises `CannotMove`."""
    refuse_signed(line)
    writable(line.year, by=by)
    REGISTRATION.move(line, "reopen", by=by, at=at, changes={"list": None, "first_list": None})


def withdraw(line: Registration, reason: str, *, by: Seat | None, at: datetime) -> None:
    """Take a registration back for good. Raises `CannotMove`."""
    if not reason.strip():
        raise CannotMove(_("Ghi lý do rút để người sau còn biết."))
    refuse_signed(line)
    with transaction.atomic():
        hold(Registration, [line.pk])
        refuse_joined_to(line)
        REGISTRATION.move(line, "withdraw", by=by, at=at, changes={"list": None}, reason=reason.strip())
        if not queries.other_lines(line):
            EXEMPLAR.move(line.exemplar, "withdraw", by=None, at=at)


def hand_over(exemplar: Exemplar, unit: Unit, *, by: Seat | None, at: datetime) -> None:
    """Assign by hand the body that takes an exemplar over after a split. Raises `CannotMove`."""
    if unit not in queries.heirs(exemplar):
        raise CannotMove(_("Chỉ giao về xã, phường đã nhận một phần địa bàn cũ."))
    EXEMPLAR.move(exemplar, "hand_over", by=by, at=at, changes={"heir": unit}, heir=unit.name)
