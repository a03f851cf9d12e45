"""Accounts and seats in bulk from a table: nothing is saved while there is a fault, and a second time nothing changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from danvan.commons.people import accounts
from danvan.commons.people.accounts import Opened, facts, remember, same_seat
from danvan.commons.people.models import AccountVerb, Seat, User
from danvan.commons.people.passwords import first_password
from danvan.commons.people.rights import Authority
from danvan.commons.people.roster_table import Line, Refusal, Table, read


@dataclass
class Enrolment:
    """What came of a table; when `refusals` is not empty nothing was saved."""

    refusals: list[Refusal] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    seated: int = 0
    changed: int = 0
    unchanged: int = 0


def enrol(table: Table, *, by: Seat | None, at: datetime) -> Enrolment:
    """Create the accounts and seats of a table of text cells whose headings stand in its first rows.

    A seat known by person, unit, role and first day takes the title and last day of its row; a known person the name.
    """
    authority = Authority.of(by, accounts.day_of(at))
    reading = read(table, authority)
    users = _users(reading.lines)
    refusals = [*reading.refusals, *_repeated(reading.lines), *_beyond(reading.lines, users, authority)]
    if refusals:
        return Enrolment(refusals=sorted(refusals, key=lambda one: (one.row, one.column)))
    # Hashing a password takes a moment, so it is done before anything is locked.
    opened = [_opened(line, at) for line in _first_of_each(reading.lines) if line.username not in users]
    try:
        return _save(reading.lines, opened, users, by=by, at=at)
    except IntegrityError:
        said = _("Người khác vừa nhập cùng những tài khoản này. Anh, chị nhập lại tệp.")
        return Enrolment(refusals=[Refusal(1, "", "", said)])


def _save(
    lines: Sequence[Line], opened: list[Opened], users: dict[str, User], *, by: Seat | None, at: datetime
) -> Enrolment:
    done = Enrolment(opened=opened)
    with transaction.atomic():
        for one in opened:
            one.user.save(force_insert=True)
            users[one.user.username] = one.user
            remember(one.user, AccountVerb.CREATED, by=by, at=at)
        for line in lines:
            _write(line, users[line.username], done, by=by, at=at)
    return done


def _users(lines: Sequence[Line]) -> dict[str, User]:
    names = {line.username for line in lines}
    found = User.objects.annotate(low=Lower("username")).filter(low__in=names)
    return {user.username.lower(): user for user in found}


def _first_of_each(lines: Sequence[Line]) -> list[Line]:
    """The first line of each person; further lines are further hats."""
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.username, line)
    return list(first.values())


def _repeated(lines: Sequence[Line]) -> Iterator[Refusal]:
    """Lines that say the same seat again, or another name for the same account."""
    seats: dict[tuple[object, ...], int] = {}
    names: dict[str, Line] = {}
    for line in lines:
        key = (line.username, line.seat.unit_id, line.seat.role, line.since)
        if seats.setdefault(key, line.row) != line.row:
            yield Refusal(line.row, "username", line.username, _("Trùng với dòng %(row)s.") % {"row": seats[key]})
        first = names.setdefault(line.username, line)
        if first.name != line.name:
            said = _("Tên đăng nhập này ở dòng %(row)s là của “%(name)s”.") % {"row": first.row, "name": first.name}
            yield Refusal(line.row, "name", line.name, said)


def _beyond(lines: Sequence[Line], users: Mapping[str, User], authority: Authority) -> Iterator[Refusal]:
    """Lines about a person whom the administrator may not change so."""
    for line in lines:
        user = users.get(line.username)
        if user is not None and authority.is_self(user):
            yield Refusal(line.row, "username", line.username, _("Anh, chị không tự giao chức danh cho mình được."))
        elif user is not None and user.name != line.name and not authority.may_reset(user):
            said = _("Tài khoản này đã có, của “%(name)s”; anh, chị không có quyền sửa tên.") % {"name": user.name}
            yield Refusal(line.row, "name", line.name, said)


def _opened(line: Line, at: datetime) -> Opened:
    password = first_password()
    user = User(username=line.username, name=line.name, must_change_password=True, date_joined=at)
    user.set_password(password)
    return Opened(user, password)


def _write(line: Line, user: User, done: Enrolment, *, by: Seat | None, at: datetime) -> None:
    """Write one line: a new name, a new seat, or what differs on the seat that stands."""
    if user.name != line.name:
        remember(user, AccountVerb.RENAMED, by=by, at=at, changed=[user.name, line.name])
        user.name = line.name
        user.save(update_fields=["name"])
    seat = line.seat
    kept = same_seat(user, seat.unit, seat.role, line.since, accounts.day_of(at))
    if kept is None:
        seat.user = user
        seat.save(force_insert=True)
        remember(user, AccountVerb.SEATED, by=by, at=at, **facts(seat))
        done.seated += 1
    elif (kept.title, kept.valid_to) != (seat.title, seat.valid_to):
        kept.title, kept.valid_to = seat.title, seat.valid_to
        kept.save(update_fields=["title", "valid_to"])
        remember(user, AccountVerb.SEAT_CHANGED, by=by, at=at, **facts(kept))
        done.changed += 1
    else:
        done.unchanged += 1
