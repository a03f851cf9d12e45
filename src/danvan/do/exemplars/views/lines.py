"""The list of registrations, to which every number leads, and the page of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.desk import current_campaign
from danvan.do.exemplars.filters import lines_filter, reader
from danvan.do.exemplars.kinds import GONE, NINE_BOXES, REASONED, State
from danvan.do.exemplars.models import Registration
from danvan.do.exemplars.steps import REGISTRATION
from danvan.do.exemplars.views.saved_views import kept
from danvan.do.exemplars.views.writing import opens_form
from danvan.ui import formats, paging, respond

CHIPS = queries.CHIPS
AT_ONCE = ("enter", "reopen")
"""Moves made by one click; the others have a page that asks first."""


@dataclass(frozen=True)
class Button:
    """A move that a page offers; `posts` when a click makes it."""

    words: str
    address: str
    posts: bool


def line_list(request: HttpRequest) -> HttpResponse:
    """The registrations that answer the filters in the address."""
    seat = reader(request)
    form = lines_filter(request, seat)
    asked = form.asked()
    rows = queries.lines_asked(asked, seat) if asked else Registration.objects.none()
    sort = paging.sorted_by(request.GET, queries.ORDERS, default="moi")
    listing = queries.Listing(rows, sort.ordering, exact=bool(asked and asked.year))
    page = paging.paged(listing, request.GET, total=listing.total)  # type: ignore[arg-type]
    campaign = current_campaign(seat)
    context = {
        "title": _heading(page),
        "crumbs": _crumbs(_("Đăng ký")),
        "filter": form,
        "page": page,
        "sort": sort,
        "sheet": f"{reverse('exemplars:lines-sheet')}?{request.GET.urlencode()}",
        "saved": kept(request, seat, "lines"),
        "narrowed": bool(request.GET),
        "registers": campaign.year if campaign and opens_form(seat, campaign) else 0,
    }
    return respond.page(request, "exemplars/lines.html", context)


def _heading(page: paging.Page[Any]) -> str:
    if page.total is None:
        return _("Hơn %(number)s đăng ký “Dân vận khéo”") % {"number": formats.number(page.counted)}
    return _("%(number)s đăng ký “Dân vận khéo”") % {"number": formats.number(page.total)}


def _crumbs(last: str, *between: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Mô hình “Dân vận khéo”"), reverse("exemplars:gallery")), *between, (last, "")]


def line(request: HttpRequest, reference: str, year: int) -> HttpResponse:
    """One registration: its nine boxes, where it stands, what may be done, what was done."""
    seat = reader(request)
    row = line_or_404(seat, reference, year)
    joined = _joined(row)
    context = {
        "title": row.title,
        "crumbs": _crumbs(str(year), (_("Đăng ký"), reverse("exemplars:lines")), (reference.upper(), "")),
        "row": row,
        "chip": CHIPS[State(row.state)],
        "boxes": _nine(row),
        "facts": _facts(row),
        "buttons": _buttons(seat, row),
        "list_address": queries.list_address(row.list) if row.list and row.state not in GONE else "",
        "told": row.state in REASONED,
        "joined": joined,
        "opens": opens(seat, [*joined, row.joined_into] if row.joined_into else joined),
        "exemplar_address": queries.exemplar_address(row.exemplar),
    }
    return respond.page(request, "exemplars/line.html", context)


def _joined(row: Registration) -> list[Registration]:
    """The registrations of other units that went into this one; into one that is joined itself nothing went."""
    return [] if row.joined_into_id else [one for one in queries.joined_to([row]) if one.unit_label != row.unit_label]


def opens(seat: Seat, lines: Iterable[Registration]) -> set[int]:
    """Keys of those whose page this seat may open; the others are only named."""
    return {line.pk for line in lines if rules.opens_line(seat, line)}


def line_or_404(seat: Seat, reference: str, year: int) -> Registration:
    """The registration of a year that a seat may see, the living one first. Raises `Http404`."""
    measured = queries.measured().filter(registration=OuterRef("pk"))
    rows = (
        Registration.objects.visible_to(seat)
        .filter(exemplar__record__reference=reference.upper(), year=year)
        .annotate(
            achieved=Subquery(measured.values("achieved")[:1]),
            achieved_by=Subquery(measured.values("decision__number")[:1]),
        )
        .select_related("exemplar__record", "unit", "home__place", "list__record", "first_list")
        .order_by()
    )
    found = sorted(rows, key=lambda row: (row.state in GONE, -row.pk))
    if not found:
        raise Http404
    return queries.with_into(found[0])


def _nine(row: Registration) -> list[tuple[int, str, str]]:
    """The nine boxes with their numbers and labels."""
    labels = [str(getattr(Registration, name).field.verbose_name) for name in NINE_BOXES]
    return [
        (number, label[:1].upper() + label[1:], row.as_typed.get(name) or getattr(row, name))
        for number, (name, label) in enumerate(zip(NINE_BOXES, labels, strict=True), start=1)
    ]


def _facts(row: Registration) -> list[tuple[str, Any]]:
    place = row.home.place.name if row.home.place else row.home.name
    unknown = f" ({_('ghi trong tệp, chưa rõ đơn vị nào')})" if row.unit_text else ""
    amount = f"{formats.number(row.target)} {row.measure}" if row.target is not None else row.as_typed.get("target", "")
    return [
        (_("Đơn vị"), row.unit_label + unknown),
        (_("Xã, phường"), place),
        (_("Năm thi đua"), row.year),
        (_("Loại đăng ký"), row.get_sort_display()),
        (_("Lĩnh vực"), row.get_field_display()),
        (_("Chủ đề"), row.get_theme_display() if row.theme else ""),
        (_("Của"), row.get_who_display()),
        (_("Chỉ tiêu"), amount),
        (_("Kết quả đạt được"), _measured(row)),
        (_("Ngày gửi"), f"{row.sent_on:%d/%m/%Y}" if row.sent_on else ""),
        (_("Ngày công nhận"), f"{row.recognised_on:%d/%m/%Y}" if row.recognised_on else ""),
        (_("Cấp công nhận"), row.get_recognised_level_display() if row.recognised_level else ""),
        (_("Vì sao khác mô hình giống tên"), row.explanation),
    ]


def _measured(row: Registration) -> str:
    if row.achieved is None:  # type: ignore[attr-defined]
        return _("chưa ghi nhận") if row.state == State.RECOGNISED else ""
    paper = _("Quyết định %(number)s") % {"number": row.achieved_by}  # type: ignore[attr-defined]
    return f"{formats.number(row.achieved)} {row.measure} ({paper})"  # type: ignore[attr-defined]


def _buttons(seat: Seat, row: Registration) -> list[Button]:
    """Every move with an address of its own that this seat may make now; the others are made on the list."""
    found = []
    fixed = row.state == State.JOINED and queries.built_on(row)
    for move in [] if fixed else REGISTRATION.open_to(seat, row):
        try:
            address = reverse(f"exemplars:{move.name}", args=(row.exemplar.record.reference, row.year))
        except NoReverseMatch:
            continue
        found.append(Button(str(move.label), address, posts=move.name in AT_ONCE))
    return found
