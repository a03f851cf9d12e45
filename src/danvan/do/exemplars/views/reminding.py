"""Reminders to those who have not sent, seen before they go out."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.people.models import Seat
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.forms.moves import RemindForm
from danvan.do.exemplars.models import CampaignYear
from danvan.do.exemplars.queries import UnitStatus
from danvan.do.exemplars.views.lines import reader
from danvan.do.exemplars.views.senders import REMINDED, followed, may_remind
from danvan.ui import formats, respond


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Write the reminder, see it as the units will read it, then send it: nobody is mailed by a slip."""
    seat = reader(request)
    found = followed(request, seat)
    campaign = found.campaign
    if campaign is None or not may_remind(seat, campaign):
        raise Http404
    waiting = {str(row.unit.pk): row for row in found.rows if row.status in REMINDED}
    data = request.POST.copy()
    due = campaign.due_of(found.rows[0].unit) if found.rows else None
    data.setdefault("words", _words(campaign.year, due, timezone.localdate()))
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
    if number:
        respond.done(request, _("Đã nhắc %(number)s nơi.") % {"number": number})
    if passed:
        respond.warn(
            request, _("%(number)s nơi đã gửi hoặc đã được nhắc hôm nay nên không nhắc nữa.") % {"number": passed}
        )
    return redirect(_back(campaign))


def _words(year: int, due: date | None, today: date) -> str:
    said = _("Kính gửi đầu mối dân vận %(unit)s,\n") % {"unit": lists.UNIT_IN_WORDS}
    said += _("Đến hết ngày %(today)s, chưa nhận được danh sách đăng ký “Dân vận khéo” năm %(year)s của đơn vị.") % {
        "today": formats.day(today),
        "year": year,
    }
    if due:
        said += " " + _("Hạn theo kế hoạch là %(day)s.") % {"day": formats.day(due)}
    return said + " " + _("Đề nghị đơn vị gửi sớm. Nếu vướng ở đâu, xin báo lại ngay để cùng gỡ.")


def _back(campaign: CampaignYear) -> str:
    return f"{reverse('exemplars:lists')}?nam={campaign.year}"
