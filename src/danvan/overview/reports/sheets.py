"""The Excel annexes of a report: table 1 by unit (danvan.md 3.4), units compared, all figures compared."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from danvan.commons.exchange.writing import Table, Value, as_workbook
from danvan.commons.papers.documents.fingerprint import short
from danvan.overview.reports.content import Content
from danvan.overview.reports.documents import counts_of, unit_note
from danvan.overview.reports.kinds import TABLES
from danvan.overview.reports.numbers import TOTALS
from danvan.ui.numbers import share_of


def workbook(content: Content, *, fingerprint: str = "") -> bytes:
    """The annexes as an Excel file; every number is a number."""
    mark = _("mã kiểm %(code)s") % {"code": short(fingerprint)} if fingerprint else _("bản thảo")
    return as_workbook(
        *(_titled(table, content, mark) for table in (_units(content), _moves(content), _figures(content)))
    )


def _titled(table: Table, content: Content, mark: str) -> Table:
    words = {"name": table.title, "unit": content.unit_name, "period": content.period_label, "mark": mark}
    title = _("%(name)s. %(unit)s, %(period)s (%(mark)s)") % words
    return Table(table.name, table.headings, table.rows, table.comments, title)


def _units(content: Content) -> Table:
    """Table 1: registered by sort, by whom and by field, recognised by field; the last row adds up."""
    codes = list(dict.fromkeys(code for table in TABLES for columns in table.columns for code in columns.codes))
    codes = [code for code in codes if content.figure(code)]
    rows: list[list[Value]] = [
        [place, row.code, row.name, *counts_of(row, codes)] for place, row in enumerate(content.rows, 1)
    ]
    heads = [_("TT"), _("Mã"), _("Đơn vị"), *(_named(content, code) for code in codes)]
    return Table(_("Theo đơn vị"), heads, [*rows, _total(rows, 3)], title=unit_note(content))


def _moves(content: Content) -> Table:
    """Each unit beside itself in the period before."""
    codes = [code for code in TOTALS if content.figure(code)]
    heads = [_("Mã"), _("Đơn vị")]
    for code in codes:
        name = _named(content, code)
        heads += [f"{name}, {content.period_label}", f"{name}, {content.before_label}", f"{name}, {_('thêm, bớt')}"]
    rows: list[list[Value]] = []
    for row in content.rows:
        triples = [(row.values.get(code, 0), row.before.get(code, 0)) for code in codes]
        rows.append([row.code, row.name, *(part for now, was in triples for part in (now, was, now - was))])
    return Table(_("So sánh đơn vị"), heads, [*rows, _total(rows, 2)], title=_("So với kỳ trước, theo đơn vị"))


def _figures(content: Content) -> Table:
    heads = [
        _("Chỉ tiêu"),
        content.period_label,
        content.before_label,
        _("Thêm, bớt"),
        _("Tỷ lệ (%)"),
        _("Đơn vị tính"),
    ]
    rows = [
        [
            _named(content, one.code),
            one.value,
            one.before,
            one.value - one.before,
            _share(one.value, one.before),
            one.measure,
        ]
        for one in content.figures
    ]
    return Table(_("So sánh"), heads, rows, title=_("Số liệu chi tiết, so với kỳ trước"))


def _share(now: int, before: int) -> float | None:
    """How much of the period before was added or lost, in percent."""
    share = share_of(now - before, before)
    return None if share is None else round(float(share), 1)


def _total(rows: Sequence[Sequence[Value]], at: int) -> list[Value]:
    """A last row that adds the columns up."""
    sums: list[Value] = [sum(value for value in column if isinstance(value, int)) for column in zip(*rows, strict=True)]
    head: list[Value] = [None] * (at - 1)
    return [*head, _("Cộng"), *sums[at:]]


def _named(content: Content, code: str) -> str:
    figure = content.figure(code)
    name = figure.name if figure else code
    return name[:1].upper() + name[1:]
