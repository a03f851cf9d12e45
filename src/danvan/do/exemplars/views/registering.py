"""The registration form: begin, save as a draft, enter into the list; nothing typed is lost, nothing is sent twice."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.commons.people.models import Seat, Unit
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import registering
from danvan.do.exemplars.forms.registration import LABELS, TITLE, RegistrationForm
from danvan.do.exemplars.kinds import NINE_BOXES, Sort, State, Who
from danvan.do.exemplars.models import CampaignYear, Registration, place_in_line
from danvan.do.exemplars.views.lines import opens, reader
from danvan.do.exemplars.views.writing import asked_year, entered_words, line_to_write, may, units_for, why_closed
from danvan.ui import respond

DRAFT, ENTER, JOIN = "nhap", "ghi", "gop:"
"""What the buttons of the form ask for; joining names the other exemplar."""


def register(request: HttpRequest) -> HttpResponse:
    """Register an exemplar that is new; a form sent twice gives one registration."""
    seat = reader(request)
    year = asked_year(request.GET.get("nam"), seat)
    campaign = CampaignYear.objects.filter(year=year).first()
    units = units_for(seat, year, request.GET.get("don_vi", ""))
    refused = why_closed(seat, campaign, year) or (
        "" if units else _("Chọn đơn vị trước: mở danh sách, bấm tên đơn vị.")
    )
    if refused or campaign is None:
        respond.refuse(request, refused)
        return redirect("exemplars:lists")
    late = campaign.is_closed
    if request.method == "POST":
        form = RegistrationForm(request.POST, units=units, full=_full(request), late=late)
        if _fit(request, form) and (answer := _again(request, form, seat) or _begin(request, form, seat, year)):
            return answer
    else:
        form = RegistrationForm(units=units, late=late, initial=_fresh(units))
    return _page(request, form, campaign=campaign, line=None, seat=seat)


def edit(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """Change a registration; who comes second sees what the first one wrote beside their own words."""
    seat = reader(request)
    line = line_to_write(seat, reference, year)
    if not may(seat, line, "edit"):
        respond.refuse(
            request, _("Phiếu đang ở bước “%(state)s”, không sửa được.") % {"state": line.get_state_display()}
        )
        return redirect(queries.line_address(line))
    late = line.late  # type: ignore[attr-defined]
    if late and not rules.is_city_officer(seat):
        respond.refuse(request, _("Năm thi đua %(year)s đã đóng, phiếu chưa gửi không sửa được nữa.") % {"year": year})
        return redirect(queries.line_address(line))
    if request.method != "POST":
        form = RegistrationForm.showing(line, late=late)
        return _page(request, form, campaign=None, line=line, seat=seat, kept=_kept(form))
    needed = _full(request) and not line.intake_id  # a row of a list has no nine boxes
    form = RegistrationForm(request.POST, units=[line.unit], full=needed, late=late)
    if _fit(request, form, line):
        if form.cleaned_data["seen"] != line.version and _differing(form, line):
            return _conflict(request, form, line, seat)
        if answer := _change(request, form, line, seat):
            return answer
    return _page(request, form, campaign=None, line=line, seat=seat)


def alike(request: HttpRequest) -> HttpResponse:
    """The part of the form that shows like-named registrations while the name is typed."""
    seat = reader(request)
    year = asked_year(request.GET.get("nam"), seat)
    if not respond.wants_part(request):
        return redirect(f"{reverse('exemplars:register')}?nam={year}")
    units = {str(unit.pk): unit for unit in queries.writable_units(seat, year)}
    unit = units.get(request.GET.get("unit", "")) or next(iter(units.values()), None)
    title = request.GET.get("title", "")[:300]
    line = _line_named(request, seat, year)
    found = _twins(title, line.unit if line else unit, year, line) if title.strip() else []
    context = {"twins": found, "opens": opens(seat, [one.line for one in found]), "year": year}
    return respond.page(request, "exemplars/registration.html", context, part="twins")


def _full(request: HttpRequest) -> bool:
    """Whether every box is needed: to stand on the list, not for a draft or for joining another one."""
    return request.POST.get("viec", ENTER) == ENTER


def _fit(request: HttpRequest, form: RegistrationForm, line: Registration | None = None) -> bool:
    """Whether the form can be saved: a draft as it was typed, anything else only without a mistake."""
    drafted = not _full(request) and (line is None or line.state != State.ENTERED)
    return form.is_valid() or (drafted and form.can_be_draft)


def _fresh(units: list[Unit]) -> dict[str, Any]:
    return {"unit": str(units[0].pk), "sort": Sort.NEW, "who": Who.COLLECTIVE, "token": uuid4().hex}


def _again(request: HttpRequest, form: RegistrationForm, seat: Seat) -> HttpResponse | None:
    """Sent once already and changed since, as when the answer was lost on the way: both versions on one page."""
    token = form.cleaned_data["token"]
    line = queries.line_of_token(token, form.chosen) if token else None
    return _conflict(request, form, line, seat) if line and _differing(form, line) else None


def _begin(request: HttpRequest, form: RegistrationForm, seat: Seat, year: int) -> HttpResponse | None:
    reason = form.cleaned_data.get("late_reason", "")
    try:
        line = registering.draft(
            year=year,
            unit=form.chosen,
            values=form.values,
            by=seat,
            at=timezone.now(),
            late_reason=reason,
            token=form.cleaned_data["token"],
        )
    except CannotMove as refused:
        form.add_error(None, str(refused))
        return None
    line.late = bool(reason)  # type: ignore[attr-defined]
    return _go_on(request, form, line, seat, draft=draft_key(seat, year, None))


def _change(request: HttpRequest, form: RegistrationForm, line: Registration, seat: Seat) -> HttpResponse | None:
    reason = form.cleaned_data.get("late_reason", "")
    try:
        if _differing(form, line):
            registering.edit(line, form.values, by=seat, at=timezone.now(), seen=line.version, late_reason=reason)
    except CannotMove as refused:
        fresh = line_to_write(seat, line.exemplar.record.reference or "", line.year)
        if fresh.version != line.version:
            return _conflict(request, form, fresh, seat)
        form.add_error(None, str(refused))
        return None
    return _go_on(request, form, line, seat, draft=draft_key(seat, line.year, line))


def _go_on(request: HttpRequest, form: RegistrationForm, line: Registration, seat: Seat, *, draft: str) -> HttpResponse:
    """What follows once the words are safe on the server: enter, ask about joining, or come back to the draft."""
    asked = request.POST.get("viec", ENTER)
    reason = form.cleaned_data.get("late_reason", "")
    try:
        _note_consent(request, form, line, seat)
        if asked == ENTER and line.state != State.ENTERED:
            registering.enter(line, by=seat, at=timezone.now(), late_reason=reason)
    except CannotMove as refused:
        respond.done(request, _("Đã lưu nháp “%(name)s”.") % {"name": line.title}, draft=draft)
        respond.warn(request, str(refused))
        return redirect(edit_address(line))
    if asked != ENTER and form.unkept:
        form.see(line.version)
        return _page(request, form, campaign=None, line=line, seat=seat, kept=_kept(form), forgotten=draft)
    if asked.startswith(JOIN):
        respond.done(request, _("Đã lưu “%(name)s”.") % {"name": line.title}, draft=draft)
        return redirect(f"{join_address(line)}?{urlencode({'vao': asked.removeprefix(JOIN)})}")
    if asked == DRAFT:
        respond.done(request, _("Đã lưu nháp “%(name)s”.") % {"name": line.title}, draft=draft)
        return redirect(edit_address(line))
    respond.done(request, entered_words(line), draft=draft)
    return redirect(queries.list_address(line.list) if line.list else queries.line_address(line))


def _note_consent(request: HttpRequest, form: RegistrationForm, line: Registration, seat: Seat) -> None:
    consent, reason = _consents(form), form.cleaned_data.get("late_reason", "")
    if registering.speaks_of_shown(line, consent):
        registering.note_consent(line.exemplar, consent, by=seat, at=timezone.now(), late_reason=reason)
    elif consent and not line.exemplar.consent:
        words = _(
            "Chưa ghi sự đồng ý công khai tên: mô hình đã công nhận mang tên “%(name)s”, khác tên trong phiếu này."
        )
        respond.warn(request, words % {"name": line.exemplar.title})


def _consents(form: RegistrationForm) -> bool:
    return bool(form.cleaned_data.get("consent")) and form.values["who"] == Who.INDIVIDUAL


def _differing(form: RegistrationForm, line: Registration) -> list[str]:
    """Boxes whose words differ from what is kept."""
    return [name for name, value in form.values.items() if value != getattr(line, name)]


def _conflict(request: HttpRequest, form: RegistrationForm, line: Registration, seat: Seat) -> HttpResponse:
    """Both versions on one page: mine in the boxes, the one kept beside them."""
    form.see(line.version)
    boxes = dict.fromkeys([*_differing(form, line), *form.values["as_typed"], *line.as_typed])
    theirs = [
        (form.fields[name].label, _shown(line, name), form[name].auto_id) for name in boxes if name in form.fields
    ]
    last = line.record.events.select_related("hat__user", "hat__unit").order_by("-number").first()
    conflict = {
        "by": last.hat.signature if last and last.hat else _("Hệ thống"),
        "at": last and last.at,
        "boxes": theirs,
    }
    new = draft_key(seat, line.year, None)
    return _page(request, form, campaign=None, line=line, seat=seat, conflict=conflict, forgotten=new, status=409)


def _shown(line: Registration, name: str) -> str:
    if name in line.as_typed:
        return str(line.as_typed[name])
    worded = getattr(line, f"get_{name}_display", None)
    return str(worded() if worded else getattr(line, name) or "")


def _twins(title: str, unit: Unit | None, year: int, line: Registration | None) -> list[queries.Alike]:
    if unit is None:
        return []
    asked = Registration(title=title, year=year)
    place_in_line(asked, unit)
    if line is not None:
        asked.pk, asked.exemplar_id = line.pk, line.exemplar_id
    return queries.alike(asked)


def _line_named(request: HttpRequest, seat: Seat, year: int) -> Registration | None:
    reference = request.GET.get("phieu", "").upper()
    return queries.line_to_write(reference, year, Registration.objects.visible_to(seat)) if reference else None


def edit_address(line: Registration) -> str:
    """The form of a registration that is there."""
    return reverse("exemplars:edit", args=(line.exemplar.record.reference, line.year))


def join_address(line: Registration) -> str:
    """The page that says what joining does, before it is done."""
    return reverse("exemplars:join", args=(line.exemplar.record.reference, line.year))


def draft_key(seat: Seat, year: int, line: Registration | None) -> str:
    """Under what the phone keeps the words: person and registration, so that nobody else's draft comes up."""
    return f"{seat.pk}:{line.exemplar.record.reference if line else 'DVK'}:{year}"


def _page(
    request: HttpRequest,
    form: RegistrationForm,
    *,
    campaign: CampaignYear | None,
    line: Registration | None,
    seat: Seat,
    conflict: dict[str, Any] | None = None,
    kept: str = "",
    forgotten: str = "",
    status: int = 200,
) -> HttpResponse:
    campaign = campaign or CampaignYear.objects.get(year=line.year if line else 0)
    unit = line.unit if line else next(iter(form.units.values()))
    title = str(form["title"].value() or "").strip()[:TITLE]
    twins = _twins(title, unit, campaign.year, line) if title else []
    heading = _("Đăng ký mô hình “Dân vận khéo” %(year)s") % {"year": campaign.year}
    context = {
        "title": heading if line is None else _("Sửa phiếu: %(name)s") % {"name": line.title},
        "crumbs": [
            (_("Việc của tôi"), reverse("front:desk")),
            (
                _("Danh sách năm %(year)s") % {"year": campaign.year},
                f"{reverse('exemplars:lists')}?nam={campaign.year}",
            ),
            (heading if line is None else line.title, ""),
        ],
        "form": form,
        "line": line,
        "year": campaign.year,
        "unit": unit,
        "due": line.list.due if line and line.list else campaign.due_of(unit),
        "receiver": queries.receiver(unit),
        "twins": twins,
        "opens": opens(seat, [twin.line for twin in twins]),
        "explained": bool(form["explanation"].value()),
        "boxes": _outline(form, warned=bool(twins)),
        "draft": draft_key(seat, campaign.year, line),
        "copies": list(queries.to_copy(unit, campaign.year)[:30]) if line is None and not campaign.is_closed else [],
        "conflict": conflict,
        "action": edit_address(line) if line else "",
        "forgotten": forgotten,
        "summary": kept or _unsaved(form, line),
    }
    return respond.page(request, "exemplars/registration.html", context, status=status)


def _kept(form: RegistrationForm) -> str:
    """What the list of a draft's mistakes begins with."""
    if form.unkept:
        return _("Đã lưu nháp, trừ ô có số điện thoại, giấy tờ hoặc thư điện tử của người dân")
    return _("Bản nháp giữ đúng như đã viết; sửa các ô sau rồi ghi vào danh sách")


def _unsaved(form: RegistrationForm, line: Registration | None) -> str:
    """What the list of mistakes begins with: what did not happen, and how many boxes are to be mended."""
    number = len(form.errors)
    if not form.full or (line and line.state == State.ENTERED):
        said = ngettext(
            "Chưa lưu được: còn %(number)s chỗ cần sửa", "Chưa lưu được: còn %(number)s chỗ cần sửa", number
        )
    else:
        said = ngettext(
            "Chưa ghi vào danh sách được: còn %(number)s chỗ cần sửa",
            "Chưa ghi vào danh sách được: còn %(number)s chỗ cần sửa",
            number,
        )
    return said % {"number": number}


def _outline(form: RegistrationForm, *, warned: bool) -> list[dict[str, Any]]:
    """The nine boxes with what is to be mended, for the left column."""
    found = []
    for number, name in enumerate(NINE_BOXES, start=1):
        wrong = bool(form.errors.get(name)) or (
            name == "output" and ("measure" in form.errors or "target" in form.errors)
        )
        kind, word = ("late", _("cần sửa")) if wrong else ("wait", _("chưa viết"))
        if not wrong and form[name].value():
            kind, word = ("soon", _("có thể trùng")) if warned and name == "title" else ("ok", _("đủ"))
        target = "o8" if name == "output" else f"id_{name}_box"
        found.append({"number": number, "label": LABELS[name], "target": target, "kind": kind, "word": word})
    return found
