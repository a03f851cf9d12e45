"""The lines of a list and its like-named pairs, page by page."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Registration, RegistrationList
from danvan.do.exemplars.views.lines import CHIPS
from danvan.ui import paging

JOINABLE = (State.DRAFT, State.ENTERED, State.SENT, State.RETURNED)
SIZE, PAIRS = 100, 20
"""Lines, and pairs, on one page."""


def mark_unmended(lines: list[Registration]) -> None:
    """Say at each line that came back whether anything in it was changed since."""
    kept = queries.unmended([line.pk for line in lines])
    for line in lines:
        if line.pk in kept and line.state in (State.RETURNED, State.ENTERED, State.SENT):
            line.unmended = _("gửi lại, chưa sửa") if line.state == State.SENT else _("chưa sửa gì")  # type: ignore[attr-defined]


def read(request: HttpRequest, row: RegistrationList) -> tuple[list[Registration] | None, Sequence[queries.Outline]]:
    """The lines of the first page, when it is asked for, and an outline of all: of most lists that is one question."""
    rows = queries.lines_shown(row)
    if request.GET.get(paging.PAGE, "1") != "1":
        return None, queries.outline(rows)
    first = list(rows[: SIZE + 1])
    return first[:SIZE], queries.outlined(first) if len(first) <= SIZE else queries.outline(rows)


def matches(row: RegistrationList, whole: Sequence[Registration] | None = None) -> bool:
    """Whether the lines are still those that were signed; `whole` are all of them, where they are read already."""
    lines = whole if whole is not None else queries.briefly(queries.lines_shown(row))
    return lists.fingerprint(lines) == row.fingerprint


def lines_of_page(
    request: HttpRequest, told: Sequence[queries.Outline], first: list[Registration] | None = None
) -> dict[str, Any]:
    """The page of the lines that the address asks for; `first` are those of the first page, where they are read already."""
    page = paging.paged(told, request.GET, size=SIZE)
    keys = [line.pk for line in page.rows]
    lines = drawn(first if first is not None else list(queries.loaded(Registration.objects.filter(pk__in=keys))))
    return {"page": page, "lines": lines, "before": page.first - 1}


def pairs_of_page(request: HttpRequest, told: Sequence[queries.Outline], seat: Seat | None = None) -> dict[str, Any]:
    """The page of like-named pairs, how many are not settled; with a seat, which of them it may join."""
    found = queries.pairs(told)
    page = paging.paged(found, request.GET, size=PAIRS, name="cap")
    twins = queries.twins(page.rows)
    lines = [line for pair in twins for line in (pair.one, pair.other)]
    for line in lines:
        line.product = queries.product(line)  # type: ignore[attr-defined]
    return {
        "pairs": page,
        "twins": twins,
        "unsettled": sum(not pair.settled for pair in found),
        "settled": sum(pair.settled for pair in found),
        "joinable": {line.pk for line in lines if seat and rules.may_settle(seat, line) and line.state in JOINABLE},
    }


def drawn(lines: list[Registration]) -> list[Registration]:
    """The lines with what a row shows beside their columns: the shape of the state, who takes part."""
    with_them = queries.participants(lines)
    for line in lines:
        line.chip = CHIPS[State(line.state)]  # type: ignore[attr-defined]
        line.with_them = ", ".join(with_them.get(line.pk, ()))  # type: ignore[attr-defined]
    return lines
