"""The moves of one registration: enter, reopen, withdraw, join, part, copy into this year."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import joining, registering
from danvan.do.exemplars.forms.moves import JoinForm, WithdrawForm
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Registration
from danvan.do.exemplars.views.lines import reader
from danvan.do.exemplars.views.registering import edit_address
from danvan.do.exemplars.views.writing import asked_year, entered_words, line_to_write, may
from danvan.ui import respond


@require_POST
def enter(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Put a complete registration on the list; what is missing is shown in the form."""
    seat, line = _asked(request, reference, year)
    try:
        registering.enter(line, by=seat, at=timezone.now())
    except CannotMove as refused:
        respond.warn(request, str(refused))
        return redirect(edit_address(line))
    respond.done(request, entered_words(line))
    return redirect(queries.list_address(line.list) if line.list else queries.line_address(line))


@require_POST
def reopen(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Take a registration off the list, back to a draft."""
    seat, line = _asked(request, reference, year)
    if _done(request, lambda: registering.reopen(line, by=seat, at=timezone.now())):
        respond.done(request, _("Đã đưa “%(name)s” về bản nháp.") % {"name": line.title})
        return redirect(edit_address(line))
    return redirect(queries.line_address(line))


def withdraw(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Take a registration back for good, with a reason."""
    seat, line = _asked(request, reference, year)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _done(request, lambda: registering.withdraw(line, reason, by=seat, at=timezone.now())):
            respond.done(request, _("Đã rút “%(name)s”.") % {"name": line.title})
        return redirect(queries.line_address(line))
    context = {
        "title": _("Rút đăng ký: %(name)s") % {"name": line.title},
        "form": form,
        "points": [
            _("Phiếu này không còn trong danh sách năm %(year)s và không được đếm.") % {"year": line.year},
            _("Rút rồi không lấy lại được; muốn đăng ký lại phải lập phiếu mới."),
        ],
        "button": _("Rút đăng ký"),
        "cancel": queries.line_address(line),
        "danger": True,
    }
    return respond.page(request, "exemplars/act.html", context)


def join(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Settle a duplicate: this registration goes into another one of the same commune and year."""
    seat, line = _asked(request, reference, year)
    twins = {found.line.exemplar.record.reference or "": found.line for found in queries.alike(line)}
    form = JoinForm(request.POST or None, twins=list(twins.values()), initial={"into": request.GET.get("vao", "")})
    if request.method == "POST" and form.is_valid():
        into = _into(seat, form.cleaned_data["into"], year, twins)
        if _done(request, lambda: joining.join(line, into, by=seat, at=timezone.now())):
            respond.done(request, _("Đã gộp “%(one)s” vào “%(other)s”.") % {"one": line.title, "other": into.title})
        return redirect(queries.line_address(line))
    context = {
        "title": _("Gộp “%(name)s” vào mô hình khác") % {"name": line.title},
        "form": form,
        "points": [
            _("Mô hình kia đứng tên; %(unit)s được ghi là đơn vị cùng tham gia.") % {"unit": line.unit_label},
            _("Phiếu này rời danh sách và không đếm nữa; mô hình đếm một lần. Lịch sử và chữ đã viết vẫn giữ."),
            _("Chọn nhầm thì bấm “Tách ra, thôi gộp” trên trang phiếu này, trước khi mô hình kia được ký gửi."),
        ],
        "button": _("Gộp, cùng tham gia"),
        "cancel": queries.line_address(line),
        "danger": True,
    }
    return respond.page(request, "exemplars/act.html", context)


def _into(seat: Seat, reference: str, year: int, twins: Mapping[str, Registration]) -> Registration:
    """The other registration: a like-named one that was shown, or else one that the seat may see. Raises `Http404`."""
    named = reference.upper()
    rows = Registration.objects.filter(pk=twins[named].pk) if named in twins else Registration.objects.visible_to(seat)
    into = queries.line_to_write(named, year, rows)
    if into is None:
        raise Http404
    return into


def part(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Take a joining back; the page before says where the registration comes back to."""
    seat, line = _asked(request, reference, year)
    if not may(seat, line, "part") or queries.built_on(line) or line.joined_into is None:
        respond.refuse(request, _("Phiếu này không gộp, hoặc không còn tách ra được nữa."))
        return redirect(queries.line_address(line))
    if request.method == "POST":
        if _done(request, lambda: joining.part(line, by=seat, at=timezone.now())):
            respond.done(request, _("Đã tách “%(name)s” ra.") % {"name": line.title})
        return redirect(queries.line_address(line))
    state = State(queries.stood(line)[0]).label
    context = {
        "title": _("Tách “%(name)s” ra") % {"name": line.title},
        "points": [
            _("Phiếu trở lại bước “%(state)s” và đếm riêng như trước khi gộp.") % {"state": state},
            _("%(unit)s không còn là đơn vị cùng tham gia “%(name)s”.")
            % {"unit": line.unit_label, "name": line.joined_into.title},
        ],
        "button": _("Tách ra, thôi gộp"),
        "cancel": queries.line_address(line),
    }
    return respond.page(request, "exemplars/act.html", context)


@require_POST
def copy(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Begin this year's registration with the words of an earlier year; pressed twice, it is still one."""
    seat, source = _asked(request, reference, year)
    this_year = asked_year(request.POST.get("nam"), seat)
    try:
        line = registering.copy_last(source, year=this_year, by=seat, at=timezone.now())
    except CannotMove as refused:
        seen = Registration.objects.visible_to(seat)
        there = queries.line_to_write(source.exemplar.record.reference or "", this_year, seen)
        if there is None or not may(seat, there, "edit"):
            respond.refuse(request, str(refused))
            return redirect("exemplars:lists")
        line = there
    words = _("Đã chép từ năm %(year)s. Sửa phần mới rồi ghi vào danh sách.") % {"year": source.year}
    respond.done(request, words)
    return redirect(edit_address(line))


def _asked(request: HttpRequest, reference: str, year: int) -> tuple[Seat, Registration]:
    seat = reader(request)
    return seat, line_to_write(seat, reference, year)


def _done(request: HttpRequest, act: Callable[[], None]) -> bool:
    try:
        act()
    except CannotMove as refused:
        respond.refuse(request, str(refused))
        return False
    return True
