"""A person's own saved views: kept from a list, opened there, renamed and dropped here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars.actions import saved_views
from danvan.do.exemplars.filters import reader
from danvan.do.exemplars.forms.saved_views import SavedViewForm
from danvan.do.exemplars.models import SavedView
from danvan.ui import paging, respond

PAGES = {"lists": gettext_lazy("Danh sách"), "lines": gettext_lazy("Đăng ký")}
"""The lists that keep views, by the names of their addresses."""
PASSING = (paging.PAGE, "chon")
"""Parts of an address that are of the moment."""
LONGEST = 1000


def kept(request: HttpRequest, seat: Seat, page: str) -> dict[str, Any]:
    """What a list shows of saved views: the person's own ones, and the present filters to keep."""
    query = _plain(request.GET)
    rows = SavedView.objects.visible_to(seat).filter(page=page)
    views = [(row.name, f"{reverse(f'exemplars:{page}')}?{row.query}", row.query == query) for row in rows]
    return {"page": page, "views": views, "query": query}


def _plain(query: QueryDict) -> str:
    """Filters in one way of writing, so that the same ones are known again."""
    asked = QueryDict(mutable=True)
    for name in sorted(set(query) - set(PASSING)):
        asked.setlist(name, [value for value in query.getlist(name) if value])
    return asked.urlencode()


def own(request: HttpRequest) -> HttpResponse:
    """The person's saved views; sent to, it keeps another one."""
    seat = reader(request)
    form = SavedViewForm(request.POST or None)
    page, query = request.POST.get("page", ""), _plain(QueryDict(request.POST.get("query", "")[: 4 * LONGEST]))
    if request.method == "POST" and (page not in PAGES or len(query) > LONGEST):
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            row = saved_views.keep(page, form.cleaned_data["name"], query, by=seat)
        except CannotMove as refused:
            form.add_error("name", str(refused))
        else:
            respond.done(request, _("Đã lưu góc nhìn “%(name)s”.") % {"name": row.name})
            return redirect(f"{reverse(f'exemplars:{page}')}?{row.query}")
    rows = SavedView.objects.visible_to(seat)
    context = {
        "title": _("Góc nhìn đã lưu"),
        "crumbs": [(_("Việc của tôi"), reverse("front:desk")), (_("Góc nhìn đã lưu"), "")],
        "rows": [(row, PAGES[row.page], f"{reverse(f'exemplars:{row.page}')}?{row.query}") for row in rows],
        "form": form if form.is_bound else None,
        "page": page,
        "query": query,
    }
    return respond.page(request, "exemplars/saved_views.html", context, status=422 if form.is_bound else 200)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or drop one of one's own."""
    seat = reader(request)
    view = get_object_or_404(SavedView.objects.visible_to(seat), pk=pk)
    if request.POST.get("viec") == "xoa":
        saved_views.drop(view, by=seat)
        respond.done(request, _("Đã xóa góc nhìn “%(name)s”.") % {"name": view.name})
        return redirect("exemplars:saved-views")
    form = SavedViewForm(request.POST)
    try:
        if not form.is_valid():
            raise CannotMove(form.errors["name"][0])
        saved_views.rename(view, form.cleaned_data["name"], by=seat)
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        respond.done(request, _("Đã đổi tên thành “%(name)s”.") % {"name": form.cleaned_data["name"]})
    return redirect("exemplars:saved-views")
