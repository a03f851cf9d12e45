"""A report as an official document: parts, main numbers, chart as a picture with its table, annexes by unit."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from danvan.commons.charts.bars import Bar, bars
from danvan.commons.charts.chart import Chart
from danvan.commons.papers.documents.document import (
    Annex,
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    Value,
)
from danvan.commons.papers.documents.fingerprint import short
from danvan.commons.papers.documents.from_charts import picture_of, table_of
from danvan.overview.reports import tokens
from danvan.overview.reports.content import Content
from danvan.overview.reports.kinds import CHARTED, RECOGNISED, REGISTERED, REVOKED, TABLES, ByUnit, Part
from danvan.overview.reports.numbers import Number, Row
from danvan.ui.numbers import NOT_KNOWN, change, percent, points, share_of, short_date

ILLUSTRATED = ("movement", "recognised")
"""After the part drafted so stand the main numbers and the chart."""
MAIN = (REGISTERED, RECOGNISED, REVOKED)


def document(content: Content, *, fingerprint: str = "") -> Document:
    """The paper; without a fingerprint it is a draft."""
    return Document(
        issuer=content.issuing.issuer,
        kind=_("Báo cáo"),
        kind_code="BC",
        body_code=content.issuing.code,
        summary=content.summary,
        place=content.issuing.place,
        blocks=body(content),
        recipients=content.issuing.recipients,
        signature=content.issuing.signature,
        annexes=annexes(content),
        fingerprint=short(fingerprint) if fingerprint else "",
        draft="" if fingerprint else _("DỰ THẢO"),
    )


def body(content: Content) -> list[Block]:
    """The parts in the order of the outline."""
    blocks: list[Block] = []
    group = ""
    for part in content.outline.parts:
        if part.group and str(part.group) != group:
            blocks.append(Heading(1, str(part.group)))
        group = str(part.group)
        blocks += [Heading(2 if part.group else 1, part.heading), *_paragraphs(content.text(part.key).text)]
        blocks += _illustration(content, part)
    return blocks


def _paragraphs(text: str) -> list[Block]:
    lines = [line.strip() for line in tokens.plain(text).split("\n") if line.strip()]
    if not lines:
        return [Paragraph((Run(_("Chưa có nội dung."), italic=True),))]
    blocks: list[Block] = []
    for line in lines:
        if not line.startswith(("- ", "– ")):
            blocks.append(Paragraph(line))
        elif blocks and isinstance(blocks[-1], Bullets):
            blocks[-1] = Bullets((*blocks[-1].items, line[2:]))
        else:
            blocks.append(Bullets((line[2:],)))
    return blocks


def _illustration(content: Content, part: Part) -> list[Block]:
    if part.drafted not in ILLUSTRATED:
        return []
    blocks: list[Block] = [main_table(content)]
    drawn = chart(content)
    if drawn:
        blocks += [picture_of(drawn, chart_title(content)), table_of(drawn)]
    return blocks


def main_table(content: Content) -> Table:
    """The main numbers beside those of the period before."""
    rows = [_compared(one, content) for code in MAIN if (one := content.figure(code))]
    share = _share_row(content)
    return Table(_heads(content), [*rows, share] if share else rows, _("Số liệu chính"), _note(content))


def _heads(content: Content) -> list[Column]:
    heads = [Column(_("Chỉ tiêu"), 3), Column(_upper(content.period_label), 1.2, "right")]
    if content.compared:
        heads += [Column(_upper(content.before_label), 1.2, "right"), Column(_("So với kỳ trước"), 2, "right")]
    return heads


def _compared(one: Number, content: Content) -> list[Value]:
    row: list[Value] = [_upper(one.name), one.value]
    return [*row, one.before, change(one.value, one.before)] if content.compared else row


def _share_row(content: Content) -> list[Value] | None:
    asked, got = content.figure(REGISTERED), content.figure(RECOGNISED)
    if not asked or not got or not asked.value:
        return None
    row: list[Value] = [_("Tỷ lệ công nhận"), percent(got.value, asked.value)]
    moved = points(share_of(got.value, asked.value), share_of(got.before, asked.before))
    return [*row, percent(got.before, asked.before), moved] if content.compared else row


def _note(content: Content) -> str:
    words = {"first": short_date(content.first), "last": short_date(content.last)}
    return _("Kỳ số liệu: %(first)s đến %(last)s. Mỗi số là độ dài danh sách hồ sơ phía sau.") % words


def chart(content: Content, *, linked: bool = False) -> Chart | None:
    """The chart by field; nothing when there is nothing to draw."""
    figures = [one for code in CHARTED if (one := content.figure(code))]
    if not any(one.value or one.before for one in figures):
        return None
    rows = [
        Bar(one.label, one.value, one.before if content.compared else None, one.address if linked else None)
        for one in sorted(figures, key=lambda one: -one.value)
    ]
    return bars(chart_title(content), _("mô hình"), rows, now=content.period_label, before=content.before_label)


def chart_title(content: Content) -> str:
    """What the chart shows, in words."""
    words = {"now": content.period_label, "before": content.before_label}
    if not content.compared:
        return _("Mô hình được công nhận theo lĩnh vực, %(now)s") % words
    return _("Mô hình được công nhận theo lĩnh vực, %(now)s so với %(before)s") % words


def annexes(content: Content) -> list[Annex]:
    """All figures beside the period before, and the tables by unit when there is more than one."""
    rows = [_compared(one, content) for one in content.figures]
    found = [Annex(_("Số liệu chi tiết"), [Table(_heads(content), rows)])] if rows else []
    if len(content.rows) > 1:
        found += [Annex(str(table.title), [unit_table(content, table)], landscape=True) for table in TABLES]
    return found


def unit_table(content: Content, table: ByUnit) -> Table:
    """A row for each leading body, as of the day the content says; the last row adds them up."""
    codes = [code for columns in table.columns for code in columns.codes if content.figure(code)]
    heads = [Column(_("TT"), 0.8, "center"), Column(_("Đơn vị"), 5)]
    heads += [
        Column(_label(content, code), 1.5, "right", str(columns.group))
        for columns in table.columns
        for code in columns.codes
        if code in codes
    ]
    rows: list[list[Value]] = [[place, row.name, *counts_of(row, codes)] for place, row in enumerate(content.rows, 1)]
    total: list[Value] = [None, _("Cộng"), *(sum(row.values.get(code, 0) for row in content.rows) for code in codes)]
    return Table(heads, rows, "", unit_note(content), total)


def counts_of(row: Row, codes: Sequence[str]) -> list[int]:
    """A row's counts in the order of the columns."""
    return [row.values.get(code, 0) for code in codes]


def unit_note(content: Content) -> str:
    """As of when the units stand."""
    return _("Đơn vị tính: mô hình. Đơn vị theo tổ chức ngày %(day)s.") % {"day": short_date(content.as_of)}


def _label(content: Content, code: str) -> str:
    figure = content.figure(code)
    return figure.label if figure else NOT_KNOWN


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
