"""Whom the clock reminds today, and what a reminder says of each unit's list."""

from collections.abc import Iterator
from datetime import date, timedelta

from danvan.commons.people.models import Unit
from danvan.do.exemplars.kinds import ListState, State, YearState
from danvan.do.exemplars.models import CampaignYear, Registration, RegistrationList
from danvan.do.exemplars.queries.lists import statuses
from danvan.ui import formats

UNIT_IN_WORDS, STATE_IN_WORDS = "{đơn vị}", "{tình hình}"
"""Stand in a reminder for the name of the unit that reads it, and for how its list stands."""
DAYS_BEFORE = (3, 0, -1)
"""Days before a list is due on which its unit is reminded; the day after it is told that it is late."""


def as_read(words: str, unit: Unit, row: RegistrationList | None, campaign: CampaignYear, on: date) -> str:
    """A reminder as this unit reads it; `row` is its last list of the year, if there is one."""
    said = words.replace(UNIT_IN_WORDS, unit.name)
    return said.replace(STATE_IN_WORDS, _situation(unit, row, campaign, on)) if STATE_IN_WORDS in said else said


def _situation(unit: Unit, row: RegistrationList | None, campaign: CampaignYear, on: date) -> str:
    """What is to be done: what came back is mended for the reason given, what did not come is sent; always Vietnamese."""
    reason = _reason(unit, row, campaign)
    due = (row.due_on if row else None) if reason else campaign.due_of(unit)
    facts = {"year": campaign.year, "today": formats.day(on), "day": formats.day(due) if due else "", "reason": reason}
    if reason:
        said = "Danh sách đăng ký “Dân vận khéo” năm %(year)s đơn vị đã gửi còn chỗ cần sửa: %(reason)s."
        do = "Đề nghị đơn vị sửa, ký và gửi lại trước ngày %(day)s." if due else "Đề nghị đơn vị sửa, ký và gửi lại."
    elif row is not None and row.sent_at:
        said = "Danh sách đăng ký “Dân vận khéo” năm %(year)s đơn vị đã rút về, đến hết ngày %(today)s chưa gửi lại."
        do = "Đề nghị đơn vị ký và gửi lại sớm."
    else:
        said = "Đến hết ngày %(today)s, chưa nhận được danh sách đăng ký “Dân vận khéo” năm %(year)s của đơn vị."
        do = "Hạn theo kế hoạch là %(day)s. Đề nghị đơn vị gửi sớm." if due else "Đề nghị đơn vị gửi sớm."
    return f"{said} {do}" % facts


def _reason(unit: Unit, row: RegistrationList | None, campaign: CampaignYear) -> str:
    """Why the unit's list came back, or its entries on the list of the body above."""
    if row is not None and row.reason:
        return row.reason.strip().rstrip(".")
    rows = Registration.objects.filter(unit=unit, year=campaign.year, state=State.RETURNED).order_by("pk")
    return "; ".join(dict.fromkeys(reason.strip().rstrip(".") for reason in rows.values_list("reason", flat=True)))


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
    waiting = RegistrationList.objects.filter(campaign=campaign).standing().select_related("unit__home")
    if campaign.units_by == day:
        open_ones = waiting.filter(state__in=(ListState.OPEN, ListState.SIGNED)).exclude(receiver=campaign.unit)
        found |= {row.unit_id: row.unit for row in open_ones}
    found |= {row.unit_id: row.unit for row in waiting.filter(state=ListState.RETURNED, due_on=day)}
    return list(found.values())


def _words(days: int) -> str:
    if days < 0:
        said = "Danh sách đã quá hạn một ngày; nếu vướng, báo lại để cùng gỡ."
    elif days == 0:
        said = "Hôm nay là hạn của danh sách."
    else:
        said = f"Còn {days} ngày đến hạn của danh sách."
    return f"{said} {STATE_IN_WORDS}"
