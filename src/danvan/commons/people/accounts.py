"""The acts on accounts and seats; each is checked, written and remembered in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.entered import Refused, clean_line, clean_name, clean_username
from danvan.commons.people.models import AccountEvent, AccountVerb, Role, Seat, Unit, User
from danvan.commons.people.passwords import first_password
from danvan.commons.people.rights import Authority

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Between these a seat may begin and end; beyond them somebody mistyped."""


@dataclass(frozen=True)
class Opened:
    """A new account with its first password, which is shown once and kept nowhere."""

    user: User
    password: str


def open_account(
    *,
    username: str,
    name: str,
    unit: Unit,
    role: str,
    by: Seat | None,
    at: datetime,
    title: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Opened:
    """Create an account with its first seat (from today unless said otherwise). Raises `Refused`."""
    on = day_of(at)
    username = clean_username(username)
    taken = Refused("username", _("Tên đăng nhập “%(name)s” đã có người dùng.") % {"name": username})
    if User.objects.filter(username__iexact=username).exists():
        raise taken
    seat = new_seat(unit, role, title, valid_from or on, valid_to, Authority.of(by, on))
    password = first_password()
    user = User(username=username, name=clean_name(name), must_change_password=True, date_joined=at)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            remember(user, AccountVerb.CREATED, by=by, at=at)
            _place(user, seat, by=by, at=at)
    except IntegrityError as overtaken:
        raise taken from overtaken
    return Opened(user, password)


def give_seat(
    user: User,
    *,
    unit: Unit,
    role: str,
    by: Seat | None,
    at: datetime,
    title: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Seat:
    """Give a person a further hat; the same hat given twice stays one. Raises `Refused`."""
    on = day_of(at)
    authority = Authority.of(by, on)
    seat = new_seat(unit, role, title, valid_from or on, valid_to, authority)
    if authority.is_self(user):
        raise Refused("username", _("Anh, chị không tự giao chức danh cho mình được."))
    kept = same_seat(user, unit, role, valid_from, on)
    if kept is not None:
        return kept
    with transaction.atomic():
        return _place(user, seat, by=by, at=at)


def end_seat(seat: Seat, *, last_day: date, by: Seat | None, at: datetime) -> Seat:
    """Let a seat end with a day. Raises `Refused`."""
    if not Authority.of(by, day_of(at)).may_end(seat):
        raise Refused("seat", _("Anh, chị không có quyền cho thôi chức danh này."))
    if last_day > LAST_DAY or (seat.valid_from and last_day < seat.valid_from):
        raise Refused("until", _("Ngày thôi giữ chức danh phải từ ngày bắt đầu trở đi."))
    if seat.valid_to == last_day:
        return seat
    with transaction.atomic():
        seat.valid_to = last_day
        seat.save(update_fields=["valid_to"])
        remember(seat.user, AccountVerb.SEAT_ENDED, by=by, at=at, **facts(seat))
    return seat


def reset_password(user: User, *, by: Seat | None, at: datetime) -> str:
    """Give a colleague a new first password, returned once. Raises `Refused`."""
    if not Authority.of(by, day_of(at)).may_reset(user):
        raise Refused(
            "username", _("Anh, chị chỉ cấp lại mật khẩu cho người có mọi chức danh trong phạm vi mình quản trị.")
        )
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])
        remember(user, AccountVerb.PASSWORD_RESET, by=by, at=at)
    return password


def change_password(user: User, password: str, *, at: datetime) -> None:
    """Keep the password a person chose for themselves; the form has checked the old one and the new one's strength."""
    user.set_password(password)
    user.must_change_password = False
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])
        AccountEvent.objects.create(whom=user, verb=AccountVerb.PASSWORD_CHANGED, by=user, at=at)


def new_seat(unit: Unit, role: str, title: str, valid_from: date, valid_to: date | None, authority: Authority) -> Seat:
    """A seat that may be given, not yet written and nobody's. Raises `Refused`."""
    if role not in Role.values:
        raise Refused("role", _("Không có vai trò “%(role)s”.") % {"role": role[:40]})
    if not authority.reaches(unit.pk):
        raise Refused("unit", _("Đơn vị này ngoài phạm vi anh, chị quản trị."))
    if not authority.may_give(role, unit):
        raise Refused("role", _("Không giao được vai trò này ở đơn vị này."))
    if not FIRST_DAY <= valid_from <= LAST_DAY:
        raise Refused("from", _("Ngày bắt đầu phải trong khoảng 1990 đến 2100."))
    if valid_to is not None and not valid_from <= valid_to <= LAST_DAY:
        raise Refused("until", _("Ngày kết thúc phải từ ngày bắt đầu trở đi, không quá năm 2100."))
    if not unit.holds_on(valid_from):
        raise Refused("from", _("Ngày bắt đầu nằm ngoài thời gian hoạt động của đơn vị."))
    return Seat(
        unit=unit,
        role=role,
        title=clean_line("title", title),
        valid_from=valid_from,
        valid_to=valid_to or unit.valid_to,
    )


def same_seat(user: User, unit: Unit, role: str, valid_from: date | None, on: date) -> Seat | None:
    """The seat that is already this one: from the same day, or held today when no day is named."""
    held = user.seats.filter(unit=unit, role=role)
    held = held.filter(valid_from=valid_from) if valid_from else Seat.objects.filter(pk__in=held).valid_on(on)
    return held.order_by("pk").first()


def day_of(at: datetime) -> date:
    """The local day of a moment."""
    return timezone.localdate(at)


def facts(seat: Seat) -> dict[str, Any]:
    """A seat as the history keeps it."""
    return {
        "unit": seat.unit.code,
        "role": str(seat.role),
        "title": seat.title,
        "from": seat.valid_from.isoformat() if seat.valid_from else None,
        "until": seat.valid_to.isoformat() if seat.valid_to else None,
    }


def remember(user: User, verb: AccountVerb, *, by: Seat | None, at: datetime, **facts: Any) -> None:
    """Add to the history of an account."""
    AccountEvent.objects.create(whom=user, verb=verb, by=by.user if by else None, hat=by, at=at, facts=facts)


def _place(user: User, seat: Seat, *, by: Seat | None, at: datetime) -> Seat:
    seat.user = user
    seat.save(force_insert=True)
    remember(user, AccountVerb.SEATED, by=by, at=at, **facts(seat))
    return seat
