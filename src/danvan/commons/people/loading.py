"""Brings the shipped units into the database; run again, it changes only what differs."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from django.db import transaction
from django.db.models import F

from danvan.commons.folding import fold
from danvan.commons.people import scopes, structure
from danvan.commons.people.models import Unit, UnitKind, UnitSuccession
from danvan.commons.people.structure import Body
from danvan.commons.places import loading as places
from danvan.commons.places.models import Area

COLUMNS = (
    "name",
    "folded",
    "kind",
    "line",
    "level",
    "above_id",
    "place_id",
    "home_id",
    "root",
    "valid_from",
    "valid_to",
    "basis",
)


def load() -> None:
    """Load or update the shipped areas and units with their successions, and rebuild the scopes."""
    with transaction.atomic():
        areas = places.load()
        bodies = structure.bodies()
        keys = _load_units(bodies, areas)
        _load_successions(bodies, keys)
        scopes.rebuild()


def _load_units(bodies: Mapping[str, Body], areas: Mapping[str, Area]) -> dict[str, int]:
    """Load the units, and return their keys by code."""
    known = Unit.objects.in_bulk(field_name="code")
    keys = {code: unit.pk for code, unit in known.items()}
    for wave in _waves(bodies):
        fresh = [_unit(body, areas, keys) for body in wave if body.code not in known]
        keys |= {unit.code: unit.pk for unit in Unit.objects.bulk_create(fresh, batch_size=500)}
    # A committee is its own home, which it can only be once it has a key.
    Unit.objects.filter(kind=UnitKind.COMMITTEE, home=None).update(home=F("pk"))
    changed = [
        new for code, body in bodies.items() if code in known and _differs(known[code], new := _unit(body, areas, keys))
    ]
    Unit.objects.bulk_update(changed, COLUMNS, batch_size=200)
    return keys


def _waves(bodies: Mapping[str, Body]) -> Iterator[list[Body]]:
    """The bodies in portions, each after those they stand under."""
    depths: dict[str, int] = {}

    def depth(code: str) -> int:
        if code not in depths:
            body = bodies[code]
            under = {body.above, body.home} - {code, ""}
            depths[code] = 1 + max((depth(one) for one in under), default=0)
        return depths[code]

    ordered = sorted(bodies.values(), key=lambda body: depth(body.code))
    for _number, wave in groupby(ordered, key=lambda body: depth(body.code)):
        yield list(wave)


def _unit(body: Body, areas: Mapping[str, Area], keys: Mapping[str, int]) -> Unit:
    return Unit(
        pk=keys.get(body.code),
        code=body.code,
        name=body.name,
        folded=fold(body.name),
        kind=body.kind,
        line=body.line,
        level=body.level,
        above_id=keys.get(body.above),
        place_id=areas[body.place].pk,
        home_id=keys.get(body.home),
        root=body.root,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        basis=body.basis,
    )


def _differs(kept: Unit, shipped: Unit) -> bool:
    return any(getattr(kept, name) != getattr(shipped, name) for name in COLUMNS)


def _load_successions(bodies: dict[str, Body], keys: Mapping[str, int]) -> None:
    known = set(UnitSuccession.objects.values_list("old_id", "new_id", "on"))
    shipped = [
        UnitSuccession(old_id=keys[one.old], new_id=keys[one.new], share=one.share, on=one.on, basis=one.basis)
        for one in structure.successions(bodies)
    ]
    UnitSuccession.objects.bulk_create(
        [one for one in shipped if (one.old_id, one.new_id, one.on) not in known], batch_size=500
    )
