"""Addresses of before, by the number of a row, lead to those by reference: links in old letters and notices go on working."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from danvan.do.exemplars import queries
from danvan.do.exemplars.models import Decision, RegistrationList
from danvan.do.exemplars.views.lines import reader


def registration_list(request: HttpRequest, pk: int, rest: str = "") -> HttpResponse:
    """A unit's list by its number."""
    return _led(request, RegistrationList.objects.visible_to(reader(request)), pk, rest)


def decision(request: HttpRequest, pk: int, rest: str = "") -> HttpResponse:
    """A decision by its number."""
    return _led(request, Decision.objects.visible_to(reader(request)), pk, rest)


def _led(
    request: HttpRequest, rows: QuerySet[RegistrationList] | QuerySet[Decision], pk: int, rest: str
) -> HttpResponse:
    row = get_object_or_404(rows.select_related("record"), pk=pk)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{queries.page_of(row)}{rest}{asked}", permanent=True)
