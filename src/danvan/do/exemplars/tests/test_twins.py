"""Like-named pairs on a list: which count, which are settled, and what finding them costs."""

from importlib import import_module

import pytest

from danvan.do.exemplars import queries
from danvan.do.exemplars.models import folded
from danvan.do.exemplars.queries.alike import MOST, like

twins = import_module("danvan.do.exemplars.queries.twins")


def outlines(*lines: tuple[str, str], explanation: str = "") -> list[queries.Outline]:
    """Outlines of one commune by name and place."""
    return [
        queries.Outline(at, 1, "entered", folded(title), place, explanation)
        for at, (title, place) in enumerate(lines, start=1)
    ]


@pytest.mark.parametrize(
    ("places", "alike"),
    [(("ấp 5", "ấp 8"), 0), (("", ""), 0), (("Tuyến kênh ấp 5", "tuyến kênh Ấp 5"), 1)],
)
def test_names_that_differ_in_the_hamlet_are_alike_only_at_one_place(places, alike):
    names = ("Tổ phụ nữ tiết kiệm giúp nhau ấp 5", "Tổ phụ nữ tiết kiệm giúp nhau ấp 8")

    assert len(queries.pairs(outlines(*zip(names, places, strict=True)))) == alike


def test_what_was_explained_comes_after_what_was_not():
    same = ("Hũ gạo nghĩa tình", "Ấp 1")
    explained = outlines(same, same, explanation="Hai ấp, hai hũ")
    other = ("Vườn rau không địa chỉ", "Ấp 2")
    open_ones = [line._replace(pk=line.pk + 10, explanation="") for line in outlines(other, other)]

    assert [pair.settled for pair in queries.pairs([*explained, *open_ones])] == [False, True]


def test_pairs_of_a_large_list_are_found_among_neighbours_not_by_comparing_all_with_all(monkeypatch):
    compared: list[int] = []
    monkeypatch.setattr(twins, "like", lambda name, others: compared.append(len(others)) or like(name, others))
    lines = outlines(*((f"Tổ tự quản an ninh kênh rạch tuyến {at % 97}", f"Ấp {at % 97}") for at in range(1_500)))

    found = queries.pairs(lines)

    most = twins.WINDOW * (twins.RARE + 1)
    assert max(compared) <= most
    assert sum(compared) < len(lines) * most
    assert 0 < len(found) <= len(lines) * MOST
