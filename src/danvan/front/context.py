"""What every page needs: the site's name, the menu from the cards, the hats, unread notices."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from danvan.commons import registry
from danvan.commons.people.hats import hats


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
    rooms: dict[str, Room] = {}
    for card in registry.cards():
        entries = card.menu(seat) if card.menu else []
        if entries:
            room = rooms.setdefault(card.room, Room(card.room, room_label(card.room)))
            room.entries.extend(entries)
            room.current |= request.path.startswith(f"/{card.address}/")
    return list(rooms.values())


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; nothing is asked of the database before a template uses it."""
    return {
        "site_name": _("Dân vận Cần Thơ"),
        "is_demo": not settings.LIVE,
        "seat": getattr(request, "seat", None),
        "hats": SimpleLazyObject(lambda: hats(request)),
        "menu": SimpleLazyObject(lambda: menu(request)),
    }


