"""Numbers and days as a Vietnamese spreadsheet shows them."""

import datetime
import math


def number(value: str | float) -> str:
    """A whole number without its point, any other with a decimal comma; text that is no number as it is."""
    try:
        real = float(value)
    except ValueError:
        return str(value)
    if not math.isfinite(real):
        return str(value)
    if real == int(real) and abs(real) < 1e15:
        return str(int(real))
    return f"{real:.12g}".replace(".", ",")


def day(value: str | float, from_1904: bool = False) -> str:
    """A spreadsheet's day number as 10/03/2026; one outside the calendar stays a number."""
    try:
        real = float(value)
        start = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a day, no moment
        if real < 1:
            return number(value)
        return shown(start + datetime.timedelta(days=real))
    except (ValueError, OverflowError):
        return number(value)


def shown(when: datetime.date) -> str:
    """A day as people write it here."""
    return f"{when.day:02}/{when.month:02}/{when.year:04}"
