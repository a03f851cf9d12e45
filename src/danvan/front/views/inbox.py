"""What a person was told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.notices.inbox import inbox, mark_read
from danvan.ui import paging, respond


def inbox_page(request: HttpRequest) -> HttpResponse:
    """Notices, newest first; POST marks all as read."""
    if request.method == "POST":
        mark_read(request.user, at=timezone.now())  # type: ignore[arg-type]
        return redirect("front:inbox")
    page = paging.paged(inbox(request.user), request.GET)  # type: ignore[arg-type]
    return respond.page(request, "front/inbox.html", {"title": _("Hộp thư"), "page": page})


@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notice = get_object_or_404(inbox(request.user), pk=pk)  # type: ignore[arg-type]
    mark_read(request.user, [notice.pk], at=timezone.now())  # type: ignore[arg-type]
    safe = url_has_allowed_host_and_scheme(notice.address, allowed_hosts=None)
    return redirect(notice.address if notice.address and safe else "front:inbox")
