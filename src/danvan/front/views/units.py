"""The organisation as of a day: units, what became of them, who sits in them."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from danvan.commons.folding import words
from danvan.commons.people.models import Seat, Unit
from danvan.ui import paging, respond


def units_page(request: HttpRequest) -> HttpResponse:
    """Units that hold on a day, by name or code; the day and the words stand in the address."""
    if request.seat is None:  # type: ignore[attr-defined]
        raise Http404
    on = _day(request)
    query = request.GET.get("q", "").strip()[:100]
    units = Unit.objects.valid_on(on).select_related("above", "place").order_by("level", "name", "pk")
    if query:
        units = units.filter(folded__contains=words(query)) | units.filter(code__iexact=query)
    context = {"title": _("Đơn vị"), "page": paging.paged(units, request.GET), "on": on, "query": query}
    return respond.page(request, "front/units.html", context)


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
