"""The card each process puts on the table, and the rooms in which processes stand. Imports nothing of ours."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

ROOMS = ("know", "discuss", "do", "inspect", "supervise", "benefit", "overview")
"""The rooms in their order: the law's own order of the people's verbs, then the overview."""


@dataclass(frozen=True)
class Figure:
    """A named count that a process offers to reports and insight; its number is always the length of its list.

    `count(unit, period)` gives the value, `records(unit, period)` the queryset behind it, `address(unit, period)` the
    page that lists them, `by_unit(unit, period)` the value for each leading body (home unit id -> value).
    """

    code: str
    label: Any
    measure: Any
    count: Callable[[Any, Any], int]
    records: Callable[[Any, Any], Any]
    address: Callable[[Any, Any], str]
    by_unit: Callable[[Any, Any], Mapping[int, int]] | None = None


@dataclass(frozen=True)
class Process:
    """The calling card of one process: what it is called, where it is found, what it keeps and offers."""

    package: str
    label: Any
    address: str
    records: Mapping[Any, Any] = field(default_factory=dict)
    """Each model that hangs on a `Record`, with its `Flow`."""
    figures: tuple[Figure, ...] = ()
    search: Callable[[Any], str] | None = None
    """Text of a row for the search, or an empty string when it must not be found."""
    page: Callable[[Any], str] | None = None
    """Address of a row's page."""
    desk: Callable[..., Any] | None = None
    """What waits for a seat on a day: `desk(seat, on=)` gives `Task` rows for the first screen."""
    glance: Callable[..., Any] | None = None
    """How it stands, for a seat that leads: `glance(seat, on=)` gives `Standing` rows, each with its list."""
    menu: Callable[[Any], Any] | None = None
    """Entries of the menu for a seat."""
    door: Callable[[], str] | None = None
    """One live sentence for the public door of the room."""
    news: Callable[[], Any] | None = None
    """The newest that anyone may read, for the public's first screen: a few `News` rows."""
    seeds: Callable[..., None] | None = None
    """Lay down demo data: `seeds(at=, say=)`."""

    @property
    def room(self) -> str:
        """The room is taken from the package path, so moving the folder moves the menu and never an address."""
        return self.package.split(".")[1]


@dataclass(frozen=True)
class Task:
    """One line of the desk: what waits, by when, and the one next step."""

    title: str
    address: str
    step: str
    due: Any = None
    detail: str = ""


@dataclass(frozen=True)
class Standing:
    """One number of the leader's minute: how many of what, compared with what, and the list that it counts."""

    label: str
    value: int
    address: str
    note: str = ""
    chip: str = ""
    """Kind of its chip, when the number is a state that somebody must mend."""


@dataclass(frozen=True)
class News:
    """One line of what is new: what, where and since when."""

    title: str
    address: str
    detail: str


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu under its process."""

    label: str
    address: str


_cards: dict[str, Process] = {}


def register(card: Process) -> Process:
    """Put a card on the table; called once by each `process.py`."""
    _cards[card.package] = card
    return card


def cards() -> list[Process]:
    """All cards, in the order of the rooms."""
    return sorted(_cards.values(), key=lambda card: (ROOMS.index(card.room), card.package))


def card_of(model: type) -> Process:
    """The card that keeps this model. Raises `LookupError` when no process has it on its card."""
    for card in _cards.values():
        if model in card.records:
            return card
    raise LookupError(f"{model.__name__} is on no card")


def model_of(kind: str) -> type:
    """The model of a record's kind (`exemplars.exemplar`). Raises `LookupError`."""
    for card in _cards.values():
        for model in card.records:
            if model._meta.label_lower == kind:
                return model
    raise LookupError(f"no process keeps {kind}")


def figures() -> Iterator[Figure]:
    """Every figure that any process offers."""
    for card in cards():
        yield from card.figures


def sentence(package: str) -> str:
    """The one-sentence docstring of a room or process, as the map prints it."""
    return (import_module(package).__doc__ or "").strip()
