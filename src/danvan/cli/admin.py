"""`danvan admin NAME`: the first administrator, or a way back in when the password is lost."""

import argparse
import getpass
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from danvan.cli import installing
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.words import _

if TYPE_CHECKING:
    from danvan.commons.people.models import Seat


def add(subparsers: Subparsers) -> None:
    """The command `admin`."""
    admin = subparsers.add_parser("admin", help=_("tạo người quản trị đầu tiên, hoặc đặt lại mật khẩu của người đó"))
    admin.add_argument("username", metavar=_("TÊN"), help=_("tên đăng nhập"))
    admin.add_argument("--name", default="", help=_("họ và tên (mặc định: tên đăng nhập)"))
    admin.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the account and its seat at the root unit of today."""
    installing.prepare_house()
    seat = appoint(args.username, args.name or args.username, _ask_password(), at=installing.now())
    told = {"person": seat.user.name, "username": seat.user.username, "unit": seat.unit.name}
    print(_("{person} ({username}) là quản trị của {unit}.").format(**told))
    return 0


def appoint(username: str, name: str, password: str, *, at: datetime) -> "Seat":
    """Give the account this password and an administrator's seat at the root unit of that day.

    Raises `ValidationError` for a weak password, and what `accounts` refuses.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.db import transaction

    from danvan.commons.people import accounts
    from danvan.commons.people.models import Role, Unit, User

    root = Unit.objects.valid_on(accounts.day_of(at)).filter(root=True).first()
    if root is None:
        raise Refused(_("Chưa có danh mục đơn vị. Chạy ./danvan upgrade trước."))
    validate_password(password, User(username=username, name=name))
    with transaction.atomic():
        user = User.objects.filter(username__iexact=username).first()
        if user is None:
            opened = accounts.open_account(
                username=username, name=name, unit=root, role=Role.ADMINISTRATOR, by=None, at=at
            )
            user = opened.user
        accounts.change_password(user, password, at=at)
        return accounts.give_seat(user, unit=root, role=Role.ADMINISTRATOR, by=None, at=at)


def _ask_password() -> str:
    """From the keyboard, twice and unseen; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(_("Mật khẩu: "))
    if password != getpass.getpass(_("Nhập lại mật khẩu: ")):
        raise Refused(_("Hai lần nhập không giống nhau."))
    return password
