"""A person keeps the filters of a list under a name, renames and drops them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars.models import SavedView

MOST = 20
"""Saved views of one person for one list."""


def keep(page: str, name: str, query: str, *, by: Seat) -> SavedView:
    """Keep these filters; those kept under the same name give way. Raises `CannotMove` when there are too many."""
    own = SavedView.objects.visible_to(by).filter(page=page)
    if own.exclude(name=name).count() >= MOST:
        raise CannotMove(_("Đã có %(most)s góc nhìn; xóa bớt một góc nhìn rồi lưu.") % {"most": MOST})
    return SavedView.objects.update_or_create(user=by.user, page=page, name=name, defaults={"query": query})[0]


def rename(view: SavedView, name: str, *, by: Seat) -> None:
    """Give it another name. Raises `CannotMove` when another one of the list has it."""
    try:
        with transaction.atomic():
            SavedView.objects.visible_to(by).filter(pk=view.pk).update(name=name)
    except IntegrityError as taken:
        raise CannotMove(_("Đã có góc nhìn tên “%(name)s”.") % {"name": name}) from taken


def drop(view: SavedView, *, by: Seat) -> None:
    """Forget it."""
    SavedView.objects.visible_to(by).filter(pk=view.pk).delete()
