"""Who has sent a list: communes and agencies with sent, late, to fix, waiting; reminders with a preview."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danvan.commons.exchange import writing
from danvan.commons.people import scopes
from danvan.commons.people.codes import NoSuchUnit
from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.forms.senders import STATUS_WORDS, SendersFilter
from danvan.do.exemplars.models import CampaignYear, RegistrationList
from danvan.do.exemplars.queries import UnitStatus
from danvan.do.exemplars.views.lines import reader
from danvan.do.exemplars.views.saved_views import kept
from danvan.do.exemplars.views.writing import asked_year, opens_form
from danvan.ui import formats, paging, respond

CHIPS = {"accepted": "done", "sent": "ok", "late": "late", "fix": "soon", "waiting": "wait", "carried": "done"}
RANK = ("late", "fix", "waiting", "sent", "accepted", "carried")
ORDERS: dict[str, Callable[[UnitStatus], Any]] = {
    "ten": lambda row: row.order,
    "tinh_trang": lambda row: (RANK.index(row.status), -row.days_late, row.order),
    "so": lambda row: (row.lines, row.order),
    "truoc": lambda row: (row.before, row.order),
    "ngay": lambda row: (row.sent_on or date.min, row.order),
    "nhac": lambda row: (row.reminded_on or date.min, row.order),
}


def senders(request: HttpRequest) -> HttpResponse:
    """The units that owe a list, with the counts that filter them; everything chosen stands in the address."""
    seat = reader(request)
    found = followed(request, seat)
    campaign = found.campaign
    form = _filter(request, found)
    sort, rows = _shown(request, found, form)
    ticked = request.GET.get("chon") == "tat-ca"
    page = paging.paged(rows, request.GET, size=max(len(rows), 1) if ticked else paging.SIZE)
    context = {
        "title": _heading(found.rows),
        "lead": _lead(found),
        "crumbs": [(_("Việc của tôi"), reverse("front:desk")), (_("Danh sách"), "")],
        "campaign": campaign,
        "filter": form,
        "kpis": _kpis(request, found),
        "page": page,
        "sort": sort,
        "rows": [
            (row, CHIPS[row.status], chip_words(row), row.status in REMINDED, _addresses(row, found))
            for row in page.rows
        ],
        "reminds": may_remind(seat, campaign),
        "ticked": ticked,
        "registers": opens_form(seat, campaign),
        "enters_late": campaign is not None and campaign.is_closed and rules.is_city_officer(seat),
        "sheet": f"{reverse('exemplars:lists-sheet')}?{request.GET.urlencode()}",
        "saved": kept(request, seat, "lists"),
    }
    return respond.page(request, "exemplars/senders.html", context)


def _addresses(row: UnitStatus, found: "Followed") -> tuple[str, str]:
    """Where the counts of this year and of the year before open: exactly what was counted."""
    year = found.campaign.year if found.campaign else 0
    whose = {"nha" if row.unit.kind == UnitKind.COMMITTEE else "rieng": row.unit.code}
    this, before = (queries.lines_address(nam=one, buoc="dang_ky", **whose) for one in (year, year - 1))
    return this, before


REMINDED = ("late", "waiting", "fix")
"""Who has not sent may be reminded."""


def senders_sheet(request: HttpRequest) -> HttpResponse:
    """The same rows as Excel."""
    found = followed(request, reader(request))
    year = found.campaign.year if found.campaign else 0
    headings = (_("Đơn vị"), _("Tình trạng"), _("Mô hình"), _("Năm trước"), _("Trả lại"), _("Chỉ tiêu"), _("Ngày gửi"), _("Nhắc gần nhất"))  # fmt: skip
    rows = (
        (row.name, chip_words(row), row.lines, row.before, row.returned, row.target, row.sent_on, row.reminded_on)
        for row in _shown(request, found, _filter(request, found))[1]
    )
    table = writing.Table(
        _("Danh sách"), headings, rows, title=_("Tình hình gửi danh sách năm %(year)s") % {"year": year}
    )
    return sheet(f"tinh-hinh-gui-danh-sach-{year}", table)


def sheet(name: str, table: writing.Table) -> HttpResponse:
    """An Excel file to keep."""
    answer = HttpResponse(writing.as_workbook(table), content_type=writing.EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@dataclass(frozen=True)
class Followed:
    """The year asked for, all years, and the units whose lists this seat follows."""

    campaign: CampaignYear | None
    years: tuple[int, ...]
    rows: list[UnitStatus]


def followed(request: HttpRequest, seat: Seat) -> Followed:
    """Those that owe the seat's body a list, or only its own unit."""
    known = {campaign.year: campaign for campaign in queries.campaigns(seat)}
    text = request.GET.get("nam")
    year = (
        asked_year(text, seat) if text else next((year for year in known if known[year].is_open), max(known, default=0))
    )
    campaign = known.get(year)
    if campaign is None:
        return Followed(None, tuple(known), [])
    today = timezone.localdate()
    above = _above(seat, year)
    committee = above.kind == UnitKind.COMMITTEE
    rows = queries.statuses(campaign, above, today) if committee else queries.statuses_of([above], campaign, today)
    return Followed(campaign, tuple(known), rows)


def _above(seat: Seat, year: int) -> Unit:
    """Whose lists: of the city's body of that year for those who see the whole city."""
    unit = rules.reach(seat)
    day = min(date(year, 12, 31), timezone.localdate())
    if not unit.root or unit.holds_on(day):
        return unit
    try:
        return scopes.root(day)
    except NoSuchUnit:
        return unit


def may_remind(seat: Seat, campaign: CampaignYear | None) -> bool:
    """Whether this seat works for the body that receives these lists, while the year is open."""
    unit = rules.reach(seat)
    if campaign is None or not campaign.is_open or unit.kind != UnitKind.COMMITTEE:
        return False
    return rules.may_receive(seat, RegistrationList(campaign=campaign, receiver=unit))


def _filter(request: HttpRequest, found: Followed) -> SendersFilter:
    year = found.campaign.year if found.campaign else None
    return SendersFilter(request.GET, years=found.years, year=year)


def _shown(request: HttpRequest, found: Followed, form: SendersFilter) -> tuple[paging.Sort, list[UnitStatus]]:
    sort = paging.sorted_by(request.GET, dict.fromkeys(ORDERS, ()), default="ten")
    rows = filter(form.keeps, found.rows)
    return sort, sorted(rows, key=ORDERS[sort.key], reverse=sort.descending)


def _kpis(request: HttpRequest, found: Followed) -> list[dict[str, Any]]:
    """Counts of everyone, each the length of the list its address opens."""
    rows, year = found.rows, found.campaign.year if found.campaign else ""
    asked = request.GET.get("tt", "")
    counts = {key: sum(row.status == key for row in rows) for key in CHIPS}
    longest = max((row.days_late for row in rows), default=0)
    notes = {
        "late": ngettext("lâu nhất %(days)s ngày", "lâu nhất %(days)s ngày", longest) % {"days": longest}
        if longest
        else "",
        "fix": _("%(number)s mô hình trả lại") % {"number": sum(row.returned for row in rows if row.status == "fix")},
    }
    kpis = [{"label": _("Tất cả"), "value": len(rows), "address": f"?nam={year}", "current": not asked}]
    kpis += [
        {
            "chip": CHIPS[key],
            "word": STATUS_WORDS[key],
            "value": counts[key],
            "note": notes.get(key, ""),
            "address": f"?nam={year}&tt={key}",
            "current": asked == key,
        }
        for key in RANK
        if counts[key] or key != "carried"
    ]
    return kpis


def chip_words(row: UnitStatus) -> str:
    """The state with how late it is, or how much is to be mended."""
    if row.status == "late" and row.days_late:
        return ngettext("trễ %(days)s ngày", "trễ %(days)s ngày", row.days_late) % {"days": row.days_late}
    if row.status == "fix" and row.returned:
        return _("cần sửa %(number)s") % {"number": row.returned}
    return str(STATUS_WORDS[row.status])


def _heading(rows: list[UnitStatus]) -> str:
    sent = sum(row.status in ("sent", "accepted") for row in rows)
    late, fix = (sum(row.status == key for row in rows) for key in ("late", "fix"))
    carried = sum(row.status == "carried" for row in rows)
    words = {"sent": sent, "all": len(rows), "late": late, "fix": fix, "carried": carried}
    said = _("%(sent)s/%(all)s nơi đã gửi danh sách; %(late)s nơi trễ, %(fix)s nơi cần sửa")
    return (said + _(", %(carried)s nơi cấp trên lập thay") if carried else said) % words


def _lead(found: Followed) -> str:
    if found.campaign is None:
        return _("Chưa có năm thi đua này.")
    now = timezone.localtime()
    words = _("Tính đến %(time)s %(day)s.") % {"time": f"{now:%H:%M}", "day": formats.weekday_day(now.date())}
    due = found.campaign.due_of(found.rows[0].unit) if found.rows else None
    return words + (" " + _("Hạn gửi %(day)s theo kế hoạch năm.") % {"day": formats.day(due)} if due else "")
