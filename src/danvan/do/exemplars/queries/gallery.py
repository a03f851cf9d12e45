"""The public gallery: exemplars that are recognised or told by a source, as anyone may see them."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from danvan.commons.records.models import Audience
from danvan.commons.search import index
from danvan.do.exemplars.kinds import Who
from danvan.do.exemplars.models import NOT_STATED, Exemplar, Registration
from danvan.do.exemplars.queries.decisions import measured

UNSTATED = "khong"
"""The word of the address for a unit of measure, or a year, that no source states."""


@dataclass(frozen=True)
class Wanted:
    """Filters of the gallery; empty means no narrowing. `homes` are committees, predecessors included."""

    field: str = ""
    homes: tuple[int, ...] | None = None
    year: int | None = None
    """`NOT_STATED`: told by a source that states no year."""
    who: str = ""
    measure: str = ""
    """`UNSTATED`: told by a source that states no unit of measure."""
    words: str = ""
    kind: str = ""
    """`cong_nhan`: recognised by a decision; `nguon`: told by a source."""


def gallery(wanted: Wanted, *, by_name: bool = False) -> QuerySet[Exemplar]:
    """Public exemplars that answer the filters; a name without consent is not found by its words.

    Of a place, or in the order of names, each is looked at in turn; else SQLite sorts all of a year first.
    """
    rows = Exemplar.objects.visible_to(None)
    if wanted.field and not wanted.year:
        rows = rows.filter(field=wanted.field)
    if wanted.homes is not None:
        rows = rows.filter(home_id__in=wanted.homes)
    if wanted.who:
        rows = rows.filter(who=wanted.who)
    if wanted.year is not None or wanted.measure:
        said = _recognised(wanted)
        if by_name or wanted.homes is not None:
            rows = rows.filter(Exists(said.filter(exemplar=OuterRef("pk"))) | Q(pk__in=_told(wanted).values("pk")))
        else:
            rows = rows.filter(pk__in=said.values_list("exemplar_id").union(_told(wanted).values_list("pk")))
    if wanted.kind:
        rows = rows.filter(shown__isnull=wanted.kind == "nguon")
    if wanted.words:
        found = index.matching(wanted.words)
        rows = rows.filter(~Q(who=Who.INDIVIDUAL, consent=False), pk__in=found)
    return rows


def known_total(wanted: Wanted) -> int | None:
    """The length where an index of registrations counts it: each public one of a year is of another public exemplar."""
    if not wanted.year or wanted != Wanted(year=wanted.year, field=wanted.field):
        return None
    said = _recognised(wanted)
    only_told = _told(wanted).filter(~Exists(said.filter(exemplar=OuterRef("pk"))), audience=Audience.PUBLIC)
    return said.count() + only_told.count()


def _recognised(wanted: Wanted) -> QuerySet[Registration]:
    """Public registrations; in a year asked for, the field is the one that was registered then."""
    rows = Registration.objects.filter(audience=Audience.PUBLIC)
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.year and wanted.field:
        rows = rows.filter(field=wanted.field)
    if wanted.measure:
        rows = rows.filter(measure=wanted.measure)
    return rows.order_by()


def _told(wanted: Wanted) -> QuerySet[Exemplar]:
    rows = Exemplar.objects.filter(told_year__isnull=False)
    if wanted.year is not None:
        rows = rows.filter(told_year=wanted.year)
    if wanted.measure:
        rows = rows.filter(told_measure="" if wanted.measure == UNSTATED else wanted.measure)
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    return rows.order_by()


def told() -> set[tuple[int, str]]:
    """The years and units of measure that sources state."""
    rows = Exemplar.objects.filter(told_year__isnull=False, audience=Audience.PUBLIC)
    return {
        (year or NOT_STATED, measure)
        for year, measure in rows.order_by().values_list("told_year", "told_measure").distinct()
    }


def unstated(wanted: Wanted) -> dict[str, int]:
    """Of a filter by year or unit of measure: how many models answer but for their source, which does not state it."""
    silent = {"year": NOT_STATED if wanted.year else None, "measure": UNSTATED if wanted.measure else ""}
    asked = {name: word for name, word in silent.items() if word not in (None, "", getattr(wanted, name))}
    return {name: gallery(replace(wanted, **{name: word})).count() for name, word in asked.items()}  # type: ignore[arg-type]


def cards(rows: QuerySet[Exemplar]) -> QuerySet[Exemplar]:
    """The same rows with what a card shows, `achieved` among it: the last recorded result."""
    achieved = measured().filter(registration=OuterRef("shown")).values("achieved")[:1]
    rows = rows.annotate(achieved=Subquery(achieved))
    return rows.select_related("record", "unit", "home__place", "shown").only(
        "title", "field", "who", "consent", "place", "output", "source", "illustrative", "first_year", "audience", "told_amount", "told_measure", "told_year",
        "record__reference", "unit__name", "home__name", "home__valid_from", "home__valid_to", "home__place__name",
        "shown__output", "shown__measure", "shown__target", "shown__year", "shown__theme", "shown__recognised_level",
    )  # fmt: skip
