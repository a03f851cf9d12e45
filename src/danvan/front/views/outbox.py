"""Mails on their way: what waits, what failed and why; never what they say."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.notices import outbox
from danvan.commons.notices.models import Mail
from danvan.commons.people.models import Seat
from danvan.front.views.accounts import authority
from danvan.ui import paging, respond

CHIPS = {"waiting": "wait", "failing": "soon", "given_up": "late", "sent": "done"}
"""The chip of each state."""


def _within_reach(request: HttpRequest) -> QuerySet[Mail]:
    """Mails to people who sit today within the administrator's reach."""
    people = Seat.objects.valid_on(timezone.localdate()).filter(unit__in=authority(request).reach).values("user")
    return Mail.objects.filter(user__in=people)


def outbox_page(request: HttpRequest) -> HttpResponse:
    """What is not sent yet or could not be, newest first; what was sent on asking."""
    mails = _within_reach(request)
    views = {
        "": (_("Chưa gửi"), outbox.waiting(mails)),
        "hong": (_("Không gửi được"), mails.filter(given_up_at__isnull=False)),
        "xong": (_("Đã gửi"), mails.filter(sent_at__isnull=False)),
    }
    asked = request.GET.get("xem", "")
    asked = asked if asked in views else ""
    page = paging.paged(views[asked][1].select_related("user").order_by("-pk"), request.GET)
    context = {
        "title": _("Thư chờ gửi"),
        "views": [(label, f"?xem={key}", key == asked) for key, (label, _rows) in views.items()],
        "page": page,
        "rows": [(mail, CHIPS[mail.state], mail.state_label, mail.reason) for mail in page.rows],
        "silent": settings.EMAIL_BACKEND == outbox.SILENT,
    }
    return respond.page(request, "front/outbox.html", context)


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a mail again within the minute."""
    mail = get_object_or_404(_within_reach(request), pk=pk)
    if outbox.send_again(mail, at=timezone.now()):
        respond.done(request, _("Thư sẽ được gửi lại trong một phút."))
    else:
        respond.refuse(request, _("Thư này đã gửi rồi."))
    return redirect("front:outbox")
