"""What an address asks of the list of registrations, and the rows that answer it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.commons.periods import Period
from danvan.commons.search import index
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import REGISTERED, UNSENT, WORKING, Field, Life, Sort, State, Who
from danvan.do.exemplars.models import CampaignYear, Registration, Visit
from danvan.ui.paging import COUNT_LIMIT

STEPS: dict[str, tuple[str, ...]] = {
    "dang_ky": REGISTERED,
    "chap_nhan": tuple(state for state in REGISTERED if state != State.SENT),
    "cong_nhan": (State.RECOGNISED,),
    "chua_cong_nhan": (State.DECLINED,),
    "thu_hoi": (State.REVOKED,),
    "tra_lai": (State.RETURNED,),
}
"""Steps of the funnel by their word in the address -> the states they count."""
STEP_WORDS = {
    "dang_ky": _("Đã đăng ký"),
    "chap_nhan": _("Đã chấp nhận"),
    "cong_nhan": _("Đã công nhận"),
    "chua_cong_nhan": _("Chưa công nhận"),
    "thu_hoi": _("Bị thu hồi công nhận"),
    "tra_lai": _("Bị trả lại"),
}
DAYS = {"dang_ky": "sent_on", "cong_nhan": "recognised_on"}
"""In a period shorter than a year these steps go by this day (figures.py); the others by the campaign year."""
CHIPS: dict[str, str] = {
    State.DRAFT: "wait",
    State.ENTERED: "wait",
    State.SENT: "wait",
    State.RETURNED: "soon",
    State.ACCEPTED: "done",
    State.JOINED: "stop",
    State.WITHDRAWN: "stop",
    State.RECOGNISED: "ok",
    State.DECLINED: "soon",
    State.REVOKED: "late",
}
"""The shape beside the word of each state (`ui/chip.html`)."""
ORDERS = {
    "moi": ("-year", "-pk"),
    "ten": ("folded", "pk"),
    "linh_vuc": ("field", "-year", "-pk"),
    "buoc": ("state", "-year", "-pk"),
    "nam": ("year", "pk"),
}
"""Orders of the list by their word in the address."""


@dataclass(frozen=True)
class Asked:
    """Filters of the list of registrations; empty means no narrowing."""

    year: int | None = None
    unit: Unit | None = None
    step: str = ""
    field: str = ""
    sort: str = ""
    who: str = ""
    line: str = ""
    level: str = ""
    home: Unit | None = None
    own: Unit | None = None
    """The unit itself, without what lies below it or went before it."""
    period: Period | None = None
    words: str = ""
    life: str = ""
    """A word of `LIVES`."""


LIVES: dict[str, Any] = {
    "con_12": _("còn tác dụng sau 12 tháng"),
    "dung": _("đã dừng khi thăm lại"),
    "da_tham": _("đã được thăm lại"),
}
"""What visits say of a registration, by its word in the address."""


def visited(word: str) -> Q:
    """Registrations of which visits say this: working or done after twelve months, stopped, seen at all."""
    made = Visit.objects.filter(registration=OuterRef("pk"), on__isnull=False)
    return {
        "con_12": Q(Exists(made.filter(after=12, found__in=WORKING))),
        "dung": Q(Exists(made.filter(found=Life.STOPPED))),
        "da_tham": Q(Exists(made)),
    }[word]


def lines_asked(asked: Asked, seat: Seat | None) -> QuerySet[Registration]:
    """The registrations a seat may see that answer the filters."""
    rows = Registration.objects.filter(_visible(asked, seat), *_narrowed(asked))
    if asked.words:
        rows = rows.filter(exemplar_id__in=index.matching(asked.words))
    return rows


def _visible(asked: Asked, seat: Seat | None) -> Q:
    """What `visible_to` lets through, said so that an index can answer where the whole answer lies in reach."""
    if not rules.reads(seat) or seat is None:
        return rules.lines_seen_by(seat)
    scope = asked.unit or rules.reach(seat)
    if asked.unit and not rules.covers(seat, asked.unit.pk):
        return rules.inside(scope) & rules.lines_seen_by(seat)
    if rules.reach(seat).root:
        return rules.inside(scope) & _sent(asked, seat)
    return rules.inside(scope)


def _sent(asked: Asked, seat: Seat) -> Q:
    """For the city: what was sent, and its own drafts where there are any.

    Said as what it is not, for states to look for would lead SQLite away from the index that is in order.
    """
    states = STEPS.get(asked.step, (asked.step,) if asked.step else ())
    if states and not set(states) & set(UNSENT):
        return Q()
    sent, own = ~Q(state__in=UNSENT), Q(unit_id=seat.unit_id)
    if _elsewhere(asked.unit, seat):
        return sent
    if not states and not asked.words and not asked.unit and not Registration.objects.filter(own & ~sent).exists():
        return sent
    return sent | own


def _elsewhere(unit: Unit | None, seat: Seat) -> bool:
    """Whether the unit asked for leads a place in which the seat's own unit does not lie."""
    return unit is not None and unit.kind == UnitKind.COMMITTEE and seat.unit.home_id not in rules.homes(unit)


def _narrowed(asked: Asked) -> list[Q]:
    plain: dict[str, Any] = {
        "year": asked.year,
        "field": asked.field,
        "sort": asked.sort,
        "who": asked.who,
        "line": asked.line,
        "level": asked.level,
        "home": asked.home,
        "unit": asked.own,
    }
    found = [Q(**{name: value}) for name, value in plain.items() if value not in (None, "")]
    if asked.step:
        states = STEPS.get(asked.step, (asked.step,))
        found.append(Q(state=states[0]) if len(states) == 1 else Q(state__in=states))
    if asked.life:
        found.append(visited(asked.life))
    if asked.period and not asked.period.whole_year and asked.step in DAYS:
        found.append(Q(**{f"{DAYS[asked.step]}__range": (asked.period.first, asked.period.last)}))
    return found


FEW = 1_000
"""Rows up to which a list is read by its filters and then put in order."""


class Listed(NamedTuple):
    """One row of the list, ready to be drawn or written."""

    address: str
    reference: str
    title: str
    unit: str
    place: str
    field: str
    sort: str
    who: str
    state: str
    chip: str
    year: int
    illustrative: bool


class Listing:
    """A long list that is read a page at a time: keys by an index, then the rows of those keys, in one question."""

    COLUMNS = ("exemplar__record__reference", "title", "unit_text", "unit__name", "home__place__name", "field", "sort",
               "who", "state", "year", "illustrative")  # fmt: skip

    def __init__(self, rows: QuerySet[Registration], ordering: tuple[str, ...], *, exact: bool = False) -> None:
        self.rows, self.ordering, self.exact = rows, ordering, exact

    @cached_property
    def counted(self) -> int:
        """All rows where an index counts them (`exact`), else no further than a page says “hơn 10.000”."""
        rows = self.rows.order_by()
        return rows.count() if self.exact else rows[: COUNT_LIMIT + 1].count()

    @property
    def total(self) -> int | None:
        """The length of the list, where it is known."""
        return self.counted if self.exact or self.counted <= COUNT_LIMIT else None

    def __len__(self) -> int:
        return self.counted

    def __getitem__(self, part: slice) -> list[Listed]:
        return self.read(part, few=self.counted <= FEW)

    def read(self, part: slice, *, few: bool = False) -> list[Listed]:
        """Rows with their words. Of a few rows all keys are found first: else SQLite walks the order, not the filter."""
        among = Registration.objects.filter(pk__in=self.rows.order_by().values("pk")) if few else self.rows
        keys = among.order_by(*self.ordering)[part].values("pk")
        rows = Registration.objects.filter(pk__in=keys).order_by(*self.ordering)
        return list(_worded(rows.values_list(*self.COLUMNS)))


def _worded(rows: Iterable[tuple[Any, ...]]) -> Iterator[Listed]:
    """Rows with their words; what every row says alike is said in the reader's language once."""
    start = reverse("exemplars:gallery")
    fields, sorts, whose, states = ({key: str(label) for key, label in of.choices} for of in (Field, Sort, Who, State))
    fields[""] = ""  # a draft may say none yet
    for reference, title, text, unit, place, field, sort, who, state, year, illustrative in rows:
        yield Listed(f"{start}{reference}/{year}/", reference, title, text or unit, place or "", fields[field],
                     sorts[sort], whose[who], states[state], CHIPS[state], year, illustrative)  # fmt: skip


def campaigns(seat: Seat) -> list[CampaignYear]:
    """The campaign years that a seat may see, newest first; read once a seat in hand."""
    if not hasattr(seat, "_campaigns"):
        seat._campaigns = list(CampaignYear.objects.visible_to(seat).order_by("-year"))  # type: ignore[attr-defined]
    return seat._campaigns  # type: ignore[attr-defined]


def years() -> list[int]:
    """The campaign years, newest first."""
    return list(CampaignYear.objects.order_by("-year").values_list("year", flat=True))
