"""A report and its parts: read, write, take new numbers, take the machine's draft again, download the draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.overview.reports import narrative, queries, rules, tokens
from danvan.overview.reports.actions import writing
from danvan.overview.reports.content import Text, compose
from danvan.overview.reports.desk import page_of
from danvan.overview.reports.documents import chart, chart_title
from danvan.overview.reports.forms import PartForm
from danvan.overview.reports.kinds import Part, PartState
from danvan.overview.reports.models import Report, Section
from danvan.overview.reports.numbers import Numbers, gather, live
from danvan.overview.reports.views.fetching import file, part_of, seen, writable
from danvan.ui import respond
from danvan.ui.typed import NotUnderstood, whole


def report_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole report as it is written, its numbers opened by a click, and what is left to do."""
    seat, report = seen(request, reference)
    with translation.override("vi"):
        numbers = live(report.unit, report.period, timezone.localdate())
        content = compose(report.outline, numbers, texts=())
        context = shell(report, numbers, seat) | {
            "content": content,
            "chart": chart(content, linked=True),
            "chart_title": chart_title(content),
            "versions": report.versions.select_related("by__user", "by__unit").order_by("-number"),
        }
    context["title"] = f"{report.outline.label} {report.period.label}"
    context["crumbs"] = [(_("Báo cáo"), reverse("reports:reports")), (report.period.label, "")]
    context["left"] = [one for one in context["writings"] if one.section.state != PartState.DONE]
    context["moved"] = [one for one in context["writings"] if one.moved]
    return respond.page(request, "reports/report.html", context)


def shell(report: Report, numbers: Numbers, seat: Seat) -> dict[str, Any]:
    """What the pages of a report share: the outline with its states, the numbers, what one may do."""
    drafts = {part.key: narrative.draft(part.drafted, numbers) for part in report.outline.parts}
    return {
        "report": report,
        "numbers": numbers,
        "writings": queries.writings(report, numbers, drafts),
        "may_write": rules.may_write(seat, report),
    }


def part_page(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Write one part; the numbers in brackets keep their figures."""
    seat, report = writable(request, reference)
    part = part_of(report, key)
    section = report.sections.get(key=key)
    with translation.override("vi"):
        numbers = live(report.unit, report.period, timezone.localdate())
        form = PartForm(request.POST or None, initial=_initial(section, numbers))
    if request.method == "POST" and form.is_valid():
        if _saved(request, report, part, section, form, numbers, seat):
            return redirect(_next(report, key) if request.POST.get("tiep") else _part_address(report, key))
        section = report.sections.get(key=key)
    context = _part_context(report, part, section, form, numbers, seat)
    return respond.page(request, "reports/part.html", context, status=409 if form.non_field_errors() else 200)


def _initial(section: Section, numbers: Numbers) -> dict[str, Any]:
    return {
        "text": tokens.to_edit(section.text, numbers),
        "done": section.state == PartState.DONE,
        "seen": section.version,
    }


def _saved(
    request: HttpRequest,
    report: Report,
    part: Part,
    section: Section,
    form: PartForm,
    numbers: Numbers,
    seat: Seat,
) -> bool:
    """Save; when somebody else wrote first, what was typed stays in the box and their words stand beside it."""
    values = form.cleaned_data
    with translation.override("vi"):
        text = tokens.from_edit(values["text"], numbers, tokens.codes_in(section.text))
    state = PartState.DONE if values["done"] else PartState.WRITING
    try:
        writing.write(report, part, text, state=state, seen=values["seen"], by=seat, at=timezone.now())
    except CannotMove as refused:
        form.add_error(None, str(refused))
        return False
    respond.done(request, _("Đã lưu mục %(part)s.") % {"part": part.place}, draft=draft_key(report, part, seat))
    return True


def _part_context(
    report: Report, part: Part, section: Section, form: PartForm, numbers: Numbers, seat: Seat
) -> dict[str, Any]:
    with translation.override("vi"):
        context = shell(report, numbers, seat)
    crumbs = [(_("Báo cáo"), reverse("reports:reports")), (report.period.label, page_of(report)), (part.place, "")]
    return context | {
        "title": f"{part.place}. {part.label}",
        "crumbs": crumbs,
        "part": part,
        "section": section,
        "form": form,
        "one": next(one for one in context["writings"] if one.part == part),
        "draft": draft_key(report, part, seat),
        "overtaken": bool(form.non_field_errors()),
    }


def draft_key(report: Report, part: Part, seat: Seat) -> str:
    """Under what the person's machine keeps what is typed."""
    return f"{seat.user_id}:bao-cao:{report.pk}:{part.key}"


def _part_address(report: Report, key: str) -> str:
    return reverse("reports:part", args=(report.record.reference, key))


def _next(report: Report, key: str) -> str:
    """The next part that is not done, or the report."""
    keys = [part.key for part in report.outline.parts]
    open_ones = set(report.sections.exclude(state=PartState.DONE).values_list("key", flat=True))
    later = [one for one in keys[keys.index(key) + 1 :] if one in open_ones]
    return _part_address(report, later[0]) if later else page_of(report)


@require_POST
def renew(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Put today's numbers into a part: all that moved, or the one that was clicked."""
    seat, report = writable(request, reference)
    part = part_of(report, key)
    with translation.override("vi"):
        numbers = live(report.unit, report.period, timezone.localdate())
    only, version = request.POST.get("so", ""), _version(request)
    try:
        writing.renew(report, part, numbers, only=only, seen=version, by=seat, at=timezone.now())
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        respond.done(request, _("Đã đưa số mới vào mục %(part)s.") % {"part": part.place})
    return redirect(_part_address(report, key))


def redraft(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Say what will be lost, then take the machine's draft of today."""
    seat, report = writable(request, reference)
    part = part_of(report, key)
    section = report.sections.get(key=key)
    with translation.override("vi"):
        numbers = live(report.unit, report.period, timezone.localdate())
        text = narrative.draft(part.drafted, numbers)
    if request.method == "POST":
        try:
            writing.redraft(report, part, numbers, seen=_version(request), by=seat, at=timezone.now())
        except CannotMove as refused:
            respond.refuse(request, str(refused))
        else:
            words = _("Mục %(part)s trở lại bản máy soạn.") % {"part": part.place}
            respond.done(request, words, draft=draft_key(report, part, seat))
        return redirect(_part_address(report, key))
    context = {
        "title": _("Lấy lại bản máy soạn mục %(part)s") % {"part": part.place},
        "report": report,
        "section": section,
        "old": tokens.plain(section.text),
        "new": tokens.plain(text),
        "cancel": _part_address(report, key),
    }
    return respond.page(request, "reports/redraft.html", context)


def _version(request: HttpRequest) -> int:
    """The version of the part that was on the screen; what is no number matches none."""
    try:
        return whole(request.POST.get("seen", ""))
    except NotUnderstood:
        return 0


def download(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """The version that is being written, as a draft in Word, PDF, Excel or JSON."""
    _seat, report = seen(request, reference)
    with translation.override("vi"):
        sections = report.sections.order_by("pk")
        texts = [Text(one.key, one.text, one.state) for one in sections]
        numbers = gather(report.unit, report.period, on=timezone.localdate())
        return file(compose(report.outline, numbers, texts=texts, edition=report.edition), form)
