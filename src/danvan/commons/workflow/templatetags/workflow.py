"""`{% load workflow %}`: the history of a row and the buttons of its open moves."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from danvan.commons.people.models import Seat
from danvan.commons.records.models import Recorded
from danvan.commons.registry import card_of
from danvan.commons.workflow import told

register = template.Library()


@register.inclusion_tag("records/history.html")
def history(row: Recorded) -> dict[str, Any]:
    """`{% history row %}`: the panel of what happened, with what each move changed."""
    return {"events": told.history(row)}


@register.inclusion_tag("workflow/moves.html")
def moves(row: Recorded, seat: Seat | None) -> dict[str, Any]:
    """`{% moves row seat %}`: a button for each move that would not be refused and has words and a page of its own."""
    flow = card_of(type(row)).records[type(row)]
    found = [(move.label, _address(row, move.name)) for move in flow.open_to(seat, row) if move.label]
    return {"moves": [(label, address) for label, address in found if address]}


def _address(row: Recorded, move: str) -> str:
    """The page of a move, named `<model>-<move>` or `<move>` in the addresses of its process."""
    app, model = row._meta.app_label, row._meta.model_name
    for name in (f"{app}:{model}-{move}", f"{app}:{move}"):
        try:
            return reverse(name, args=[row.pk])
        except NoReverseMatch:
            continue
    return ""
