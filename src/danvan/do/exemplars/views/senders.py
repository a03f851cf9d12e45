"""Who has sent a list: communes and agencies with sent, late, to fix, waiting; reminders with a preview."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.exchange import writing
from danvan.commons.people import scopes
from danvan.commons.people.codes import NoSuchUnit
from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.forms.moves import RemindForm
from danvan.do.exemplars.forms.senders import STATUS_WORDS, SendersFilter
from danvan.do.exemplars.models import CampaignYear, RegistrationList
from danvan.do.exemplars.queries import UnitStatus
from danvan.do.exemplars.views.lines import reader
from danvan.do.exemplars.views.writing import asked_year
from danvan.ui import formats, paging, respond

CHIPS = {"accepted": "done", "sent": "ok", "late": "late", "fix": "soon", "waiting": "wait"}
RANK = ("late", "fix", "waiting", "sent", "accepted")
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
    campaign, everyone = _asked(request, seat)
    form = SendersFilter(request.GET, years=queries.years(), year=campaign.year if campaign else None)
    sort = paging.sorted_by(request.GET, dict.fromkeys(ORDERS, ()), default="ten")
    page = paging.paged(_shown(everyone, form, sort), request.GET)
    context = {
        "title": _heading(everyone),
        "lead": _lead(campaign),
        "crumbs": [(_("Việc của tôi"), reverse("front:desk")), (_("Danh sách"), "")],
        "campaign": campaign,
        "filter": form,
        "kpis": _kpis(request, everyone),
        "page": page,
        "sort": sort,
        "rows": [(row, CHIPS[row.status], _chip_words(row), row.status in REMINDED) for row in page.rows],
        "reminds": campaign is not None and _reminds(seat, campaign),
        "sheet": f"{reverse('exemplars:lists-sheet')}?{request.GET.urlencode()}",
    }
    return respond.page(request, "exemplars/senders.html", context)


REMINDED = ("late", "waiting", "fix")
"""Who has not sent may be reminded."""


def senders_sheet(request: HttpRequest) -> HttpResponse:
    """The same rows as Excel."""
    campaign, everyone = _asked(request, reader(request))
    form = SendersFilter(request.GET, years=queries.years(), year=campaign.year if campaign else None)
    sort = paging.sorted_by(request.GET, dict.fromkeys(ORDERS, ()), default="ten")
    year = campaign.year if campaign else 0
    headings = (_("Đơn vị"), _("Tình trạng"), _("Mô hình"), _("Năm trước"), _("Trả lại"), _("Chỉ tiêu"), _("Ngày gửi"), _("Nhắc gần nhất"))  # fmt: skip
    rows = (
        (row.name, _chip_words(row), row.lines, row.before, row.returned, row.target, row.sent_on, row.reminded_on)
        for row in _shown(everyone, form, sort)
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


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Write the reminder, see it as the units will read it, then send it: nobody is mailed by a slip."""
    seat = reader(request)
    campaign, everyone = _asked(request, seat)
    if campaign is None or not _reminds(seat, campaign):
        raise Http404
    waiting = {str(row.unit.pk): row for row in everyone if row.status in REMINDED}
    data = request.POST.copy()
    data.setdefault("words", _words(campaign, timezone.localdate()))
    form = RemindForm(data, choices=[(key, row.name) for key, row in waiting.items()])
    chosen = [waiting[key] for key in form.cleaned_data["units"]] if form.is_valid() else []
    if chosen and request.POST.get("viec") == "gui":
        return _send(request, campaign, chosen, form.cleaned_data["words"], seat)
    context = {
        "title": _("Nhắc gửi danh sách năm %(year)s") % {"year": campaign.year},
        "crumbs": [(_("Danh sách"), _back(campaign)), (_("Soạn lời nhắc"), "")],
        "form": form,
        "chosen": chosen,
        "reads": [
            (row.name, form.cleaned_data["words"].replace(lists.UNIT_IN_WORDS, row.unit.name)) for row in chosen[:1]
        ],
        "back": _back(campaign),
        "year": campaign.year,
    }
    return respond.page(request, "exemplars/remind.html", context)


def _send(
    request: HttpRequest, campaign: CampaignYear, chosen: Sequence[UnitStatus], words: str, seat: Seat
) -> HttpResponse:
    units = [row.unit for row in chosen]
    try:
        number = lists.remind(campaign, units, words, by=seat, at=timezone.now())
    except CannotMove as refused:
        respond.refuse(request, str(refused))
        return redirect(_back(campaign))
    passed = len(units) - number
    respond.done(request, _("Đã nhắc %(number)s nơi.") % {"number": number})
    if passed:
        respond.warn(
            request, _("%(number)s nơi đã gửi hoặc đã được nhắc hôm nay nên không nhắc nữa.") % {"number": passed}
        )
    return redirect(_back(campaign))


def _asked(request: HttpRequest, seat: Seat) -> tuple[CampaignYear | None, list[UnitStatus]]:
    """The year and the units whose lists this seat follows: those that owe its body a list, or only its own unit."""
    year = asked_year(request.GET.get("nam"))
    campaign = CampaignYear.objects.visible_to(seat).filter(year=year).first()
    if campaign is None:
        return None, []
    today = timezone.localdate()
    above = _above(seat, year)
    if above.kind == UnitKind.COMMITTEE:
        return campaign, queries.statuses(campaign, above, today)
    return campaign, queries.statuses_of([above], campaign, today)


def _above(seat: Seat, year: int) -> Unit:
    """Whose lists: of the city's body of that year for those who see the whole city."""
    unit = rules.reach(seat)
    if not unit.root:
        return unit
    try:
        return scopes.root(min(date(year, 12, 31), timezone.localdate()))
    except NoSuchUnit:
        return unit


def _reminds(seat: Seat, campaign: CampaignYear) -> bool:
    unit = rules.reach(seat)
    return unit.kind == UnitKind.COMMITTEE and rules.may_receive(
        seat, RegistrationList(campaign=campaign, receiver=unit)
    )


def _shown(rows: list[UnitStatus], form: SendersFilter, sort: paging.Sort) -> list[UnitStatus]:
    return sorted(filter(form.keeps, rows), key=ORDERS[sort.key], reverse=sort.descending)


def _kpis(request: HttpRequest, rows: list[UnitStatus]) -> list[dict[str, Any]]:
    """Counts of everyone, each the length of the list its address opens."""
    year = request.GET.get("nam", "")
    asked = request.GET.get("tt", "")
    counts = {key: sum(row.status == key for row in rows) for key in CHIPS}
    longest = max((row.days_late for row in rows), default=0)
    notes = {
        "late": _("lâu nhất %(days)s ngày") % {"days": longest} if longest else "",
        "fix": _("%(number)s mô hình trả lại") % {"number": sum(row.returned for row in rows if row.status == "fix")},
    }
    found = [{"label": _("Tất cả"), "value": len(rows), "address": f"?nam={year}", "current": not asked}]
    found += [
        {
            "chip": CHIPS[key],
            "word": STATUS_WORDS[key],
            "value": counts[key],
            "note": notes.get(key, ""),
            "address": f"?nam={year}&tt={key}",
            "current": asked == key,
        }
        for key in RANK
    ]
    return found


def _chip_words(row: UnitStatus) -> str:
    if row.status == "late" and row.days_late:
        return _("trễ %(days)s ngày") % {"days": row.days_late}
    if row.status == "fix" and row.returned:
        return _("cần sửa %(number)s") % {"number": row.returned}
    return str(STATUS_WORDS[row.status])


def _heading(rows: list[UnitStatus]) -> str:
    sent = sum(row.status in ("sent", "accepted") for row in rows)
    late, fix = (sum(row.status == key for row in rows) for key in ("late", "fix"))
    words = {"sent": sent, "all": len(rows), "late": late, "fix": fix}
    return _("%(sent)s/%(all)s nơi đã gửi danh sách; %(late)s nơi trễ, %(fix)s nơi cần sửa") % words


def _lead(campaign: CampaignYear | None) -> str:
    if campaign is None:
        return _("Chưa có năm thi đua này.")
    now = timezone.localtime()
    words = _("Tính đến %(time)s %(day)s.") % {"time": f"{now:%H:%M}", "day": formats.weekday_day(now.date())}
    if campaign.communes_by:
        words += " " + _("Hạn gửi %(day)s theo kế hoạch năm.") % {"day": formats.day(campaign.communes_by)}
    return words


def _words(campaign: CampaignYear, today: date) -> str:
    due = campaign.communes_by
    said = _("Kính gửi đầu mối dân vận %(unit)s,\n") % {"unit": lists.UNIT_IN_WORDS}
    said += _("Đến hết ngày %(today)s, chưa nhận được danh sách đăng ký “Dân vận khéo” năm %(year)s của đơn vị.") % {
        "today": formats.day(today),
        "year": campaign.year,
    }
    if due:
        said += " " + _("Hạn theo kế hoạch là %(day)s.") % {"day": formats.day(due)}
    return said + " " + _("Đề nghị đơn vị gửi sớm. Nếu vướng ở đâu, xin báo lại ngay để cùng gỡ.")


def _back(campaign: CampaignYear) -> str:
    return f"{reverse('exemplars:lists')}?nam={campaign.year}"
