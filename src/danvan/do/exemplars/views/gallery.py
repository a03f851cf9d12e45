"""The public gallery."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.filters import gallery_filter
from danvan.do.exemplars.models import Exemplar
from danvan.ui import formats, paging, respond

ORDERS = {"moi": ("-pk",), "ten": ("sorted_as", "pk")}
CARDS = 24


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """What others have done, found by words, place, field, year, who and unit of measure."""
    today = timezone.localdate()
    form = gallery_filter(request)
    wanted = form.wanted()
    sort = paging.sorted_by(request.GET, ORDERS, default="moi")
    rows = queries.gallery(wanted, by_name=sort.key == "ten") if wanted else Exemplar.objects.none()
    total = queries.known_total(wanted) if wanted else 0
    found = rows.order_by(*sort.ordering).values_list("pk", flat=True)
    keys = paging.paged(found, request.GET, size=CARDS, total=total)
    # Of a common word thousands are found: only those of this page are joined with what a card shows.
    shown = queries.cards(Exemplar.objects.filter(pk__in=keys.rows)).order_by(*sort.ordering)
    page = replace(keys, rows=list(shown))
    places = queries.places([row.home for row in page.rows], today)
    context = {
        "title": _("Mô hình “Dân vận khéo” gần bà con"),
        "lead": _("Xem nơi khác đã làm được gì, làm cách nào. Thấy hợp thì xin đến học."),
        "crumbs": [(_("Trang chính"), reverse("front:home")), (_("Mô hình “Dân vận khéo”"), "")],
        "filter": form,
        "page": page,
        "cards": [(row, places[row.home_id]) for row in page.rows],
        "heading": _heading(page, request.GET.get("nguon", "")),
        "unstated": _unstated(request, wanted),
        "views": _views(request, sort.key),
        "sheet": _sheet(request),
    }
    return respond.page(request, "exemplars/gallery.html", context)


def _heading(page: paging.Page[Exemplar], kind: str) -> str:
    words = {"cong_nhan": _("%(number)s mô hình được công nhận"), "nguon": _("%(number)s mô hình theo nguồn công bố")}
    number = formats.number(page.counted if page.total is None else page.total)
    said = words.get(kind, _("%(number)s mô hình, điển hình")) % {"number": number}
    return said if page.total is not None else _("Hơn %(said)s") % {"said": said}


def _unstated(request: HttpRequest, wanted: queries.Wanted | None) -> list[tuple[str, str]]:
    """How many a filter leaves out because their source is silent, each opening them."""
    if wanted is None:
        return []
    words = {
        "year": ("nam", _("%(number)s mô hình nguồn không nêu năm")),
        "measure": ("don_vi_tinh", _("%(number)s mô hình nguồn không nêu đơn vị tính")),
    }
    return [
        (words[key][1] % {"number": formats.number(number)}, _with(request, words[key][0], queries.UNSTATED))
        for key, number in queries.unstated(wanted).items()
        if number
    ]


def _views(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    words = {"moi": _("Mới trước"), "ten": _("Theo tên")}
    return [(label, _with(request, paging.SORT, key), key == current) for key, label in words.items()]


def _with(request: HttpRequest, name: str, value: str) -> str:
    """The address of the results with one thing changed, from the first page on."""
    query = request.GET.copy()
    query.pop(paging.PAGE, None)
    query[name] = value
    return f"?{query.urlencode()}#ket-qua"


def _sheet(request: HttpRequest) -> str:
    """Where staff fetch the list as Excel."""
    if not rules.reads(getattr(request, "seat", None)):
        return ""
    return f"{reverse('exemplars:gallery-sheet')}?{request.GET.urlencode()}"
