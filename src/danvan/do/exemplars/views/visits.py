"""Visits after recognition: the list of those due, late and made, and the sheet of one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import visiting
from danvan.do.exemplars.filters import reader
from danvan.do.exemplars.forms.visit import STANDS, VisitForm, visits_filter
from danvan.do.exemplars.models import Visit
from danvan.ui import formats, paging, respond

CHIPS = {queries.LATE: "late", queries.DUE: "soon", queries.LATER: "wait", queries.MADE: "done"}


def visits_page(request: HttpRequest) -> HttpResponse:
    """Who is to be visited by when, and what was found; every count opens its list."""
    seat, today = reader(request), timezone.localdate()
    form, asked = visits_filter(request, seat)
    rows = queries.visits(asked, seat, today) if asked else Visit.objects.none()
    page = paging.paged(queries.visits_with_rows(rows), request.GET)
    counts = queries.visit_counts(asked or queries.VisitsAsked(), seat, today)
    context = {
        "title": _heading(counts),
        "lead": _("Thăm sau 6 và 12 tháng kể từ quyết định công nhận: còn làm không, được bao nhiêu."),
        "crumbs": [(_("Mô hình “Dân vận khéo”"), reverse("exemplars:gallery")), (_("Thăm lại"), "")],
        "filter": form,
        "kpis": _kpis(request, counts),
        "page": page,
        "rows": [_row(seat, visit) for visit in page.rows],
        "sheet": f"{reverse('exemplars:visits-sheet')}?{request.GET.urlencode()}",
    }
    return respond.page(request, "exemplars/visits.html", context)


def _heading(counts: dict[str, int]) -> str:
    words = {"late": formats.number(counts["tre"]), "due": formats.number(counts["den_han"])}
    return _("Thăm lại mô hình: %(late)s lượt trễ, %(due)s lượt đến hạn") % words


def _kpis(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, Any]]:
    def address(word: str) -> str:
        query = request.GET.copy()
        for name in ("trang", "thay"):
            query.pop(name, None)
        query["tt"] = word
        return f"?{query.urlencode()}"

    asked = request.GET.get("tt", "")
    return [
        {"chip": CHIPS[word], "word": label, "value": counts[word.replace("-", "_")], "address": address(word),
         "current": asked == word}
        for word, label in STANDS.items()
    ]  # fmt: skip


def _row(seat: Seat, visit: Visit) -> dict[str, Any]:
    line, stands = visit.registration, queries.stands_of(visit, timezone.localdate())
    home = visit.home
    return {
        "visit": visit,
        "title": line.title,
        "address": queries.exemplar_address(line.exemplar),
        "unit": line.unit_label,
        "place": home.place.name if home.place else home.name,
        "chip": queries.LIFE_CHIPS[visit.found] if visit.found else CHIPS[stands],
        "words": visit.get_found_display() if visit.found else STANDS[stands],
        "planned": queries.amount_words(line.target, line.measure),
        "measured": queries.amount_words(visit.measured, line.measure),
        "sheet": queries.visit_address(visit) if rules.may_visit(seat, visit) else "",
    }


def visit(request: HttpRequest, reference: str, year: int, after: int) -> HttpResponse:
    """The sheet of one visit, empty or to be mended. Whoever may not go there does not find it."""
    seat = reader(request)
    rows = Visit.objects.visible_to(seat).select_related(
        "registration__exemplar__record",
        "registration__exemplar__unit",
        "registration__unit__home",
        "unit__home",
        "home",
    )
    row = get_object_or_404(rows, registration__exemplar__record__reference=reference.upper(), year=year, after=after)
    if not rules.may_visit(seat, row):
        raise Http404
    form = VisitForm(request.POST or None, visit=row)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0  # a sheet that names no version saw none
            visiting.record(row, by=seat, at=timezone.now(), **form.cleaned_data | {"seen": seen})
        except CannotMove as refused:
            form.add_error(None, str(refused))
        else:
            respond.done(request, _("Đã ghi kết quả thăm “%(name)s”.") % {"name": row.registration.title})
            return redirect("exemplars:visits")
    context = {
        "title": _("Thăm lại: %(name)s") % {"name": row.registration.title},
        "lead": _lead(row),
        "crumbs": [(_("Thăm lại"), reverse("exemplars:visits")), (reference.upper(), "")],
        "form": form,
        "draft": f"{seat.user_id}:{reference.upper()}:{after}",
    }
    return respond.page(request, "exemplars/visit.html", context)


def _lead(row: Visit) -> str:
    words = {"after": row.after, "day": formats.day(row.due_on), "unit": row.registration.unit_label}
    return _("%(unit)s. Lần thăm sau %(after)s tháng, hạn %(day)s.") % words
