"""What people type, read kindly: words, numbers, quantities and days in the ways Vietnamese offices write them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

HIDDEN = dict.fromkeys(
    [
        0xAD,
        0x061C,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    ]
)
"""Marks that turn the direction of writing or show nothing: they hide what a text really says."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
PLAIN = re.compile(r"-?[0-9]+")
FRACTION = re.compile(r"(-?[0-9]+)[.,]([0-9]+)")
DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
EIGHT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
LONGEST_VALUE = 40
"""Characters beyond which nothing is a number or a day, so a megabyte is refused without being looked at."""


class NotUnderstood(ValueError):
    """What was typed cannot be read as what was asked for."""


def lines(text: str) -> str:
    """Text as it is kept: composed (NFC), without marks that turn its direction, with plain line ends.

    Raises NotUnderstood when it holds control characters, which no keyboard makes and no printer prints.
    """
    if CONTROL.search(text):
        raise NotUnderstood(text[:LONGEST_VALUE])
    plain = LINE_END.sub("\n", text).translate(HIDDEN)
    return unicodedata.normalize("NFC", plain).strip()


def line(text: str) -> str:
    """The same for a box of one line: every run of blanks is one space."""
    return " ".join(lines(text).split())


def whole(text: str) -> int:
    """2.642, 2 642 or 2642. Raises NotUnderstood."""
    plain = _compact(text)
    if GROUPED.fullmatch(plain) or PLAIN.fullmatch(plain):
        return int(plain.replace(".", ""))
    raise NotUnderstood(text[:LONGEST_VALUE])


def quantity(text: str) -> Decimal:
    """9,4 or 2.642 or 1.234,5; a dot before exactly three digits separates thousands. Raises NotUnderstood."""
    plain = _compact(text)
    head, comma, tail = plain.partition(",")
    if GROUPED.fullmatch(head) and (not comma or PLAIN.fullmatch(tail)):
        plain = head.replace(".", "") + comma + tail
    if PLAIN.fullmatch(plain):
        return Decimal(plain)
    if found := FRACTION.fullmatch(plain):
        return Decimal(f"{found[1]}.{found[2]}")
    raise NotUnderstood(text[:LONGEST_VALUE])


def day(text: str) -> date:
    """24/11/2026, 24-11-2026, 24.11.2026, 24112026 or 2026-11-24. Raises NotUnderstood, also for 31/02."""
    plain = _short(text)
    if found := YEAR_FIRST.fullmatch(plain):
        year, month, number = found.groups()
    elif found := DAY_FIRST.fullmatch(plain) or EIGHT.fullmatch(plain):
        number, month, year = found.groups()
    else:
        raise NotUnderstood(plain)
    try:
        return date(int(year), int(month), int(number))
    except ValueError as impossible:
        raise NotUnderstood(plain) from impossible


def _compact(text: str) -> str:
    return re.sub(r"\s", "", _short(text)).replace("−", "-")


def _short(text: str) -> str:
    if len(text) > LONGEST_VALUE:
        raise NotUnderstood(text[:LONGEST_VALUE])
    return text.translate(HIDDEN).strip()
