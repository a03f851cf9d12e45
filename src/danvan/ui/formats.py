"""Vietnamese ways of writing numbers, days and moments: 2.642, 97,5%, 24/11/2026, thứ Ba 24/11."""

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

Number = int | float | Decimal


def number(value: Number, decimals: int = 2) -> str:
    """2642 -> 2.642 and 9.4 -> 9,4, so that figures read as in official papers; at most `decimals` digits after the comma."""
    rounded = _rounded(value, decimals)
    whole, _dot, fraction = f"{abs(rounded):,f}".partition(".")
    text = whole.replace(",", ".") + ("," + fraction.rstrip("0") if fraction.rstrip("0") else "")
    return f"−{text}" if rounded < 0 else text


def percent(ratio: Number, decimals: int = 1) -> str:
    """0.975 -> 97,5%: always the same count of digits, so that columns of shares line up."""
    rounded = _rounded(Decimal(str(ratio)) * 100, decimals)
    sign = "−" if rounded < 0 else ""
    return sign + f"{abs(rounded):,f}".translate(str.maketrans(",.", ".,")) + "%"


def change(value: Number, decimals: int = 2) -> str:
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


def _rounded(value: Number, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
