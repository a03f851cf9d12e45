"""The page on which the owner of a run watches it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from danvan.commons.jobs.models import Run, Status
from danvan.ui import respond

REFRESH = 3
"""Seconds after which a browser without JavaScript asks again."""


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work is, and where its result stands; nobody but its owner sees it."""
    run = get_object_or_404(Run, pk=pk, by__user=request.user)
    context = {
        "run": run,
        "title": run.title or _("Việc đang làm"),
        "state": run.status if run.status in (Status.DONE, Status.FAILED) else Status.RUNNING,
        "poll": run.page if run.is_open else "",
        "link": _("Xem kết quả") if run.address else "",
        "refresh": REFRESH if run.is_open else None,
    }
    return respond.page(request, "jobs/run.html", context, part="progress")
