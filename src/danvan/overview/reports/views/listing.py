"""The list of reports, a new one, and the numbers of any unit in reach."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.models import Unit
from danvan.commons.people.scopes import NoSuchUnit, resolve
from danvan.commons.periods import NoSuchPeriod, Period
from danvan.commons.workflow.flow import CannotMove
from danvan.overview.reports import queries, rules
from danvan.overview.reports.actions import writing
from danvan.overview.reports.content import compose
from danvan.overview.reports.desk import page_of
from danvan.overview.reports.documents import chart, chart_title
from danvan.overview.reports.forms import NewReportForm, NumbersForm, ReportFilters
from danvan.overview.reports.kinds import OUTLINES, WORK
from danvan.overview.reports.models import Report
from danvan.overview.reports.numbers import live, period_of, why_not
from danvan.overview.reports.views.fetching import reader
from danvan.ui import paging, respond


def reports(request: HttpRequest) -> HttpResponse:
    """Reports a seat may see."""
    seat = reader(request)
    filters = ReportFilters(request.GET, years=queries.years(seat))
    context = {
        "title": _("Báo cáo"),
        "lead": _("Số trong báo cáo lấy từ hồ sơ; bấm vào số để xem danh sách phía sau."),
        "filters": filters,
        "page": paging.paged(queries.listed(seat, filters.chosen), request.GET),
        "may_begin": seat.role in rules.WRITERS,
        "outlines": OUTLINES,
    }
    return respond.page(request, "reports/reports.html", context)


def numbered(request: HttpRequest, pk: int, rest: str = "") -> HttpResponse:
    """An address of before, by the number of the row, leads to the one by reference."""
    rows = Report.objects.visible_to(reader(request)).select_related("record")
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{page_of(get_object_or_404(rows, pk=pk))}{rest}{asked}", permanent=True)


def new(request: HttpRequest) -> HttpResponse:
    """Period × unit × template; a report that is there already is opened."""
    seat = reader(request)
    if seat.role not in rules.WRITERS:
        raise Http404
    today = timezone.localdate()
    units = queries.units_of(seat)
    initial = {"unit": request.GET.get("don_vi"), "year": today.year}
    form = NewReportForm(request.POST or None, units=units, on=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("unit", "outline", "period_code")}
        there = queries.there(**asked)
        if there:
            respond.warn(request, _("Báo cáo này đã có, anh, chị viết tiếp tại đây."))
            return redirect(page_of(there))
        try:
            return redirect(page_of(writing.begin(**asked, by=seat, at=timezone.now())))
        except CannotMove as refused:
            form.add_error(None, str(refused))
    context = {"title": _("Lập báo cáo"), "form": form, "cancel": "../"}
    return respond.page(request, "reports/new.html", context)


def numbers(request: HttpRequest) -> HttpResponse:
    """The numbers of a unit and a period with the lists behind them, without a report."""
    seat = reader(request)
    asked = NumbersForm(request.GET)
    unit, period = rules.reach(seat), None
    try:
        unit = resolve(asked.chosen["don_vi"]) if asked.chosen.get("don_vi") else unit
        if not rules.covers(seat, unit):
            raise Http404
        period = period_of(unit, asked.chosen.get("ky") or str(timezone.localdate().year))
    except NoSuchUnit as refused:
        asked.add_error("don_vi", str(refused.args[0]))
    except NoSuchPeriod as refused:
        asked.add_error("ky", str(refused))
    context = {"title": _("Số liệu"), "filters": asked, "unit": unit}
    if period and (reason := why_not(unit, period, timezone.localdate())):
        asked.add_error("ky", reason)
    elif period and not asked.errors:
        context |= _numbers(unit, period, timezone.localdate())
    return respond.page(request, "reports/numbers.html", context)


def _numbers(unit: Unit, period: Period, on: date) -> dict[str, object]:
    found = live(unit, period, on)
    content = compose(WORK, found, texts=())
    return {
        "title": _("Số liệu %(period)s: %(unit)s") % {"period": period.label, "unit": unit.name},
        "numbers": found,
        "content": content,
        "chart": chart(content, linked=True),
        "chart_title": chart_title(content),
    }
