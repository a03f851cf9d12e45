"""What the pages fetch first: the seat that reads, the report it may see, the report it may write."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from danvan.commons.people.models import Seat
from danvan.overview.reports import rules
from danvan.overview.reports.content import Content
from danvan.overview.reports.kinds import FORMATS, Part
from danvan.overview.reports.models import Report, Version
from danvan.overview.reports.rendering import MIMES, file_name, rendered


def reader(request: HttpRequest) -> Seat:
    """The seat that reads reports; nobody else finds these pages."""
    seat: Seat | None = request.seat  # type: ignore[attr-defined]
    if seat is None or not rules.reads(seat):
        raise Http404
    return seat


def seen(request: HttpRequest, reference: str) -> tuple[Seat, Report]:
    """A report the seat may see."""
    seat = reader(request)
    rows = Report.objects.visible_to(seat)
    related = ("record", "unit__home__place", "unit__above__place", "unit__place")
    return seat, get_object_or_404(rows.select_related(*related), record__reference=reference.upper())


def writable(request: HttpRequest, reference: str) -> tuple[Seat, Report]:
    """A report the seat may write."""
    seat, report = seen(request, reference)
    if not rules.may_write(seat, report):
        raise Http404
    return seat, report


def part_of(report: Report, key: str) -> Part:
    """A part of a report's outline."""
    try:
        return report.outline.part(key)
    except LookupError as unknown:
        raise Http404 from unknown


def version_of(report: Report, number: int) -> Version:
    """A frozen version of a report."""
    return get_object_or_404(report.versions.select_related("by__user", "by__unit"), number=number)


def file(content: Content, form: str) -> HttpResponse:
    """A draft in the form asked for, made now."""
    if form not in FORMATS:
        raise Http404
    response = HttpResponse(rendered(content, form), content_type=MIMES[form])
    response["Content-Disposition"] = f'attachment; filename="{file_name(content, form, frozen=False)}"'
    return response
