"""The leader's minute: how the year stands, and what anyone may read of the newest."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.models import Role, Seat, UnitKind
from danvan.commons.registry import News, Standing
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.desk import current_campaign
from danvan.do.exemplars.models import CampaignYear, Exemplar
from danvan.ui import formats, numbers

NEWEST = 4


def standings(seat: Seat, *, on: date) -> list[Standing]:
    """The campaign year of the seat's scope: for all who lead, who owes a list; for a leader also the totals."""
    campaign = current_campaign(seat) if rules.reads(seat) else None
    if campaign is None:
        return []
    totals = _totals(seat, campaign.year) if seat.role == Role.LEADER else []
    return [*_owing(seat, campaign, on), *totals]


def _owing(seat: Seat, campaign: CampaignYear, on: date) -> list[Standing]:
    """Bodies that are late with their list or have to mend it."""
    unit = rules.reach(seat)
    if unit.kind != UnitKind.COMMITTEE:
        return []
    rows = queries.statuses(campaign, unit, on, numbers=False)
    of = _("trong %(all)s nơi phải gửi danh sách") % {"all": formats.number(len(rows))}
    words = {"late": (_("nơi trễ"), "late"), "fix": (_("nơi cần sửa"), "soon")}
    address = reverse("exemplars:lists")
    return [
        Standing(label, sum(row.status == key for row in rows), f"{address}?nam={campaign.year}&tt={key}", of, chip)
        for key, (label, chip) in words.items()
    ]


def _totals(seat: Seat, year: int) -> list[Standing]:
    """Registered, accepted, recognised."""
    unit = rules.reach(seat)
    both = queries.by_year(unit, (year, year - 1))
    now, before = both[year], both[year - 1]
    against = ""
    if before.registered:
        words = {"change": numbers.change(now.registered, before.registered), "year": year - 1}
        against = _("%(change)s so với năm %(year)s") % words

    def row(label: str, word: str, value: int, note: str) -> Standing:
        return Standing(label, value, queries.lines_address(nam=year, don_vi=unit.code, buoc=word), note)

    def share(value: int) -> str:
        return _("%(share)s số đăng ký") % {"share": numbers.percent(value, now.registered)}

    return [
        row(_("Đăng ký năm %(year)s") % {"year": year}, "dang_ky", now.registered, against),
        row(_("Đã chấp nhận"), "chap_nhan", now.accepted, share(now.accepted)),
        row(_("Đã công nhận"), "cong_nhan", now.recognised, share(now.recognised)),
    ]


def news() -> list[News]:
    """The newest exemplars that a decision recognised."""
    rows = queries.cards(queries.gallery(queries.Wanted(kind="cong_nhan")).order_by("-pk"))[:NEWEST]
    found: list[Exemplar] = list(rows)
    places = queries.places([row.home for row in found], timezone.localdate())
    return [
        News(
            row.public_title,
            queries.page_of(row),
            " · ".join(
                [places[row.home_id], row.get_field_display(), *([_("dữ liệu minh họa")] if row.illustrative else [])]
            ),
        )
        for row in found
    ]
