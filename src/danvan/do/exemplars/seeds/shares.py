"""How totals are shared out so that every part is whole and the parts add up."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")


def share(total: int, weights: Mapping[Key, float]) -> dict[Key, int]:
    """Share `total` by weight in whole numbers that add up to it (largest remainder; ties by the order given)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    parts = {key: int(value) for key, value in exact.items()}
    order = sorted(weights, key=lambda key: parts[key] - exact[key])
    for key in order[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def spread(number: int, chosen: int) -> Sequence[bool]:
    """`chosen` true values spread evenly among `number`."""
    return [(place + 1) * chosen // number > place * chosen // number for place in range(number)] if number else []
