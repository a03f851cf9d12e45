"""`danvan admin NAME`: the first administrator, or a way back in when the password is lost."""

import argparse
import getpass
import sys
from datetime import date

from danvan.cli import installing
from danvan.cli.parser import Refused, Subparsers
from danvan.cli.words import _


def add(subparsers: Subparsers) -> None:
    """The command `admin`."""
    admin = subparsers.add_parser("admin", help=_("tạo người quản trị đầu tiên, hoặc đặt lại mật khẩu của người đó"))
    admin.add_argument("username", metavar=_("TÊN"), help=_("tên đăng nhập"))
    admin.add_argument("--name", default="", help=_("họ và tên (mặc định: tên đăng nhập)"))
    admin.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the account and its seat at the root unit of today."""
    installing.prepare_house()
    from django.utils import timezone

    username = args.username.strip().lower()
    password = _ask_password()
    person, unit = appoint(username, args.name.strip() or args.username.strip(), password, on=timezone.localdate())
    print(_("{person} ({username}) là quản trị của {unit}.").format(person=person, username=username, unit=unit))
    return 0


def appoint(username: str, name: str, password: str, *, on: date) -> tuple[str, str]:
    """Give the account this password and an administrator's seat at the root unit; returns both by name.

    Raises `ValidationError` when the password is weak or the name cannot be a sign-in name.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.db import transaction

    from danvan.commons.people.models import Role, Seat, Unit, User

    root = Unit.objects.valid_on(on).filter(root=True).first()
    if root is None:
        raise Refused(_("Chưa có danh mục đơn vị. Chạy ./danvan upgrade trước."))
    with transaction.atomic():
        user = User.objects.filter(username=username).first() or User(username=username, name=name)
        validate_password(password, user)
        user.set_password(password)
        user.is_active, user.must_change_password = True, False
        user.full_clean(exclude=["password"])
        user.save()
        if not Seat.objects.valid_on(on).filter(user=user, unit=root, role=Role.ADMINISTRATOR).exists():
            Seat.objects.create(user=user, unit=root, role=Role.ADMINISTRATOR, valid_from=on)
    return user.name, root.name


def _ask_password() -> str:
    """From the keyboard, twice and unseen; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(_("Mật khẩu: "))
    if password != getpass.getpass(_("Nhập lại mật khẩu: ")):
        raise Refused(_("Hai lần nhập không giống nhau."))
    return password
