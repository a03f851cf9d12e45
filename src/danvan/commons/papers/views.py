"""Open a file: seen by whoever may see its record."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from danvan.commons import registry
from danvan.commons.papers import store
from danvan.commons.papers.formats import INLINE
from danvan.commons.papers.keeping import papers_of
from danvan.commons.papers.models import Paper
from danvan.commons.people.models import Seat

NO_POWERS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Whatever a file holds, it runs nothing in our name; Chromium shows a PDF under this policy (seen)."""


@login_not_required
@require_safe
def paper(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The file itself, or 404 when the record or the file is not for this seat."""
    found = get_object_or_404(Paper.objects.select_related("record"), pk=pk, name=name)
    _refuse_unseen(found, getattr(request, "seat", None))
    etag = f'"{found.sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    response = FileResponse(
        store.path(found.sha256).open("rb"),
        as_attachment=found.mime not in INLINE,
        filename=found.name,
        content_type=found.mime,
    )
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NO_POWERS
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _refuse_unseen(found: Paper, seat: Seat | None) -> None:
    try:
        rows = registry.model_of(found.record.kind)._default_manager.visible_to(seat)  # type: ignore[attr-defined]
    except LookupError as unknown:
        raise Http404 from unknown
    if not rows.filter(pk=found.record_id).exists() or not papers_of(found.record, seat).filter(pk=found.pk).exists():
        raise Http404
