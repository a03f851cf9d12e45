"""Reporting periods: month, quarter, six months, nine months, year; the Party's calendar and the State's (law.md 6.3)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _

Regime = Literal["party", "state"]
"""Party bodies count by the calendar; the State from the 15th to the 14th (Decree 09/2019/NĐ-CP)."""

_CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>Q[1-4]|0[1-9]|1[0-2]|6T|9T))?")


class NoSuchPeriod(ValueError):
    """The text names no period."""


@dataclass(frozen=True)
class Period:
    """A span of days with a name; `year` is the campaign year it belongs to."""

    code: str
    year: int
    first: date
    last: date

    @property
    def whole_year(self) -> bool:
        """Whether it is a year: then figures go by campaign year, whatever the date of a decision."""
        return len(self.code) == 4

    @property
    def label(self) -> str:
        """The period in words, as a report's heading has it."""
        part = self.code[5:]
        names = {"": _("năm %(year)s"), "6T": _("6 tháng đầu năm %(year)s"), "9T": _("9 tháng đầu năm %(year)s")}
        if part in names:
            return names[part] % {"year": self.year}
        if part.startswith("Q"):
            return _quarter(part, self.year)
        return _("tháng %(month)s năm %(year)s") % {"month": int(part), "year": self.year}

    @property
    def before(self) -> "Period":
        """The same period a year earlier, with which a report compares."""
        return parse(f"{self.year - 1}{self.code[4:]}", "party" if self.first.day == 1 else "state")


def _quarter(part: str, year: int) -> str:
    numerals = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV"}
    return _("quý %(quarter)s năm %(year)s") % {"quarter": numerals[part], "year": year}


def parse(code: str, regime: Regime = "party") -> Period:
    """`2023`, `2023-Q1`, `2023-06`, `2023-6T`, `2023-9T`. Raises `NoSuchPeriod` with words for the person."""
    found = _CODE.fullmatch(code.strip())
    if not found or not 2000 <= int(found["year"]) <= 2100:
        raise NoSuchPeriod(_("Kỳ báo cáo ghi như 2023, 2023-Q1, 2023-06, 2023-6T hoặc 2023-9T."))
    year, part = int(found["year"]), found["part"] or ""
    months = _months(part)
    first, last = date(year, months[0], 1), _month_end(year, months[1])
    if regime == "state":
        first, last = _fifteenth_before(first), date(year, months[1], 14)
    return Period(code.strip(), year, first, last)


def _months(part: str) -> tuple[int, int]:
    if part.startswith("Q"):
        quarter = int(part[1])
        return quarter * 3 - 2, quarter * 3
    return {"": (1, 12), "6T": (1, 6), "9T": (1, 9)}.get(part) or (int(part), int(part))


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _fifteenth_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=15)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; where that month has no such day, its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
