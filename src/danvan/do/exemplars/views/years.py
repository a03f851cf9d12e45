"""A campaign year in numbers, each of which opens its list; and the list of the years."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.models import Line, Seat, Unit
from danvan.commons.places.models import Level
from danvan.do.exemplars import queries, rules, tables
from danvan.do.exemplars.desk import current_year
from danvan.do.exemplars.filters import ScopeFilter, reader, scope_asked
from danvan.do.exemplars.kinds import Field
from danvan.do.exemplars.models import CampaignYear
from danvan.do.exemplars.steps import YEAR
from danvan.do.exemplars.tables import COLUMNS, EMPTY, ORDERS, Drawer, in_order
from danvan.ui import formats, numbers, paging, respond


def year(request: HttpRequest, year: int) -> HttpResponse:
    """The funnel of a campaign year: how much, by what, against the year before."""
    seat, today = reader(request), timezone.localdate()
    campaigns = list(CampaignYear.objects.visible_to(seat))
    campaign = next((one for one in campaigns if one.year == year), None)
    if campaign is None:
        raise Http404
    reach = rules.reach(seat)
    scope = scope_asked(request, seat)
    known = queries.bodies(reach)
    both = queries.funnels(scope, (year, year - 1))
    drawer = Drawer(scope, year, both[year], both[year - 1])
    sort = paging.sorted_by(request.GET, ORDERS, default="ten")
    rolls = request.GET.get("gom") == "nay"
    places = queries.bodies(scope) if scope != reach else known
    context = {
        "title": _headline(both[year].total, year),
        "lead": _lead(scope, today, campaign),
        "crumbs": [
            (_("Mô hình “Dân vận khéo”"), reverse("exemplars:gallery")),
            (_("Các năm thi đua"), reverse("exemplars:years")),
            (_("Năm %(year)s") % {"year": year}, ""),
        ],
        "acts": _acts(seat, campaign),
        "years": [(str(one.year), _other_year(request, one.year), one.year == year) for one in campaigns],
        "filter": ScopeFilter(request.GET, units=_units(known, today, scope)),
        "kpis": _kpis(drawer),
        "columns": [(key, str(queries.STEP_WORDS[key])) for key in COLUMNS],
        "fields": drawer.table(Field.choices, "by_field", "linh_vuc"),
        "lines": drawer.table(Line.choices, "by_line", "he_thong"),
        "levels": drawer.table(Level.choices, "by_level", "cap"),
        "bodies": in_order(drawer.rolled(places, today) if rolls else drawer.bodies(places, today), sort),
        "rolls": [
            (_("Theo đơn vị của năm %(year)s") % {"year": year}, _with(request, gom=""), not rolls),
            (_("Quy về đơn vị hiện nay"), _with(request, gom="nay"), rolls),
        ],
        "sort": sort,
        "total": drawer.row(_("Cộng"), drawer.now.total, drawer.before.total),
        "year_before": year - 1,
        "sheet": f"{reverse('exemplars:year-sheet', args=(year,))}?{request.GET.urlencode()}",
    }
    return respond.page(request, "exemplars/year.html", context)


def this_year(request: HttpRequest) -> HttpResponse:
    """The same for the year that is worked on, so that the menu need not ask which one that is."""
    number = current_year(reader(request))
    return year(request, number) if number else redirect("exemplars:years")


def _headline(total: queries.Step, year: int) -> str:
    if not total.registered:
        return _("Năm %(year)s: chưa có mô hình nào đăng ký") % {"year": year}
    if not total.recognised + total.declined + total.revoked:
        words = {
            "year": year,
            "registered": formats.number(total.registered),
            "accepted": formats.number(total.accepted),
        }
        return _("Năm %(year)s: %(registered)s mô hình đăng ký, %(accepted)s đã chấp nhận; chưa có quyết định") % words
    return _("Năm %(year)s: công nhận %(recognised)s/%(registered)s mô hình đăng ký (%(share)s)") % {
        "year": year,
        "recognised": formats.number(total.recognised),
        "registered": formats.number(total.registered),
        "share": numbers.percent(total.recognised, total.registered),
    }


def _lead(scope: Unit, today: date, campaign: CampaignYear) -> str:
    said = _("%(unit)s. Tính đến %(day)s.") % {"unit": scope.name, "day": formats.day(today)}
    if campaign.theme:
        said += " " + _("Chủ đề năm: %(theme)s.") % {"theme": campaign.theme.rstrip(".")}
    if campaign.plan_number and campaign.plan_date:
        plan = {"number": campaign.plan_number, "day": formats.day(campaign.plan_date)}
        said += " " + _("Kế hoạch %(number)s ngày %(day)s.") % plan
    return said


def _acts(seat: Seat, campaign: CampaignYear) -> list[tuple[str, str]]:
    """Words and address of what may be done with the year, and of who has sent."""
    found = [
        (str(move.label), reverse(PAGES[move.name], args=(campaign.year,))) for move in YEAR.open_to(seat, campaign)
    ]
    if YEAR.allows(seat, campaign, "edit"):
        found.insert(1, (_("Chỉ tiêu các đơn vị"), reverse("exemplars:year-targets", args=(campaign.year,))))
    return [(_("Ai đã gửi danh sách"), f"{reverse('exemplars:lists')}?nam={campaign.year}"), *found]


PAGES = {"edit": "exemplars:year-plan", "open": "exemplars:year-open", "close": "exemplars:year-close"}


def _units(known: Mapping[int, queries.Body], today: date, scope: Unit) -> list[tuple[str, str]]:
    offered = queries.choices(known, today)
    return offered if scope.code in dict(offered) else [*offered, (scope.code, scope.name)]


def _other_year(request: HttpRequest, year: int) -> str:
    query = request.GET.urlencode()
    return reverse("exemplars:year", args=(year,)) + (f"?{query}" if query else "")


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}#noi"


def _kpis(drawer: Drawer) -> list[dict[str, Any]]:
    row = drawer.row("", drawer.now.total, drawer.before.total)
    notes = dict.fromkeys(COLUMNS, "") | {"dang_ky": _against(drawer)}
    registered = drawer.now.total.registered
    for key in ("chap_nhan", "cong_nhan", "chua_cong_nhan"):
        share = numbers.percent(getattr(drawer.now.total, COLUMNS[key]), registered)
        notes[key] = _("%(share)s số đăng ký") % {"share": share}
    return [
        {"label": cell.label, "value": cell.value, "address": cell.address, "note": notes[key]}
        for key, cell in zip(COLUMNS, row.cells, strict=True)
    ]


def _against(drawer: Drawer) -> str:
    """The count against the year before, where that year has any."""
    before = drawer.before.total.registered
    if not before:
        return _("năm %(year)s chưa có số để so") % {"year": drawer.year - 1}
    words = {"change": numbers.change(drawer.now.total.registered, before), "year": drawer.year - 1}
    return _("%(change)s so với năm %(year)s") % words


def year_list(request: HttpRequest) -> HttpResponse:
    """Every campaign year with its state and what came of it."""
    seat = reader(request)
    counts = queries.by_year(rules.reach(seat))
    rows = [
        _year_row(one, counts.get(one.year, EMPTY), rules.reach(seat).code)
        for one in CampaignYear.objects.visible_to(seat)
    ]
    context = {
        "title": _("Các năm thi đua “Dân vận khéo”"),
        "crumbs": [(_("Mô hình “Dân vận khéo”"), reverse("exemplars:gallery")), (_("Các năm thi đua"), "")],
        "rows": rows,
        "begins": reverse("exemplars:year-new") if rules.is_city_officer(seat) else "",
    }
    return respond.page(request, "exemplars/years.html", context)


def _year_row(campaign: CampaignYear, step: queries.Step, unit: str) -> dict[str, Any]:
    def cell(word: str) -> tables.Cell:
        address = queries.lines_address(nam=campaign.year, don_vi=unit, buoc=word)
        return tables.cell(str(queries.STEP_WORDS[word]), getattr(step, COLUMNS[word]), address)

    return {
        "year": campaign.year,
        "theme": campaign.theme,
        "state": campaign.get_state_display(),
        "chip": CHIPS[campaign.state],
        "address": reverse("exemplars:year", args=(campaign.year,)),
        "registered": cell("dang_ky"),
        "recognised": cell("cong_nhan"),
    }


CHIPS = {"planned": "wait", "open": "ok", "closed": "done"}
