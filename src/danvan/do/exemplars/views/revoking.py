"""A decision, or the recognition of one registration, is taken back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import deciding
from danvan.do.exemplars.forms.decision import RevokeForm
from danvan.do.exemplars.models import Decision, Recognition
from danvan.do.exemplars.views.decisions import answered, writable
from danvan.ui import respond


def revoke(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a whole decision back."""
    seat, row = writable(request, reference)
    points = [_("Mọi công nhận trong quyết định bị thu hồi; các mô hình rời trang công khai, lịch sử còn giữ.")]
    return _take_back(
        request, row, points, lambda values: deciding.revoke(row, by=seat, at=timezone.now(), **values), row.title
    )


def revoke_one(request: HttpRequest, reference: str, recognition: int) -> HttpResponse:
    """Take back the recognition of one registration."""
    seat, row = writable(request, reference)
    rows = Recognition.objects.select_related("registration__exemplar__record", "decision__record")
    one = get_object_or_404(rows, pk=recognition, decision=row)
    points = [_("Mô hình rời trang công khai nếu không còn quyết định nào khác công nhận; lịch sử còn giữ.")]
    act = lambda values: deciding.revoke_one(one, by=seat, at=timezone.now(), **values)  # noqa: E731 - a deed to be tried
    return _take_back(request, row, points, act, one.registration.title)


def _take_back(
    request: HttpRequest, row: Decision, points: list[str], act: Callable[[dict[str, Any]], Any], what: str
) -> HttpResponse:
    form = RevokeForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        refused = deciding.refused_day(row, form.cleaned_data["on"], timezone.now())
        if not refused:
            return answered(request, row, lambda: act(form.cleaned_data), _("Đã thu hồi."))
        form.add_error("on", refused)
    context = {
        "title": _("Thu hồi công nhận: %(what)s") % {"what": what},
        "form": form,
        "points": points,
        "button": _("Thu hồi"),
        "cancel": queries.decision_address(row),
        "danger": True,
    }
    return respond.page(request, "exemplars/act.html", context)
