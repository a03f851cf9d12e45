"""The public gallery: exemplars that are recognised or told by a source, as anyone may see them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from danvan.commons.records.models import Audience
from danvan.commons.search import index
from danvan.do.exemplars.kinds import Who
from danvan.do.exemplars.models import Exemplar, Registration


@dataclass(frozen=True)
class Wanted:
    """Filters of the gallery; empty means no narrowing. `homes` are committees, predecessors included."""

    field: str = ""
    homes: tuple[int, ...] | None = None
    year: int | None = None
    who: str = ""
    measure: str = ""
    words: str = ""
    kind: str = ""
    """`cong_nhan`: recognised by a decision; `nguon`: told by a source."""


def gallery(wanted: Wanted) -> QuerySet[Exemplar]:
    """Public exemplars that answer the filters; a name without consent is not found by its words."""
    rows = Exemplar.objects.visible_to(None)
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    if wanted.homes is not None:
        rows = rows.filter(home_id__in=wanted.homes)
    if wanted.who:
        rows = rows.filter(who=wanted.who)
    if wanted.year or wanted.measure:
        rows = rows.filter(pk__in=_recognised(wanted))
    if wanted.kind:
        rows = rows.filter(shown__isnull=wanted.kind == "nguon")
    if wanted.words:
        found = index.matching(wanted.words)
        rows = rows.filter(~Q(who=Who.INDIVIDUAL, consent=False), pk__in=found)
    return rows


def _recognised(wanted: Wanted) -> QuerySet[Registration, int]:
    rows = Registration.objects.filter(audience=Audience.PUBLIC)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if wanted.measure:
        rows = rows.filter(measure=wanted.measure)
    return rows.values_list("exemplar_id", flat=True)


def cards(rows: QuerySet[Exemplar]) -> QuerySet[Exemplar]:
    """The same rows with what a card shows."""
    return rows.select_related("record", "unit", "home__place", "shown").only(
        "title", "field", "who", "consent", "place", "output", "source", "illustrative", "first_year", "audience",
        "record__reference", "unit__name", "home__name", "home__valid_from", "home__valid_to", "home__place__name",
        "shown__output", "shown__measure", "shown__target", "shown__year", "shown__recognised_level",
    )  # fmt: skip
