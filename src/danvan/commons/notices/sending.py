"""Tell people: inbox rows and mails written in the transaction of the act."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from danvan.commons.notices.models import Mail, Notice
from danvan.commons.notices.wording import Words, worded
from danvan.commons.people.models import Role, Seat, Unit, User
from danvan.commons.records.models import Record

Hearer = Seat | Unit | User
WRITERS = (Role.CADRE, Role.HEAD)
"""Who hears what is told to a unit, unless the caller names other roles."""


def tell(
    hearers: Iterable[Hearer],
    text: str | Words,
    words: Mapping[str, Any] | None = None,
    *,
    by: Seat | None,
    at: datetime,
    record: Record | None = None,
    address: str = "",
    roles: Iterable[str] = WRITERS,
) -> int:
    """Write one notice for each person, and a mail where an address is known; gives how many people hear it.

    `text` is a template's name or ready `Words`; a unit means its seats of that day with the given roles. Whoever acts
    is not told of the own act.
    """
    people = _people(hearers, roles, timezone.localtime(at).date())
    people.pop(by.user_id if by else None, None)
    if not people:
        return 0
    said = worded(text, words)
    notices = [
        Notice(user=person, record=record, title=said.subject, body=said.body, address=address, at=at)
        for person in people.values()
    ]
    with transaction.atomic():
        kept = Notice.objects.bulk_create(notices, batch_size=500)
        Mail.objects.bulk_create([_mail(notice) for notice in kept if notice.user.email], batch_size=500)
    return len(kept)


def _people(hearers: Iterable[Hearer], roles: Iterable[str], on: date) -> dict[int | None, User]:
    """Each active person once."""
    everyone = list(hearers)
    units = [hearer for hearer in everyone if isinstance(hearer, Unit)]
    seats = [hearer for hearer in everyone if isinstance(hearer, Seat)]
    if units:
        seats += Seat.objects.valid_on(on).filter(unit__in=units, role__in=tuple(roles)).select_related("user")
    people = [hearer for hearer in everyone if isinstance(hearer, User)] + [seat.user for seat in seats]
    return {person.pk: person for person in people if person.is_active}


def _mail(notice: Notice) -> Mail:
    link = f"\n\n{settings.SITE_URL}{notice.address}" if notice.address and settings.SITE_URL else ""
    return Mail(
        key=f"notice-{notice.pk}",
        user=notice.user,
        to=notice.user.email,
        subject=notice.title,
        body=f"{notice.body or notice.title}{link}\n",
        created_at=notice.at,
        due_at=notice.at,
    )
