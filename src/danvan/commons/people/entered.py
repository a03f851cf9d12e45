"""What may be entered for an account, in its one form."""

import re

from django.utils.translation import gettext as _

from danvan.ui import typed

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
LONGEST_NAME = 120


class Refused(Exception):
    """The act is refused; `field` is the box that has to be mended, the text says how."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def clean_username(text: str) -> str:
    """A user name in its one form. Raises `Refused`."""
    username = clean_line("username", text).lower()
    if not USERNAME.fullmatch(username):
        raise Refused(
            "username",
            _("Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm, gạch; bắt đầu bằng chữ hoặc số."),
        )
    return username


def clean_name(text: str) -> str:
    """A person's name. Raises `Refused`."""
    name = clean_line("name", text)
    if not any(letter.isalpha() for letter in name):
        raise Refused("name", _("Cần họ và tên."))
    return name


def clean_line(field: str, text: str) -> str:
    """One line of text, not too long, without marks that hide what it says. Raises `Refused`."""
    try:
        plain = typed.line(text[: 10 * LONGEST_NAME])
    except typed.NotUnderstood as unreadable:
        raise Refused(field, _("Có ký tự không đọc được, anh, chị gõ lại.")) from unreadable
    if len(plain) > LONGEST_NAME:
        raise Refused(field, _("Dài quá %(most)s ký tự.") % {"most": LONGEST_NAME})
    return plain
