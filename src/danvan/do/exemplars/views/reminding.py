"""Reminders to those who have not sent, seen before they go out."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.forms.moves import RemindForm
from danvan.do.exemplars.models import CampaignYear
from danvan.do.exemplars.queries import UnitStatus
from danvan.do.exemplars.views.lines import reader
from danvan.do.exemplars.views.senders import CHIPS, REMINDED, chip_words, followed, may_remind
from danvan.ui import respond

GROUPS = {"": ("late", "waiting"), "late": ("late",), "fix": ("fix",), "waiting": ("waiting",)}
"""Whom a state chosen in the address ticks before anybody looks; no word stands for all that have not sent."""


def remind(request: HttpRequest) -> HttpResponse:
    """Choose whom, write the reminder, see it as they will read it, then send it: nobody is mailed by a slip."""
    seat = reader(request)
    found = followed(request, seat)
    campaign = found.campaign
    if campaign is None or not may_remind(seat, campaign):
        raise Http404
    waiting = {str(row.unit.pk): row for row in found.rows if row.status in REMINDED}
    data, today = request.POST.copy(), timezone.localdate()
    group = request.GET.get("tt", "") if request.GET.get("tt") in GROUPS else ""
    if "viec" not in data and not data.getlist("units"):  # come to compose: those of the state chosen are ticked
        data.setlist("units", [key for key, row in waiting.items() if row.status in GROUPS[group]])
    data.setdefault("words", _words())
    form = RemindForm(data, choices=[(key, row.name) for key, row in waiting.items()])
    ticked = set(data.getlist("units"))
    chosen = [waiting[key] for key in form.cleaned_data["units"]] if form.is_valid() else []
    if chosen and request.POST.get("viec") == "gui":
        return _send(request, campaign, chosen, form.cleaned_data["words"], seat)
    context = {
        "title": _("Nhắc gửi danh sách năm %(year)s") % {"year": campaign.year},
        "crumbs": [(_("Danh sách"), _back(campaign)), (_("Soạn lời nhắc"), "")],
        "form": form if chosen or "viec" in data else None,
        "words": form["words"],
        "groups": _groups(waiting.values(), group, campaign.year),
        "choices": [(row, key in ticked, CHIPS[row.status], chip_words(row)) for key, row in waiting.items()],
        "chosen": chosen,
        "reads": [
            (row.name, queries.as_read(form.cleaned_data["words"], row.unit, row.list, campaign, today))
            for row in _one_of_each(chosen)
        ],
        "back": _back(campaign),
        "year": campaign.year,
    }
    return respond.page(request, "exemplars/remind.html", context)


def _groups(rows: Iterable[UnitStatus], current: str, year: int) -> list[tuple[str, str, bool]]:
    """The states by which units are ticked, each with how many it ticks."""
    counts = Counter(row.status for row in rows)
    words = {"": _("Chưa gửi: %(number)s"), "late": _("Trễ: %(number)s"), "fix": _("Cần sửa: %(number)s")}
    return [
        (said % {"number": sum(counts[status] for status in GROUPS[key])}, f"?nam={year}&tt={key}", key == current)
        for key, said in words.items()
    ]


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
    if number:
        respond.done(request, _("Đã nhắc %(number)s nơi.") % {"number": number})
    if passed:
        respond.warn(
            request, _("%(number)s nơi đã gửi hoặc đã được nhắc hôm nay nên không nhắc nữa.") % {"number": passed}
        )
    return redirect(_back(campaign))


def _words() -> str:
    """What is offered to be sent: units read it, so it is Vietnamese whoever sends it."""
    said = f"Kính gửi đầu mối dân vận {queries.UNIT_IN_WORDS},\n{queries.STATE_IN_WORDS}"
    return f"{said} Nếu vướng ở đâu, xin báo lại ngay để cùng gỡ."


def _one_of_each(chosen: Sequence[UnitStatus]) -> list[UnitStatus]:
    """The first of those who did not send and the first of those who are to mend: they read different words."""
    return list({row.status == "fix" or bool(row.list and row.list.reason): row for row in reversed(chosen)}.values())[
        ::-1
    ]


def _back(campaign: CampaignYear) -> str:
    return f"{reverse('exemplars:lists')}?nam={campaign.year}"
