"""The city plans, opens and closes a campaign year; targets of the units from a table."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.papers.keeping import papers_of, receive
from danvan.commons.papers.refusal import PaperRefused
from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import years
from danvan.do.exemplars.forms.decision import EditYearForm, YearForm
from danvan.do.exemplars.models import CampaignYear
from danvan.ui import respond


def officer(request: HttpRequest) -> Seat:
    """The city's officer; nobody else finds these pages."""
    seat: Seat | None = request.seat  # type: ignore[attr-defined]
    if seat is None or not rules.is_city_officer(seat):
        raise Http404
    return seat


def begin(request: HttpRequest) -> HttpResponse:
    """Lay down a campaign year with its plan."""
    seat = officer(request)
    form = YearForm(request.POST or None, request.FILES or None, initial={"year": timezone.localdate().year + 1})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        file, year = values.pop("file"), int(values.pop("year"))
        try:
            row = years.plan_year(year=year, unit=rules.reach(seat), values=values, by=seat, at=timezone.now())
        except CannotMove as refused:
            form.add_error("year", str(refused))
        else:
            return _kept(request, row, file, seat)
    context = {"title": _("Lập năm thi đua"), "form": form, "submit": _("Lập năm thi đua"), "cancel": "../"}
    return respond.page(request, "exemplars/year_plan.html", context)


def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Change plan, theme and days; put the plan's file on record."""
    seat = officer(request)
    row = get_object_or_404(CampaignYear.objects.select_related("record"), year=year)
    names = [name for name in EditYearForm.base_fields if name != "file"]
    form = EditYearForm(
        request.POST or None, request.FILES or None, initial={name: getattr(row, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        file = values.pop("file")
        try:
            seen = int(request.POST.get("version") or row.version)
            years.edit_year(row, values, by=seat, at=timezone.now(), seen=seen)
        except (CannotMove, ValueError) as refused:
            form.add_error(None, str(refused))
        else:
            return _kept(request, row, file, seat)
    context = {
        "title": _("Kế hoạch năm %(year)s") % {"year": year},
        "form": form,
        "campaign": row,
        "papers": papers_of(row.record, seat),
        "submit": _("Lưu kế hoạch"),
        "cancel": "../",
    }
    return respond.page(request, "exemplars/year_plan.html", context)


def _kept(request: HttpRequest, row: CampaignYear, file: object, seat: Seat) -> HttpResponse:
    if file:
        try:
            receive(file, row.record, by=seat, at=timezone.now())  # type: ignore[arg-type]
        except PaperRefused as refused:
            respond.refuse(request, str(refused))
            return redirect("exemplars:year-plan", year=row.year)
    respond.done(request, _("Đã lưu kế hoạch năm %(year)s.") % {"year": row.year})
    return redirect("exemplars:year", year=row.year)


def targets(request: HttpRequest, year: int) -> HttpResponse:
    """How many the plan asks of each commune and agency."""
    seat = officer(request)
    row = get_object_or_404(CampaignYear.objects.select_related("record"), year=year)
    units = list(queries.senders(rules.reach(seat), row, timezone.localdate()))
    asked = dict(row.targets.values_list("unit_id", "number"))
    faults: list[str] = []
    if request.method == "POST":
        numbers: dict[int, int] = {}
        for unit in units:
            text = request.POST.get(f"ct:{unit.pk}", "").strip().replace(".", "")
            if not text:
                continue
            if text.isdecimal() and len(text) < 6 and int(text) <= 10_000:
                numbers[unit.pk] = int(text)
            else:
                faults.append(_("%(unit)s: ghi số nguyên từ 0 đến 10.000.") % {"unit": unit.name})
        if not faults:
            try:
                years.set_targets(row, numbers, by=seat, at=timezone.now())
            except CannotMove as refused:
                faults.append(str(refused))
            else:
                respond.done(request, _("Đã lưu chỉ tiêu của %(n)s đơn vị.") % {"n": len(numbers)})
                return redirect("exemplars:year", year=year)
    rows = [(unit, request.POST.get(f"ct:{unit.pk}", asked.get(unit.pk, ""))) for unit in units]
    context = {"title": _("Chỉ tiêu năm %(year)s") % {"year": year}, "rows": rows, "faults": faults, "cancel": "../"}
    return respond.page(request, "exemplars/year_targets.html", context)


def open_year(request: HttpRequest, year: int) -> HttpResponse:
    """Let units register."""
    points = [_("Các đơn vị lập phiếu, nhập danh sách và gửi được từ lúc này.")]
    return _turn(request, year, years.open_year, _("Mở đăng ký năm %(year)s"), points)


def close_year(request: HttpRequest, year: int) -> HttpResponse:
    """End registering."""
    points = [
        _("Đơn vị không lập phiếu và không gửi danh sách năm này được nữa."),
        _("Danh sách gửi muộn chỉ do chuyên viên thành phố nhập, có ghi lý do."),
        _("Mở lại được khi cần."),
    ]
    return _turn(request, year, years.close_year, _("Đóng năm thi đua %(year)s"), points)


def _turn(request: HttpRequest, year: int, act: Callable[..., None], title: str, points: list[str]) -> HttpResponse:
    seat = officer(request)
    row = get_object_or_404(CampaignYear.objects.select_related("record"), year=year)
    words = title % {"year": year}
    if request.method == "POST":
        try:
            act(row, by=seat, at=timezone.now())
        except CannotMove as refused:
            respond.refuse(request, str(refused))
        else:
            respond.done(request, words + ".")
        return redirect("exemplars:year", year=year)
    context = {"title": words, "points": points, "button": words, "cancel": "../"}
    return respond.page(request, "exemplars/act.html", context)
