"""What every page needs: the site's name, the menu from the cards, the hats, unread notices."""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from danvan.commons import registry
from danvan.commons.notices.inbox import unread
from danvan.commons.people.hats import hats
from danvan.commons.people.models import Role
from danvan.commons.records import demo


@dataclass
class Room:
    """A room in the menu with what its processes offer the seat."""

    key: str
    label: str
    entries: list[registry.MenuEntry] = field(default_factory=list)
    current: bool = False


def room_label(key: str) -> str:
    """The room in the people's words."""
    labels = {
        "know": _("Dân biết"),
        "discuss": _("Dân bàn"),
        "do": _("Dân làm"),
        "inspect": _("Dân kiểm tra"),
        "supervise": _("Dân giám sát"),
        "benefit": _("Dân thụ hưởng"),
        "overview": _("Tổng hợp"),
    }
    return labels[key]


def menu(request: HttpRequest) -> list[Room]:
    """The rooms that have something for this seat."""
    seat = getattr(request, "seat", None)
    if seat is None:
        return []
    rooms: dict[str, Room] = {"": own(request)}
    for card in registry.cards():
        entries = card.menu(seat) if card.menu else []
        if entries:
            room = rooms.setdefault(card.room, Room(card.room, room_label(card.room)))
            room.entries.extend(entries)
            room.current |= request.path.startswith(f"/{card.address}/")
    return list(rooms.values())


def own(request: HttpRequest) -> Room:
    """What everybody has who works here: the desk, the inbox, the organisation, and accounts for administrators."""
    seat = request.seat  # type: ignore[attr-defined]
    room = Room("", _("Việc của tôi"), current=request.path == reverse("front:desk"))
    room.entries = [
        registry.MenuEntry(_("Tuần này"), reverse("front:desk")),
        registry.MenuEntry(_("Hộp thư"), reverse("front:inbox")),
        registry.MenuEntry(pgettext("các", "Đơn vị"), reverse("front:units")),
    ]
    if seat.role == Role.ADMINISTRATOR:
        room.entries.append(registry.MenuEntry(_("Tài khoản"), reverse("front:accounts")))
    return room


def is_demo() -> bool:
    """Whether this house holds invented rows; asked of the database once a minute, not once a page."""
    return bool(cache.get_or_set("front.is_demo", demo.is_marked, 60))


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; nothing is asked of the database before a template uses it."""
    return {
        "site_name": _("Dân vận Cần Thơ"),
        "motto": _("Nghe dân nói · Nói dân hiểu · Làm dân tin"),
        "is_demo": SimpleLazyObject(is_demo),
        "language_address": "/ngon-ngu/",
        "inbox_address": "/hop-thu/",
        "password_address": "/mat-khau/",
        "unread": SimpleLazyObject(lambda: unread(request.user) if request.user.is_authenticated else 0),
        "seat": getattr(request, "seat", None),
        "hats": SimpleLazyObject(lambda: hats(request)),
        "menu": SimpleLazyObject(lambda: menu(request)),
    }
