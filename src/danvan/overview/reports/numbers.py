"""The numbers of a report: every figure that a card offers, now and in the period before, and the rows by unit."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danvan.commons import registry
from danvan.commons.charts.kept import fingerprint
from danvan.commons.people import scopes
from danvan.commons.people.models import Line, Unit, UnitKind
from danvan.commons.periods import Period, parse
from danvan.commons.places.models import Level
from danvan.commons.records.models import Event
from danvan.overview.reports.kinds import RECOGNISED, REGISTERED, TABLES
from danvan.ui.numbers import change

KEPT_SECONDS = 300
TOTALS = (REGISTERED, RECOGNISED)
"""What the rows by unit compare with the period before."""
IN_TABLES = tuple(code for table in TABLES for columns in table.columns for code in columns.codes)


@dataclass(frozen=True)
class Number:
    """One figure of the unit in the period and in the period before, with the pages that list what it counts."""

    code: str
    label: str
    name: str
    measure: str
    value: int
    before: int
    address: str
    address_before: str

    @property
    def moved(self) -> str:
        """How it moved, for a column: `tăng 127 (5,0%)`."""
        return change(self.value, self.before)


@dataclass(frozen=True)
class Row:
    """One leading body's counts, by figure code."""

    code: str
    name: str
    level: str
    values: Mapping[str, int]
    before: Mapping[str, int]
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Pages that list what the totals count, where the body's own page lists just that."""

    @property
    def totals(self) -> list[tuple[str, int, str]]:
        """Label, count and page of each total."""
        labels = {REGISTERED: _("Đăng ký"), RECOGNISED: _("Công nhận")}
        return [(labels[code], self.values.get(code, 0), self.addresses.get(code, "")) for code in TOTALS]


@dataclass(frozen=True)
class Numbers:
    """All numbers of a unit and a period."""

    unit: Unit
    period: Period
    by_code: Mapping[str, Number]
    rows: Sequence[Row] = ()
    on: date | None = None
    """The day they were read, if that matters."""

    def value(self, code: str) -> int:
        """A figure's value; nothing is counted where no card offers it."""
        found = self.by_code.get(code)
        return found.value if found else 0

    def before(self, code: str) -> int:
        """Its value in the period before."""
        found = self.by_code.get(code)
        return found.before if found else 0

    @property
    def running(self) -> bool:
        """Whether the period was not over when they were read, so that less than before is no fall yet."""
        return self.on is not None and self.on < self.period.last

    @cached_property
    def compared(self) -> bool:
        """Whether the period before has any number at all to compare with."""
        return any(number.before for number in self.by_code.values())

    @cached_property
    def silent(self) -> list[Row]:
        """Communes that registered nothing."""
        return [row for row in self.rows if row.level == Level.COMMUNE and not row.values.get(REGISTERED)]

    def row(self, code: str) -> Row | None:
        """The row of a leading body."""
        return next((row for row in self.rows if row.code == code), None)

    @cached_property
    def communes(self) -> int:
        """How many communes there are to hear from."""
        return sum(row.level == Level.COMMUNE for row in self.rows)


def period_of(unit: Unit, code: str) -> Period:
    """The period as the unit's line counts it (law.md 6.3). Raises `NoSuchPeriod`."""
    code = unicodedata.normalize("NFKC", code[:20])
    return parse(code, "state" if unit.line == Line.STATE else "party")


def live(unit: Unit, period: Period, on: date) -> Numbers:
    """The numbers for a page, kept until the next event anywhere: whatever changes a record leaves an event."""
    last = Event.objects.order_by("-pk").values_list("pk", "hash").first()
    key = f"reports.numbers:{fingerprint(last, unit.pk, period, on, get_language())}"
    found = cache.get(key)
    if found is None:
        found = Numbers(unit, period, _by_code(unit, period), by_unit(unit, period, period.last, TOTALS), on)
        cache.set(key, found, KEPT_SECONDS)
    return found


def gather(unit: Unit, period: Period, *, on: date | None = None, as_of: date | None = None) -> Numbers:
    """Everything a report says of a unit and a period; rows by unit stand as of a day (default: the period's end)."""
    return Numbers(unit, period, _by_code(unit, period), by_unit(unit, period, as_of or period.last), on)


def _by_code(unit: Unit, period: Period) -> dict[str, Number]:
    figures = list(registry.figures())
    labels = {figure.code: str(figure.label) for figure in figures}
    counts = counted(figures, unit, (period, period.before))
    return {
        figure.code: Number(
            code=figure.code,
            label=labels[figure.code],
            name=_name(figure.code, labels),
            measure=str(figure.measure),
            value=counts.get((figure.code, period.code), 0),
            before=counts.get((figure.code, period.before.code), 0),
            address=figure.address(unit, period),
            address_before=figure.address(unit, period.before),
        )
        for figure in figures
    }


def counted(figures: Iterable[registry.Figure], unit: Unit, periods: Sequence[Period]) -> dict[tuple[str, str], int]:
    """(code of the figure, code of the period) -> how long the list behind it is, all asked at once."""
    asked = [(figure, period) for figure in figures for period in periods]
    parts = [_counting(figure.records(unit, period), f"{figure.code} {period.code}") for figure, period in asked]
    if not parts:
        return {}
    first, *others = parts
    return {(code, when): number for mark, number in first.union(*others, all=True) for code, when in [mark.split()]}


def _counting(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    return (
        rows.order_by().annotate(_code=Value(code)).values("_code").annotate(_n=Count("*")).values_list("_code", "_n")
    )


def _name(code: str, labels: Mapping[str, str]) -> str:
    """What a number is called within brackets: `công nhận`, `công nhận kinh tế`."""
    above = labels.get(code.rpartition(".")[0])
    words = {"whole": _lower(above or ""), "part": _lower(labels[code])}
    return _("%(whole)s %(part)s") % words if above else words["part"]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def by_unit(unit: Unit, period: Period, on: date, wanted: Sequence[str] = IN_TABLES) -> list[Row]:
    """A row for each leading body in the scope of a unit as of a day; their sums are the totals."""
    figures = {figure.code: figure for figure in registry.figures() if figure.code in wanted and figure.by_unit}
    standing = scopes.receiving(on)
    now = {code: _rolled(figure, unit, period, standing) for code, figure in figures.items()}
    before = {code: _rolled(figures[code], unit, period.before, standing) for code in TOTALS if code in figures}
    return [
        Row(
            code=body.code,
            name=body.name,
            level=body.level,
            values={code: counts.get(body.pk, 0) for code, counts in now.items()},
            before={code: counts.get(body.pk, 0) for code, counts in before.items()},
            addresses={code: figures[code].address(body, period) for code in before if body.level == Level.COMMUNE},
        )
        for body in _bodies(unit, on, {key for counts in (*now.values(), *before.values()) for key in counts})
    ]


def _rolled(figure: registry.Figure, unit: Unit, period: Period, standing: Mapping[int, int]) -> dict[int, int]:
    assert figure.by_unit is not None
    counts: dict[int, int] = {}
    for home, number in figure.by_unit(unit, period).items():
        row = standing.get(home, home)
        counts[row] = counts.get(row, 0) + number
    return counts


def _bodies(unit: Unit, on: date, counted_for: set[int]) -> list[Unit]:
    """The committees in scope that hold that day, and every other body for which something was counted."""
    holding = Unit.objects.valid_on(on).filter(pk__in=scopes.ids(unit, on), kind=UnitKind.COMMITTEE)
    keys = counted_for | set(holding.values_list("pk", flat=True))
    order = {level: place for place, level in enumerate((Level.CITY, Level.DISTRICT, Level.COMMUNE))}
    return sorted(Unit.objects.filter(pk__in=keys), key=lambda body: (order.get(Level(body.level), 9), body.code))


def why_not(unit: Unit, period: Period, on: date) -> str:
    """Why there can be no report of a unit and a period, in words for the person; nothing when there can."""
    if period.first > on:
        return _("Chưa đến %(period)s nên chưa có số liệu.") % {"period": period.label}
    if unit.valid_to and unit.valid_to < period.first:
        told = {"unit": unit.name, "day": f"{unit.valid_to:%d/%m/%Y}"}
        return _("%(unit)s hoạt động đến ngày %(day)s, trước kỳ báo cáo này.") % told
    return ""
