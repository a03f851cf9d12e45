"""A person's inbox."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from danvan.commons.notices.models import Notice
from danvan.commons.people.models import User


def inbox(user: User) -> QuerySet[Notice]:
    """What was told to a person, newest first."""
    return Notice.objects.filter(user=user).order_by("-at", "-pk")


def unread(user: User) -> int:
    """How many notices wait to be read."""
    return Notice.objects.filter(user=user, read_at__isnull=True).count()


def mark_read(user: User, keys: Iterable[int] | None = None, *, at: datetime) -> int:
    """Mark the person's own notices as read, all of them without `keys`; gives how many were new."""
    rows = Notice.objects.filter(user=user, read_at__isnull=True)
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    return rows.update(read_at=at)
