"""The organisation as of a day: units, what became of them, who sits in them."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from danvan.commons.exchange.writing import EXCEL, Table, as_workbook
from danvan.commons.folding import words
from danvan.commons.people.models import Seat, Unit
from danvan.ui import paging, respond


def units_page(request: HttpRequest) -> HttpResponse:
    """Units that hold on a day, by name or code; the day and the words stand in the address."""
    if request.seat is None:  # type: ignore[attr-defined]
        raise Http404
    units, on, query = _asked(request)
    download = f"{reverse('front:units-sheet')}?{request.GET.urlencode()}"
    page = paging.paged(units, request.GET)
    context = {"title": pgettext("các", "Đơn vị"), "page": page, "on": on, "query": query, "download": download}
    return respond.page(request, "front/units.html", context)


def units_sheet(request: HttpRequest) -> HttpResponse:
    """The same list as Excel."""
    if request.seat is None:  # type: ignore[attr-defined]
        raise Http404
    units, on, _query = _asked(request)
    headings = (_("Mã"), _("Tên đơn vị"), _("Hệ thống"), _("Cấp"), _("Cấp trên"), _("Địa bàn"), _("Từ"), _("Đến"))
    rows = (
        (unit.code, unit.name, str(unit.get_line_display()), str(unit.get_level_display()),
         unit.above.code if unit.above else "", unit.place.name if unit.place else "", unit.valid_from, unit.valid_to)
        for unit in units
    )  # fmt: skip
    response = HttpResponse(as_workbook(Table(pgettext("các", "Đơn vị"), headings, rows)), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="don-vi-{on}.xlsx"'
    return response


def _asked(request: HttpRequest) -> tuple[QuerySet[Unit], date, str]:
    """The units that the address asks for, the day and the words."""
    on, query = _day(request), request.GET.get("q", "").strip()[:100]
    units = Unit.objects.valid_on(on).select_related("above", "place").order_by("level", "name", "pk")
    if query:
        units = units.filter(folded__contains=words(query)) | units.filter(code__iexact=query)
    return units, on, query


def _day(request: HttpRequest) -> date:
    try:
        return parse_date(request.GET.get("ngay", "")) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: line, place, dates, predecessors, successors, seats."""
    if request.seat is None:  # type: ignore[attr-defined]
        raise Http404
    unit = get_object_or_404(Unit.objects.select_related("above", "home", "place"), code__iexact=code)
    context = {
        "title": unit.name,
        "unit": unit,
        "before": unit.predecessions.select_related("old").order_by("old__code"),
        "after": unit.successions.select_related("new").order_by("new__code"),
        "parts": unit.parts.valid_on(timezone.localdate()).order_by("name")[:200],
        "seats": Seat.objects.filter(unit=unit).valid_on(timezone.localdate()).select_related("user"),
    }
    return respond.page(request, "front/unit.html", context)
