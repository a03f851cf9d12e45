"""The page of one exemplar: its story for the public, more of it for those who read."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import urlize
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.records.models import Audience
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import NOT_STATED, Exemplar, Recognition, Registration, Visit
from danvan.ui import formats, respond

TOLD = ("situation", "goal", "method", "forces", "means", "output", "lasting")
"""Boxes of the form that the public reads, in this order."""


@login_not_required
def exemplar(request: HttpRequest, reference: str) -> HttpResponse:
    """What it is, where, what came of it, how it went; what the seat may not see does not exist."""
    seat = request.seat  # type: ignore[attr-defined]
    rows = Exemplar.objects.visible_to(seat).select_related("record", "unit", "home__place")
    row = get_object_or_404(rows, record__reference=reference.upper())
    inner = rules.reads(seat) and rules.covers(seat, row.unit_id)
    lines = queries.lines_shown_of(row, seat)
    known = next((one for one in lines if one.pk == row.shown_id), None)
    line = known or row.shown or (lines[-1] if lines else None)
    named = inner or row.named
    title = row.title if (named and row.audience == Audience.PUBLIC) or inner else row.public_title
    said, visits = queries.recognitions_of(row), queries.visits_of(row) if row.life else []
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "row": row,
        "line": line,
        "boxes": boxes(line) if line and named else [],
        "outcomes": outcomes(row, line, said, visits),
        "facts": _facts(row, line, named=named),
        "events": queries.story(said, lines, visits, seat if inner else None),
        "inner": inner,
        "life": queries.LIFE_CHIPS.get(row.life, ""),
        "splits": rules.is_city_officer(seat) and bool(queries.heirs(row)),
        "lines": [(one, queries.CHIPS[State(one.state)]) for one in lines] if inner else [],
        "layout": "ui/page.html" if rules.reads(seat) else "ui/public.html",
    }
    return respond.page(request, "exemplars/exemplar.html", context)


def _crumbs(title: str) -> list[tuple[str, str]]:
    gallery = (_("Mô hình “Dân vận khéo”"), reverse("exemplars:gallery"))
    return [(_("Trang chính"), reverse("front:home")), gallery, (title, "")]


def boxes(line: Registration) -> list[tuple[str, str]]:
    """The boxes that are filled in, each with its label."""
    labels = [(name, str(getattr(Registration, name).field.verbose_name)) for name in TOLD]
    return [(label[:1].upper() + label[1:], getattr(line, name)) for name, label in labels if getattr(line, name)]


class Outcome(NamedTuple):
    """Plan or result with its unit of measure and where it is from; without an amount nobody has recorded it."""

    label: str
    amount: Decimal | None
    measure: str
    source: str


def outcomes(row: Exemplar, line: Registration | None, said: list[Recognition], visits: list[Visit]) -> list[Outcome]:
    """What it set out to bring and what was measured, side by side; of a retold model what its source says."""
    found = []
    if line and line.target is not None and line.measure:
        source = _("theo đăng ký năm %(year)s") % {"year": line.year}
        found.append(Outcome(_("Kế hoạch"), line.target, line.measure, source))
    if line and line.recognised_on and line.measure:
        found.append(_result(line, said))
        measured = [one for one in visits if one.registration_id == line.pk and one.measured is not None]
        found += [_visited(one, line.measure) for one in measured]
    if row.told_amount is not None:
        found.append(Outcome(_("Kết quả"), row.told_amount, row.told_measure, _("theo nguồn công bố")))
    return found


def _result(line: Registration, said: list[Recognition]) -> Outcome:
    stands = [one for one in said if one.registration_id == line.pk and not one.revoked_on and one.achieved is not None]
    if not stands:
        return Outcome(_("Kết quả"), None, line.measure, _("Chưa ghi nhận kết quả đo được."))
    decision = stands[-1].decision
    words = {"number": decision.number, "day": formats.day(decision.signed_on)}
    paper = _("theo Quyết định %(number)s ngày %(day)s") % words
    if decision.illustrative:
        paper += f" ({_('minh họa')})"
    return Outcome(_("Kết quả"), stands[-1].achieved, line.measure, paper)


def _visited(visit: Visit, measure: str) -> Outcome:
    label = _("Sau %(months)s tháng") % {"months": visit.after}
    return Outcome(
        label,
        visit.measured,
        measure,
        _("đo khi thăm lại ngày %(day)s") % {"day": formats.day(visit.on) if visit.on else ""},
    )


def _facts(row: Exemplar, line: Registration | None, *, named: bool) -> list[tuple[str, Any]]:
    where = queries.places([row.home], timezone.localdate())[row.home_id]
    spot = line.place if line and named else ""
    return [
        (_("Ở đâu"), where),
        (_("Địa bàn và đối tượng"), spot),
        (_("Lĩnh vực"), row.get_field_display()),
        (_("Chủ đề"), line.get_theme_display() if line and line.theme else ""),
        (_("Đơn vị đăng ký"), line.unit_label if line else row.unit.name),
        (_("Đơn vị cùng tham gia"), ", ".join(queries.participants([line]).get(line.pk, ())) if line else ""),
        (_("Của"), row.get_who_display()),
        (_("Làm từ năm"), row.first_year if line or row.told_year != NOT_STATED else _("nguồn không nêu")),
        (_("Công nhận"), line.get_recognised_level_display() if line and line.recognised_level else ""),
        (
            _("Nguồn"),
            urlize(row.source, autoescape=True) or ("" if row.illustrative else _("phiếu đăng ký của đơn vị")),
        ),
        (_("Số"), row.record.reference),
    ]
