"""Counts that the movement offers to reports; each is the length of the list its address opens."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Unit
from danvan.commons.periods import Period
from danvan.commons.registry import Figure
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.kinds import REGISTERED, Field, Sort, State, Who
from danvan.do.exemplars.models import Registration


def registered(unit: Unit, period: Period, **only: Any) -> QuerySet[Registration]:
    """Sent and neither returned nor withdrawn; by campaign year, in shorter periods also by the day of sending."""
    rows = Registration.objects.filter(rules.inside(unit), year=period.year, state__in=REGISTERED, **only)
    return rows if period.whole_year else rows.filter(sent_on__range=(period.first, period.last))


def recognised(unit: Unit, period: Period, **only: Any) -> QuerySet[Registration]:
    """With a decision that is not revoked; by campaign year, in shorter periods also by the day of the decision."""
    rows = Registration.objects.filter(rules.inside(unit), year=period.year, state=State.RECOGNISED, **only)
    return rows if period.whole_year else rows.filter(recognised_on__range=(period.first, period.last))


def revoked(unit: Unit, period: Period, **only: Any) -> QuerySet[Registration]:
    """Recognitions taken back, counted apart."""
    return Registration.objects.filter(rules.inside(unit), year=period.year, state=State.REVOKED, **only)


def seen_again(word: str) -> Callable[..., QuerySet[Registration]]:
    """Recognised registrations of which visits say `word` (`queries.LIVES`); by campaign year."""

    def rows(unit: Unit, period: Period, **only: Any) -> QuerySet[Registration]:
        return recognised(unit, period, **only).filter(queries.visited(word))

    return rows


def figure(
    code: str, label: Any, rows: Callable[..., QuerySet[Registration]], step: str, life: str = "", **only: Any
) -> Figure:
    """A figure over `rows`, narrowed by column values that are also the filters of its address."""
    names = {"field": "linh_vuc", "sort": "loai", "who": "ai"}

    def records(unit: Unit, period: Period) -> QuerySet[Registration]:
        return rows(unit, period, **only)

    def address(unit: Unit, period: Period) -> str:
        filters = {names[key]: value for key, value in only.items()}
        span = {} if period.whole_year else {"ky": period.code}
        return queries.lines_address(nam=period.year, don_vi=unit.code, buoc=step, song=life, **filters, **span)

    return Figure(
        code=f"exemplars.{code}",
        label=label,
        measure=_("mô hình"),
        count=lambda unit, period: records(unit, period).count(),
        records=records,
        address=address,
        by_unit=lambda unit, period: by_home(records(unit, period)),
    )


def by_home(rows: QuerySet[Registration]) -> dict[int, int]:
    """How many each leading body has, or the body to which an exemplar was assigned by hand."""
    counts: dict[int, int] = {}
    for (home, heir), number in queries.grouped_by_unit(rows).items():
        counts[heir or home] = counts.get(heir or home, 0) + number
    return counts


def output_by_measure(unit: Unit, period: Period) -> list[tuple[str, int]]:
    """How many recognised exemplars promise each unit of measure; measures are never added to one another."""
    rows = recognised(unit, period).exclude(measure="").values_list("measure").annotate(n=Count("*"))
    return list(rows.order_by("-n", "measure"))


FIGURES = (
    figure("registered", _("Đăng ký"), registered, "dang_ky"),
    *(figure(f"registered.{key}", label, registered, "dang_ky", field=key) for key, label in Field.choices),
    *(figure(f"registered.{key}", label, registered, "dang_ky", sort=key) for key, label in Sort.choices),
    *(figure(f"registered.{key}", label, registered, "dang_ky", who=key) for key, label in Who.choices),
    figure("recognised", _("Công nhận"), recognised, "cong_nhan"),
    *(figure(f"recognised.{key}", label, recognised, "cong_nhan", field=key) for key, label in Field.choices),
    figure("revoked", _("Thu hồi công nhận"), revoked, "thu_hoi"),
    figure("visited", _("Đã được thăm lại"), seen_again("da_tham"), "cong_nhan", life="da_tham"),
    figure("alive_12m", _("Còn tác dụng sau 12 tháng"), seen_again("con_12"), "cong_nhan", life="con_12"),
    figure("stopped", _("Đã dừng"), seen_again("dung"), "cong_nhan", life="dung"),
)
