"""Accounts within an administrator's reach: who there is, a new password, many at once from a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.sheets import Sheet
from danvan.commons.exchange.turns import turn
from danvan.commons.people.accounts import reset_password
from danvan.commons.people.entered import Refused
from danvan.commons.people.models import Role, Seat, User
from danvan.commons.people.rights import Authority
from danvan.commons.people.roster import enrol
from danvan.front.forms import AccountsFileForm
from danvan.ui import paging, respond


def authority(request: HttpRequest) -> Authority:
    """What this administrator reaches; no such page for anybody else."""
    seat = request.seat  # type: ignore[attr-defined]
    if seat is None or seat.role != Role.ADMINISTRATOR:
        raise Http404
    return Authority.of(seat, timezone.localdate())


def accounts_page(request: HttpRequest) -> HttpResponse:
    """Seats that hold today within reach, by person."""
    reach = authority(request).reach
    query = request.GET.get("q", "").strip()[:100]
    seats = Seat.objects.valid_on(timezone.localdate()).filter(unit__in=reach).select_related("user", "unit")
    if query:
        seats = seats.filter(user__username__icontains=query) | seats.filter(user__name__icontains=query)
    page = paging.paged(seats.order_by("user__username", "pk"), request.GET)
    context = {"title": _("Tài khoản"), "page": page, "query": query, "form": AccountsFileForm()}
    return respond.page(request, "front/accounts.html", context)


@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a colleague a new first password; it is shown once."""
    authority(request)
    user = get_object_or_404(User, pk=pk)
    try:
        password = reset_password(user, by=request.seat, at=timezone.now())  # type: ignore[attr-defined]
    except Refused as refused:
        respond.refuse(request, str(refused))
        return redirect("front:accounts")
    context = {"title": _("Mật khẩu mới"), "opened": [(user, password)]}
    return respond.page(request, "front/passwords.html", context)


@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Accounts and seats from a file: faults at their cells and nothing saved, or first passwords shown once."""
    authority(request)
    form = AccountsFileForm(request.POST, request.FILES)
    context = {"title": _("Nhập tài khoản từ tệp"), "form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            with turn(file.size):
                table = rows(read_sheets(file.read(), file.name)[0])
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            done = enrol(table, by=request.seat, at=timezone.now())  # type: ignore[attr-defined]
            context |= {"done": done, "opened": [(one.user, one.password) for one in done.opened]}
    return respond.page(request, "front/accounts_file.html", context)


def rows(sheet: Sheet) -> list[list[str]]:
    """A sheet as rows of text, empty cells included, so that a row's place is its number in the file."""
    width = max((column for row in sheet.rows.values() for column in row), default=0)
    last = max(sheet.rows, default=0)
    blank: dict[int, object] = {}
    return [
        [getattr(sheet.rows.get(row, blank).get(column), "value", "") for column in range(1, width + 1)]
        for row in range(1, last + 1)
    ]
