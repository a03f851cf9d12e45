"""Freezing, the frozen versions, the lists behind their numbers, and two versions side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from danvan.commons.papers.documents.fingerprint import short
from danvan.commons.papers.documents.styles import System, style_of
from danvan.commons.workflow.flow import CannotMove
from danvan.overview.reports import queries
from danvan.overview.reports.actions import freezing
from danvan.overview.reports.desk import page_of
from danvan.overview.reports.documents import chart, chart_title
from danvan.overview.reports.forms import FreezeForm
from danvan.overview.reports.issuing import issuing
from danvan.overview.reports.kinds import PartState
from danvan.overview.reports.models import Report
from danvan.overview.reports.numbers import live
from danvan.overview.reports.steps import REPORT
from danvan.overview.reports.views.fetching import seen, version_of, writable
from danvan.overview.reports.views.writing import shell
from danvan.ui import paging, respond


def freeze(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what will happen and what is not done yet, then freeze."""
    seat, report = writable(request, reference)
    if not REPORT.allows(seat, report, "freeze"):
        respond.refuse(request, _("Bản này đã chốt. Sửa một mục thì thành bản mới."))
        return redirect(page_of(report))
    form = FreezeForm(request.POST or None, initial={"renewing": True, "seen": report.version})
    if request.method == "POST" and form.is_valid():
        try:
            values = form.cleaned_data
            version = freezing.freeze(report, by=seat, at=timezone.now(), **values)
        except CannotMove as refused:
            respond.refuse(request, str(refused))
            return redirect(page_of(report))
        words = {"number": version.number, "mark": short(version.fingerprint)}
        respond.done(request, _("Đã chốt bản %(number)s, mã kiểm %(mark)s.") % words)
        return redirect("reports:version", reference=report.record.reference, number=version.number)
    with translation.override("vi"):
        context = shell(report, live(report.unit, report.period, timezone.localdate()), seat)
    context |= {"title": _("Chốt bản %(number)s") % {"number": report.edition}, "form": form}
    context["left"] = [one for one in context["writings"] if one.section.state != PartState.DONE]
    context["blank"] = [one for one in context["writings"] if one.blank]
    context["moved"] = [one for one in context["writings"] if one.moved]
    context["basis"] = style_of(System(issuing(report.unit, report.period.last).system)).citation
    context["crumbs"] = [*_crumbs(report), (_("Chốt"), "")]
    return respond.page(request, "reports/freeze.html", context)


def _crumbs(report: Report) -> list[tuple[str, str]]:
    return [(_("Báo cáo"), reverse("reports:reports")), (report.period.label, page_of(report))]


def version_page(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A version as it was frozen, with its papers and the lists behind its numbers."""
    _seat, report = seen(request, reference)
    version = version_of(report, number)
    content = queries.content_of(version)
    with translation.override("vi"):
        context = {
            "lead": report.title,
            "report": report,
            "version": version,
            "content": content,
            "parts": queries.frozen_parts(version, content),
            "mark": short(version.fingerprint),
            "intact": queries.intact(version),
            "papers": [one.paper for one in version.papers.select_related("paper__by__user", "paper__by__unit")],
            "chart": chart(content),
            "chart_title": chart_title(content),
        }
    context["title"] = _("Bản %(number)s đã chốt") % {"number": number}
    context["crumbs"] = [*_crumbs(report), (_("Bản %(number)s") % {"number": number}, "")]
    return respond.page(request, "reports/version.html", context)


def frozen_list(request: HttpRequest, reference: str, number: int, code: str) -> HttpResponse:
    """The records that were behind a number when the version was frozen; `?ky=truoc` for the period before."""
    seat, report = seen(request, reference)
    version = version_of(report, number)
    before = request.GET.get("ky") == "truoc"
    frozen = get_object_or_404(version.lists, code=code, before=before)
    content = queries.content_of(version)
    name, address = queries.frozen_name(content, code, before=before)
    page = paging.paged(frozen.keys, request.GET, total=frozen.length)
    context = {
        "title": name,
        "lead": _("Danh sách được giữ khi chốt bản %(number)s, không đổi khi hồ sơ đổi.") % {"number": number},
        "crumbs": [
            *_crumbs(report),
            (
                _("Bản %(number)s") % {"number": number},
                reverse("reports:version", args=(report.record.reference, number)),
            ),
            (name, ""),
        ],
        "page": page,
        "rows": queries.behind(frozen, list(page.rows), seat),
        "live": address,
    }
    return respond.page(request, "reports/frozen_list.html", context)


def compare(request: HttpRequest, reference: str) -> HttpResponse:
    """Two frozen versions side by side: paragraphs that came and went, figures that moved."""
    _seat, report = seen(request, reference)
    numbers = [request.GET.get(name, "") for name in ("cu", "moi")]
    if not all(number.isascii() and number.isdecimal() and len(number) < 7 for number in numbers):
        raise Http404
    older, newer = (queries.content_of(version_of(report, int(number))) for number in numbers)
    context = {
        "title": _("So bản %(old)s với bản %(new)s") % {"old": older.edition, "new": newer.edition},
        "lead": report.title,
        "crumbs": [*_crumbs(report), (_("So sánh"), "")],
        "older": older,
        "newer": newer,
        "changes": queries.compared(older, newer),
        "figures": queries.moved_figures(older, newer),
    }
    return respond.page(request, "reports/compare.html", context)
