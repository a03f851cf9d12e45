"""What became of units: who received whom, and in which row of a report a unit's work stands as of a day."""

from datetime import date

from danvan.commons.people.models import Unit, UnitKind, UnitSuccession
from danvan.commons.places.models import Level, Share

WEIGHT = {Share.FULL: 0, Share.UNCHANGED: 0, Share.REMAINDER: 1, Share.PARTIAL: 2}
"""Of several successors the one with the lowest weight receives: where a ward was split, the one with the remainder."""


def received(on: date | None = None) -> dict[int, tuple[int, date]]:
    """Old unit id -> (the one unit that received it, the day), of reorganisations up to a day (default: all)."""
    rows = UnitSuccession.objects.all() if on is None else UnitSuccession.objects.filter(on__lte=on)
    best: dict[int, tuple[int, date]] = {}
    for old, new, _share, day in sorted(rows.values_list("old_id", "new_id", "share", "on"), key=_preference):
        best.setdefault(old, (new, day))
    return best


def _preference(row: tuple[int, int, str, date]) -> tuple[int, date, int]:
    return WEIGHT[Share(row[2])], row[3], row[1]


def receiving(on: date) -> dict[int, int]:
    """Committee id -> the committee in whose row its work stands as of a day; every committee has exactly one.

    A commune's committee that no longer holds goes to the one that received it; committees of old districts, old cities
    and provinces stay rows of their own, so the rows always add up to the total.
    """
    new_of = received(on)
    committees = Unit.objects.filter(kind=UnitKind.COMMITTEE).values_list("pk", "level", "valid_to")
    return {
        pk: last(pk, new_of) if level == Level.COMMUNE and valid_to is not None and valid_to < on else pk
        for pk, level, valid_to in committees
    }


def successor(unit: Unit, on: date) -> Unit:
    """The unit that carries on as of a day: itself while it holds, or when none followed it."""
    if unit.holds_on(on):
        return unit
    return Unit.objects.get(pk=last(unit.pk, received(on)))


def last(pk: int, new_of: dict[int, tuple[int, date]]) -> int:
    """The end of the chain of successors; a chain that turns back on itself ends where it began to."""
    passed = {pk}
    while pk in new_of and new_of[pk][0] not in passed:
        pk = new_of[pk][0]
        passed.add(pk)
    return pk


def codes_of() -> dict[int, list[str]]:
    """Unit id -> the codes of all its successors."""
    found: dict[int, list[str]] = {}
    for old, code in UnitSuccession.objects.order_by("on", "new__code").values_list("old_id", "new__code"):
        found.setdefault(old, []).append(code)
    return found
