"""Reference numbers per issuer, kind and year: never used twice, safe under concurrent writers."""

from django.db import transaction
from django.db.models import F

from danvan.commons.records.models import Counter


def take(kind: str, year: int, count: int = 1) -> list[str]:
    """The next `count` references of a kind and year (`DVK-2026-00042`): short enough to be read over the telephone."""
    return [f"{kind}-{year}-{number:05d}" for number in reserve(f"{kind}-{year}", count)]


def reserve(key: str, count: int = 1) -> range:
    """The next `count` numbers of `key` (such as `DVK-2026`).

    One conditional-free `UPDATE` takes them, so two writers never read the same number; numbers of an act that is
    rolled back are given to nobody when this ran in a transaction of its own, and stay a gap.
    """
    with transaction.atomic():
        if not Counter.objects.filter(key=key).update(last=F("last") + count):
            Counter.objects.bulk_create([Counter(key=key, last=0)], ignore_conflicts=True)
            Counter.objects.filter(key=key).update(last=F("last") + count)
        last = Counter.objects.get(key=key).last
    return range(last - count + 1, last + 1)
