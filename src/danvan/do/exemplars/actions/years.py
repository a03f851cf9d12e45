"""The city plans, opens and closes a campaign year."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars.models import CampaignYear, Target
from danvan.do.exemplars.steps import YEAR


def plan_year(*, year: int, unit: Unit, values: Mapping[str, Any], by: Seat | None, at: datetime) -> CampaignYear:
    """Lay down a campaign year with its plan. Raises `CannotMove` when the year is there already."""
    if CampaignYear.objects.filter(year=year).exists():
        raise CannotMove(_("Năm thi đua %(year)s đã có.") % {"year": year})
    row = CampaignYear(year=year, unit=unit, title=f"Phong trào thi đua “Dân vận khéo” năm {year}")
    for name, value in values.items():
        setattr(row, name, value)
    return YEAR.begin(row, "begin", by=by, at=at, reference=f"NAM-{year}")


def edit_year(campaign: CampaignYear, values: Mapping[str, Any], *, by: Seat | None, at: datetime, seen: int) -> None:
    """Change plan, theme or dates. Raises `CannotMove`."""
    YEAR.move(campaign, "edit", by=by, at=at, changes=values, seen=seen)


def open_year(campaign: CampaignYear, *, by: Seat | None, at: datetime) -> None:
    """Let units register. Raises `CannotMove`."""
    YEAR.move(campaign, "open", by=by, at=at)


def close_year(campaign: CampaignYear, *, by: Seat | None, at: datetime) -> None:
    """End registering; later lists enter only by the city's officer with a reason. Raises `CannotMove`."""
    YEAR.move(campaign, "close", by=by, at=at)


def set_targets(campaign: CampaignYear, numbers: Mapping[int, int], *, by: Seat | None, at: datetime) -> None:
    """Set how many exemplars the plan asks of each unit (unit id -> number). Raises `CannotMove`."""
    with transaction.atomic():
        YEAR.move(campaign, "edit", by=by, at=at, targets={str(unit): number for unit, number in numbers.items()})
        for unit, number in numbers.items():
            Target.objects.update_or_create(year=campaign, unit_id=unit, defaults={"number": number})


def writable(year: int, *, by: Seat | None, reason: str = "") -> CampaignYear:
    """The campaign year if it takes registrations now: open, or closed with a reason by the officer or the system.

    Raises `CannotMove`.
    """
    campaign = CampaignYear.objects.filter(year=year).first()
    if campaign is None:
        raise CannotMove(_("Chưa có năm thi đua %(year)s. Thành phố lập kế hoạch năm trước đã.") % {"year": year})
    if campaign.is_open:
        return campaign
    if campaign.state == "closed" and reason.strip() and (by is None or YEAR["edit"].who(by, campaign)):
        return campaign
    if campaign.state == "closed":
        raise CannotMove(
            _("Năm thi đua %(year)s đã đóng. Danh sách gửi muộn do chuyên viên thành phố nhập, có ghi lý do.")
            % {"year": year}
        )
    raise CannotMove(_("Năm thi đua %(year)s chưa mở đăng ký.") % {"year": year})
