"""What waits for a seat, the lines of the menu, and the sentence on the public door."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.commons.people.models import Role, Seat
from danvan.commons.records.models import Audience
from danvan.commons.registry import MenuEntry, Task
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.kinds import ListState, State
from danvan.do.exemplars.models import CampaignYear, Exemplar, Registration, RegistrationList


def waiting(seat: Seat, *, on: date) -> list[Task]:  # noqa: ARG001 - the card's form
    """What waits for this seat."""
    if not rules.reads(seat):
        return []
    return [*_to_fix(seat), *_to_send(seat), *_to_receive(seat)]


def _to_fix(seat: Seat) -> list[Task]:
    """Entries that came back to the unit."""
    if seat.role not in rules.WRITERS:
        return []
    rows = (
        Registration.objects.filter(rules.within(seat), state=State.RETURNED)
        .select_related("list", "exemplar__record")
        .order_by("list__due_on", "pk")[:20]
    )
    return [
        Task(
            title=_("Sửa “%(name)s” bị trả lại") % {"name": row.title},
            address=queries.line_address(row),
            step=_("Bổ sung"),
            due=row.list.due_on if row.list else None,
            detail=row.reason,
        )
        for row in rows
    ]


def _to_send(seat: Seat) -> list[Task]:
    """The unit's own lists that are not sent."""
    if seat.role not in rules.WRITERS:
        return []
    rows = RegistrationList.objects.filter(
        unit=seat.unit, state__in=(ListState.OPEN, ListState.SIGNED, ListState.RETURNED)
    )
    tasks = []
    for row in rows.select_related("campaign", "unit__home").order_by("campaign__year")[:5]:
        step = _("Gửi") if row.state == ListState.SIGNED else _("Xem và ký")
        tasks.append(Task(row.title, queries.list_address(row), step, row.due, row.get_state_display()))
    return tasks


def _to_receive(seat: Seat) -> list[Task]:
    """Lists that were sent to the body this seat works for."""
    if seat.role not in (*rules.WRITERS, Role.OFFICER):
        return []
    unit = rules.reach(seat)
    rows = RegistrationList.objects.filter(receiver=unit, state=ListState.SENT).select_related("receiver", "campaign")
    return [
        Task(row.title, queries.list_address(row), _("Xem và nhận"), row.campaign.fix_by, _("vừa gửi đến"))
        for row in rows.order_by("sent_at")[:20]
        if rules.may_receive(seat, row)
    ]


def menu(seat: Seat) -> list[MenuEntry]:
    """What the menu offers this seat."""
    if not rules.reads(seat):
        return []
    return [
        MenuEntry(_("Bức tranh năm"), reverse("exemplars:year", args=(current_year(seat),))),
        MenuEntry(_("Đăng ký"), reverse("exemplars:lines")),
        MenuEntry(_("Danh sách"), reverse("exemplars:lists")),
        MenuEntry(_("Quyết định"), reverse("exemplars:decisions")),
    ]


def current_year(seat: Seat) -> int:
    """The campaign year that is worked on, 0 when there is none."""
    campaign = current_campaign(seat)
    return campaign.year if campaign else 0


def current_campaign(seat: Seat) -> CampaignYear | None:
    """The latest open campaign year, else the latest; read once a seat in hand."""
    if not hasattr(seat, "_campaign"):
        years = list(CampaignYear.objects.visible_to(seat).order_by("-year"))
        found = next((one for one in years if one.is_open), years[0] if years else None)
        seat._campaign = found  # type: ignore[attr-defined]
    return seat._campaign  # type: ignore[attr-defined]


def door() -> str:
    """One live number for the public door."""
    number = Exemplar.objects.filter(audience=Audience.PUBLIC).count()
    return _("%(number)s mô hình “Dân vận khéo” để xem và học theo") % {"number": f"{number:,}".replace(",", ".")}
