"""Vietnamese ways of writing numbers, days and moments: 2.642, 97,5%, 24/11/2026, thứ Ba 24/11."""

from datetime import date, datetime, tzinfo
from decimal import Decimal

from django.utils.translation import gettext as _

from danvan.ui.numbers import MINUS, Quantity, rounded_half_up


def number(value: Quantity, decimals: int = 2) -> str:
    """2642 -> 2.642 and 9.4 -> 9,4: at most `decimals` digits after the comma, and no idle zeros."""
    rounded = rounded_half_up(value, decimals)
    whole, _dot, fraction = f"{abs(rounded):,f}".partition(".")
    tail = fraction.rstrip("0")
    text = whole.replace(",", ".") + (f",{tail}" if tail else "")
    return f"{MINUS}{text}" if rounded < 0 else text


def percent(ratio: Quantity, decimals: int = 1) -> str:
    """0.975 -> 97,5%: always the same count of digits, so that columns of shares line up."""
    rounded = rounded_half_up(Decimal(str(ratio)) * 100, decimals)
    text = f"{abs(rounded):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}%" if rounded < 0 else f"{text}%"


def change(value: Quantity, decimals: int = 2) -> str:
    """+143 or −5, for columns that compare two periods."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 else text


def size(octets: int) -> str:
    """Size of a file as people say it: 46 KB, 3,4 MB."""
    if octets < 2**20:
        return f"{number(max(1, round(octets / 1024)))} KB"
    return f"{number(octets / 2**20, 1)} MB"


def day(on: date) -> str:
    """24/11/2026; a moment is cut to its own date, so convert it to local time first."""
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def moment(at: datetime, zone: tzinfo) -> str:
    """24/11/2026 08:15 in the given zone."""
    local = at.astimezone(zone)
    return f"{day(local)} {local.hour:02}:{local.minute:02}"


def weekday_day(on: date) -> str:
    """thứ Ba 24/11: the form for deadlines within the year."""
    return f"{weekday(on)} {on.day:02}/{on.month:02}"


def weekday(on: date) -> str:
    """Name of the day of the week; the week starts on Monday (thứ Hai)."""
    names = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    return names[on.weekday()]
