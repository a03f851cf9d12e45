"""Lists as Excel: the same rows as on the page, as many as the page counts."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.exchange import writing
from danvan.do.exemplars import queries, tables
from danvan.do.exemplars.filters import gallery_filter, lines_filter, reader, scope_asked
from danvan.do.exemplars.forms.visit import visits_filter
from danvan.do.exemplars.models import CampaignYear, Exemplar, Registration, Visit
from danvan.ui import formats, paging, respond

MOST_ROWS = 50_000
"""Rows of one file; a longer list is to be narrowed first."""
PORTION = 2_000


def lines_sheet(request: HttpRequest) -> HttpResponse:
    """The list of registrations with its filters and its order."""
    seat = reader(request)
    asked = lines_filter(request, seat).asked()
    rows = queries.lines_asked(asked, seat) if asked else Registration.objects.none()
    if rows.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
        return _too_long(request, "exemplars:lines")
    sort = paging.sorted_by(request.GET, queries.ORDERS, default="moi")
    headings = (_("STT"), _("Số"), _("Tên mô hình, điển hình"), _("Đơn vị"), _("Xã, phường"), _("Lĩnh vực"),
                _("Loại"), _("Của"), _("Năm"), _("Tình trạng"), _("Ghi chú"))  # fmt: skip
    table = writing.Table(_("Đăng ký"), headings, _line_rows(queries.Listing(rows, sort.ordering)))
    return _file("dang-ky-dan-van-kheo", table)


def _line_rows(listing: queries.Listing) -> Iterator[tuple[writing.Value, ...]]:
    number, start = 0, 0
    while part := listing.read(slice(start, start + PORTION)):
        for number, row in enumerate(part, start=number + 1):  # noqa: B020 - goes on counting from portion to portion
            note = _("dữ liệu minh họa") if row.illustrative else ""
            yield (number, row.reference, row.title, row.unit, row.place, row.field, row.sort, row.who, row.year,
                   row.state, note)  # fmt: skip
        start += PORTION


def gallery_sheet(request: HttpRequest) -> HttpResponse:
    """The gallery with its filters, for those who read: what the public sees, no more."""
    reader(request)
    wanted = gallery_filter(request).wanted()
    rows = queries.gallery(wanted) if wanted else Exemplar.objects.none()
    if rows.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
        return _too_long(request, "exemplars:gallery")
    headings = (_("STT"), _("Số"), _("Tên mô hình, điển hình"), _("Ở đâu"), _("Lĩnh vực"), _("Của"), _("Kế hoạch"),
                _("Kết quả"), _("Đơn vị tính"), _("Làm từ năm"), _("Nguồn"))  # fmt: skip
    table = writing.Table(_("Mô hình được công nhận"), headings, _gallery_rows(queries.cards(rows).order_by("-pk")))
    return _file("mo-hinh-dan-van-kheo", table)


def _gallery_rows(rows: QuerySet[Exemplar]) -> Iterator[tuple[writing.Value, ...]]:
    places = queries.places_of_all(timezone.localdate())
    for number, row in enumerate(rows.iterator(chunk_size=PORTION), start=1):
        line = row.shown
        target = _plain(line.target) if line else None
        achieved = row.achieved if line else row.told_amount  # type: ignore[attr-defined]
        result = _plain(achieved)
        measure = line.measure if line else row.told_measure
        source = row.source or (_("dữ liệu minh họa") if row.illustrative else "")
        yield (number, row.record.reference, row.public_title, places[row.home_id], str(row.get_field_display()),
               str(row.get_who_display()), target, result, measure, row.first_year, source)  # fmt: skip


def year_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """The year's funnel by the bodies that lead a place."""
    seat = reader(request)
    get_object_or_404(CampaignYear.objects.visible_to(seat), year=year)
    scope = scope_asked(request, seat)
    both = queries.funnels(scope, (year, year - 1))
    drawer = tables.Drawer(scope, year, both[year], both[year - 1])
    sort = paging.sorted_by(request.GET, tables.ORDERS, default="ten")
    drawn = drawer.rolled if request.GET.get("gom") == "nay" else drawer.bodies
    rows = tables.in_order(drawn(queries.bodies(scope), timezone.localdate()), sort)
    headings = (_("STT"), _("Nơi"), *(str(queries.STEP_WORDS[key]) for key in tables.COLUMNS),
                _("Đăng ký năm %(year)s") % {"year": year - 1})  # fmt: skip
    cells: Iterator[tuple[writing.Value, ...]] = (
        (number, row.name, *(cell.value for cell in row.cells), row.before.value)
        for number, row in enumerate(rows, start=1)
    )
    title = _("%(unit)s, năm %(year)s, tính đến %(day)s") % {
        "unit": scope.name,
        "year": year,
        "day": formats.day(timezone.localdate()),
    }
    return _file(f"dan-van-kheo-{year}", writing.Table(str(year), headings, cells, title=title))


def decisions_sheet(request: HttpRequest) -> HttpResponse:
    """The decisions that the seat may see, of one year or of all."""
    seat = reader(request)
    rows = queries.with_counts(queries.decisions_asked(seat, request.GET))
    headings = (_("STT"), _("Số quyết định"), _("Ngày ký"), _("Cơ quan ban hành"), _("Cấp"), _("Năm thi đua"),
                _("Công nhận"), _("Chưa công nhận"), _("Tình trạng"), _("Ghi chú"))  # fmt: skip
    cells: Iterator[tuple[writing.Value, ...]] = (
        (number, row.number, row.signed_on, row.unit.name, str(row.get_level_display()), row.year, row.good or 0,  # type: ignore[attr-defined]
         row.bad or 0, row.get_state_display(), _("dữ liệu minh họa") if row.illustrative else "")  # type: ignore[attr-defined]
        for number, row in enumerate(rows[:MOST_ROWS], start=1)
    )  # fmt: skip
    return _file("quyet-dinh-cong-nhan", writing.Table(_("Quyết định"), headings, cells))


def visits_sheet(request: HttpRequest) -> HttpResponse:
    """The visits with their filters."""
    seat, today = reader(request), timezone.localdate()
    _form, asked = visits_filter(request, seat)
    rows = queries.visits_with_rows(queries.visits(asked, seat, today)) if asked else Visit.objects.none()
    headings = (_("STT"), _("Số"), _("Tên mô hình, điển hình"), _("Đơn vị"), _("Năm thi đua"), _("Sau mấy tháng"),
                _("Hạn thăm"), _("Ngày thăm"), _("Tình trạng"), _("Lý do"), _("Đăng ký"), _("Đo được"), _("Đơn vị tính"))  # fmt: skip
    cells: Iterator[tuple[writing.Value, ...]] = (
        (number, row.registration.exemplar.record.reference, row.registration.title, row.registration.unit_label,
         row.year, row.after, row.due_on, row.on, str(row.get_found_display()), row.reason,
         _plain(row.registration.target), _plain(row.measured), row.registration.measure)
        for number, row in enumerate(rows[:MOST_ROWS].iterator(chunk_size=PORTION), start=1)
    )  # fmt: skip
    return _file("tham-lai-mo-hinh", writing.Table(_("Thăm lại"), headings, cells))


def _plain(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _file(name: str, table: writing.Table) -> HttpResponse:
    answer = HttpResponse(writing.as_workbook(table), content_type=writing.EXCEL)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _too_long(request: HttpRequest, page: str) -> HttpResponse:
    words = _("Danh sách dài hơn %(rows)s dòng. Xin lọc theo năm hoặc đơn vị rồi tải Excel.")
    respond.refuse(request, words % {"rows": formats.number(MOST_ROWS)})
    answer = redirect(page)
    answer["Location"] += f"?{request.GET.urlencode()}"
    return answer
