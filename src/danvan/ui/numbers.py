"""Numbers, changes and dates as Vietnamese offices write them, in pages, charts and documents."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

Quantity = int | float | Decimal
MINUS = "\u2212"
NOT_KNOWN = "–"


def number(value: Quantity, places: int = 0) -> str:
    """Write with a dot between thousands and a decimal comma: 2.642 and 97,5."""
    rounded = rounded_half_up(value, places)
    text = f"{abs(rounded):,.{places}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: Quantity, places: int = 0) -> str:
    """Write a difference with its sign, +143 or −5, for narrow columns."""
    return f"+{number(value, places)}" if rounded_half_up(value, places) > 0 else number(value, places)


def percent(part: Quantity, whole: Quantity, places: int = 1) -> str:
    """Write the share of a part in a whole, 90,5%; a dash when there is no whole."""
    share = share_of(part, whole)
    return NOT_KNOWN if share is None else f"{number(share, places)}%"


def change(now: Quantity, before: Quantity, places: int = 0) -> str:
    """Say how a count moved: tăng 143 (6,4%), giảm 5 (3,2%), không đổi; no share when nothing was there before."""
    moved = rounded_half_up(Decimal(str(now)) - Decimal(str(before)), places)
    if not moved:
        return _("không đổi")
    words = {
        "count": number(abs(moved), places),
        "share": percent(abs(moved), abs(Decimal(str(before)))),
    }
    if not before:
        return _("tăng %(count)s") % words if moved > 0 else _("giảm %(count)s") % words
    return _("tăng %(count)s (%(share)s)") % words if moved > 0 else _("giảm %(count)s (%(share)s)") % words


def points(now: Quantity | None, before: Quantity | None, places: int = 1) -> str:
    """Say how a share (in percent) moved: tăng 1,1 điểm phần trăm, the difference of the rounded shares."""
    if now is None or before is None:
        return NOT_KNOWN
    moved = rounded_half_up(now, places) - rounded_half_up(before, places)
    words = {"count": number(abs(moved), places)}
    if not moved:
        return _("không đổi")
    return _("tăng %(count)s điểm phần trăm") % words if moved > 0 else _("giảm %(count)s điểm phần trăm") % words


def share_of(part: Quantity, whole: Quantity) -> Decimal | None:
    """Give the share in percent, unrounded; None when there is no whole."""
    return Decimal(str(part)) * 100 / Decimal(str(whole)) if whole else None


def rounded_half_up(value: Quantity, places: int = 0) -> Decimal:
    """Round a half away from zero, as people do by hand."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def long_date(on: date) -> str:
    """Write 05 tháng 01 năm 2026: days under 10 and months 1 and 2 get a leading 0 (Decree 30/2020, Appendix I)."""
    return f"{day(on)} tháng {month(on)} năm {on.year}"


def short_date(on: date) -> str:
    """Write 05/01/2026 and 13/6/2024, by the same rule of leading zeros."""
    return f"{day(on)}/{month(on)}/{on.year}"


def day(on: date) -> str:
    """Write a day with two figures."""
    return f"{on.day:02d}"


def month(on: date) -> str:
    """Write a month with a leading 0 only where a 1 or 2 could be changed into 11 or 12."""
    return f"{on.month:02d}" if on.month < 3 else str(on.month)
