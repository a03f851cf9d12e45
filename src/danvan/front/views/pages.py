"""Home, my work, search results, health."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.commons import registry
from danvan.commons.people.models import Role
from danvan.commons.search import index
from danvan.front.context import room_label
from danvan.front.finding import found
from danvan.ui import respond


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The public's first screen: one door a room that is open, each with one live sentence."""
    doors = [
        {"label": room_label(card.room), "address": f"/{card.address}/", "sentence": card.door()}
        for card in registry.cards()
        if card.door
    ]
    news = [row for card in registry.cards() if card.news for row in card.news()]
    return respond.page(request, "front/home.html", {"doors": doors, "news": news})


def desk(request: HttpRequest) -> HttpResponse:
    """What is due for the hat worn, soonest first; below it, for those who lead, how things stand."""
    seat = request.seat  # type: ignore[attr-defined]
    if seat is None:
        return respond.page(request, "front/no_seat.html", {"title": _("Tài khoản chưa có vai trò")}, status=403)
    today = timezone.localdate()
    tasks = [task for card in registry.cards() if card.desk for task in card.desk(seat, on=today)]
    tasks.sort(key=lambda task: (task.due is None, task.due or today))
    context = {
        "title": _heading(len(tasks)),
        "rows": [(task, *_when(task.due, today)) for task in tasks],
        "standings": [
            (card.label, list(card.glance(seat, on=today)))
            for card in registry.cards()
            if card.glance and seat.role in LEADING
        ],
    }
    return respond.page(request, "front/desk.html", context)


LEADING = (Role.OFFICER, Role.LEADER)
"""Who sees how things stand, not only what waits."""


def _heading(number: int) -> str:
    if not number:
        return _("Hôm nay không có việc nào đang chờ")
    return _("Có %(number)s việc đang chờ") % {"number": number}


def _when(due: date | None, today: date) -> tuple[str, str]:
    """The chip of a task: kind and words."""
    if due is None:
        return "wait", _("chưa có hạn")
    late = (today - due).days
    if late > 0:
        return "late", ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", late) % {"days": late}
    if due == today:
        return "soon", _("hôm nay")
    kind = "soon" if due <= today + timedelta(days=7) else "ok"
    return kind, _("hạn %(day)s") % {"day": f"{due:%d/%m/%Y}"}


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """Records that hold the words asked for and may be seen, newest first."""
    query = request.GET.get("q", "").strip()[:200]
    seat = request.seat  # type: ignore[attr-defined]
    hits = found(index.find(query, limit=200), seat) if query else []
    context = {"title": _("Tìm kiếm"), "query": query, "hits": hits[:50], "more": len(hits) > 50}
    return respond.page(request, "front/search.html", context)


@login_not_required
def health(_request: HttpRequest) -> HttpResponse:
    """For the watcher of the server: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
