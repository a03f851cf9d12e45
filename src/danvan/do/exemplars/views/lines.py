"""The list of registrations, to which every number leads, and the page of one of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.filters import LinesFilter
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Exemplar, Registration
from danvan.do.exemplars.steps import REGISTRATION
from danvan.ui import formats, paging, respond

ORDERS = {
    "moi": ("-pk",),
    "ten": ("folded", "pk"),
    "linh_vuc": ("field", "state", "-pk"),
    "buoc": ("state", "field", "-pk"),
    "nam": ("year", "-pk"),
}
CHIPS = {
    State.DRAFT: "wait",
    State.ENTERED: "wait",
    State.SENT: "wait",
    State.RETURNED: "soon",
    State.ACCEPTED: "done",
    State.JOINED: "stop",
    State.WITHDRAWN: "stop",
    State.RECOGNISED: "ok",
    State.DECLINED: "soon",
    State.REVOKED: "late",
}


def reader(request: HttpRequest) -> Seat:
    """The seat of somebody who reads more than the public. Raises `Http404`."""
    seat: Seat | None = request.seat  # type: ignore[attr-defined]
    if seat is None or not rules.reads(seat):
        raise Http404
    return seat


def line_list(request: HttpRequest) -> HttpResponse:
    """The registrations that answer the filters in the address."""
    seat = reader(request)
    form = filter_of(request, seat)
    asked = form.asked()
    rows = queries.lines_asked(asked, seat) if asked else Registration.objects.none()
    sort = paging.sorted_by(request.GET, ORDERS, default="moi")
    total = rows.count() if asked and asked.year else None
    page = paging.paged(queries.Listing(rows, sort.ordering), request.GET, total=total)  # type: ignore[arg-type]
    context = {
        "title": _heading(page),
        "crumbs": _crumbs(_("Đăng ký")),
        "filter": form,
        "page": page,
        "sort": sort,
        "chips": CHIPS,
        "sheet": f"{reverse('exemplars:lines-sheet')}?{request.GET.urlencode()}",
        "narrowed": bool(request.GET),
    }
    return respond.page(request, "exemplars/lines.html", context)


def filter_of(request: HttpRequest, seat: Seat) -> LinesFilter:
    """The filters, with the years and units this seat may choose."""
    known = queries.bodies(rules.reach(seat))
    units = queries.choices(known, timezone.localdate())
    return LinesFilter(request.GET, years=queries.years(), units=units)


def _heading(page: paging.Page[Any]) -> str:
    if page.total is None:
        return _("Hơn %(number)s đăng ký “Dân vận khéo”") % {"number": formats.number(page.counted)}
    return _("%(number)s đăng ký “Dân vận khéo”") % {"number": formats.number(page.total)}


def _crumbs(last: str, *between: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Mô hình “Dân vận khéo”"), reverse("exemplars:gallery")), *between, (last, "")]


def line(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """One registration: its nine boxes, where it stands, what may be done, what was done."""
    seat = reader(request)
    row = line_or_404(seat, reference, year)
    context = {
        "title": row.title,
        "crumbs": _crumbs(str(year), (_("Đăng ký"), reverse("exemplars:lines")), (reference.upper(), "")),
        "row": row,
        "chip": CHIPS[State(row.state)],
        "boxes": _nine(row),
        "facts": _facts(row),
        "buttons": _buttons(seat, row),
        "list_address": queries.list_address(row.list) if row.list else "",
        "exemplar_address": queries.exemplar_address(row.exemplar),
    }
    return respond.page(request, "exemplars/line.html", context)


def line_or_404(seat: Seat, reference: str, year: int) -> Registration:
    """The registration of a year that a seat may see, the living one first. Raises `Http404`."""
    exemplar = get_object_or_404(Exemplar.objects.select_related("record"), record__reference=reference.upper())
    rows = (
        exemplar.registrations.visible_to(seat)
        .filter(year=year)
        .select_related("record", "unit", "home__place", "list", "joined_into__exemplar__record")
        .order_by("-pk")
    )
    found = sorted(rows, key=lambda row: row.state in (State.WITHDRAWN, State.JOINED))
    if not found:
        raise Http404
    found[0].exemplar = exemplar
    return found[0]
