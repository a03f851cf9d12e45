"""Whom the clock reminds today."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from danvan.commons.people.models import Unit
from danvan.do.exemplars.kinds import ListState, YearState
from danvan.do.exemplars.models import CampaignYear, RegistrationList
from danvan.do.exemplars.queries.lists import statuses

DAYS_BEFORE = (3, 0, -1)
"""Days before a list is due on which its unit is reminded; the day after it is told that it is late."""


def to_remind(on: date) -> Iterator[tuple[CampaignYear, list[Unit], str]]:
    """Units whose list is due and not sent, with the words for them, for every open campaign year."""
    for campaign in CampaignYear.objects.filter(state=YearState.OPEN).select_related("unit__home", "record"):
        for days in DAYS_BEFORE:
            units = _due(campaign, on + timedelta(days=days), on)
            if units:
                yield campaign, units, _words(days)


def _due(campaign: CampaignYear, day: date, on: date) -> list[Unit]:
    """Those whose own day is `day`: senders to the city, units that opened a list for their commune, lists to mend."""
    found: dict[int, Unit] = {}
    if campaign.communes_by == day:
        rows = statuses(campaign, campaign.unit, on)
        found |= {row.unit.pk: row.unit for row in rows if row.status in ("waiting", "late")}
    waiting = RegistrationList.objects.filter(campaign=campaign).select_related("unit__home")
    if campaign.units_by == day:
        open_ones = waiting.filter(state__in=(ListState.OPEN, ListState.SIGNED)).exclude(receiver=campaign.unit)
        found |= {row.unit_id: row.unit for row in open_ones}
    found |= {row.unit_id: row.unit for row in waiting.filter(state=ListState.RETURNED, due_on=day)}
    return list(found.values())


def _words(days: int) -> str:
    if days < 0:
        return _("Danh sách đã quá hạn một ngày. Đề nghị đơn vị ký và gửi ngay; nếu vướng, báo lại để cùng gỡ.")
    if days == 0:
        return _("Hôm nay là hạn gửi danh sách. Đề nghị đơn vị ký và gửi trong ngày.")
    return _("Còn %(days)s ngày đến hạn gửi danh sách. Đề nghị đơn vị xem lại, ký và gửi.") % {"days": days}
