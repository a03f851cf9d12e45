"""From the keys that the search found to rows with words and an address, filtered once more by what may be seen."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from danvan.commons.people.models import Seat
from danvan.commons.records.models import Record
from danvan.commons.registry import card_of, model_of


@dataclass(frozen=True)
class Hit:
    """One row of the results."""

    title: str
    address: str
    kind: str
    reference: str
    unit: str


def found(keys: Sequence[int], seat: Seat | None) -> list[Hit]:
    """The records among `keys` that this seat may see, in the order given; one question a kind.

    Where a kind says so (`found_by`), less than may be seen: a hit tells that the words stand there.
    """
    kinds: dict[str, list[int]] = defaultdict(list)
    for key, kind in Record.objects.filter(pk__in=keys).values_list("pk", "kind"):
        kinds[kind].append(key)
    rows: dict[int, Hit] = {}
    for kind, members in kinds.items():
        model = model_of(kind)
        page = card_of(model).page
        rows_of: Any = model._default_manager  # type: ignore[attr-defined]
        visible = getattr(rows_of, "found_by", rows_of.visible_to)(seat).filter(pk__in=members)
        for row in visible.select_related("record", "unit"):
            words = str(model._meta.verbose_name)  # type: ignore[attr-defined]
            rows[row.pk] = Hit(row.title, page(row) if page else "", words, row.record.reference or "", row.unit.name)
    return [rows[key] for key in keys if key in rows]
