"""What waits for a seat, the lines of the menu, and the sentence on the public door."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons.people.models import Role, Seat
from danvan.commons.records.models import Audience, Event
from danvan.commons.registry import MenuEntry, Task
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.kinds import ListState, State, YearState
from danvan.do.exemplars.models import CampaignYear, Exemplar, Registration, RegistrationList
from danvan.ui import formats


def waiting(seat: Seat, *, on: date) -> list[Task]:
    """What waits for this seat."""
    if not rules.reads(seat):
        return []
    return [*_to_fix(seat), *_being_written(seat), *_to_send(seat), *_to_receive(seat), *_to_visit(seat, on)]


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


def _being_written(seat: Seat) -> list[Task]:
    """Drafts of the unit, and those that this person began for another unit, while their year takes registrations."""
    if seat.role not in rules.WRITERS:
        return []
    first = Event.objects.filter(record=OuterRef("pk"), number=1).values("by")[:1]
    open_years = CampaignYear.objects.filter(state=YearState.OPEN)
    rows = Registration.objects.filter(rules.within(seat), state=State.DRAFT, year__in=open_years.values("year"))
    rows = rows.annotate(begun_by=Subquery(first)).filter(Q(unit=seat.unit) | Q(begun_by=seat.user_id))
    return [
        Task(
            title=_("Phiếu đang soạn: “%(name)s”") % {"name": row.title},
            address=reverse("exemplars:edit", args=(row.exemplar.record.reference, row.year)),
            step=_("Viết tiếp"),
            detail=row.unit_label,
        )
        for row in rows.select_related("unit", "exemplar__record").order_by("-pk")[:20]
    ]


def _to_send(seat: Seat) -> list[Task]:
    """The lists of the body this seat writes for that are not sent and can be: a closed year takes none anew."""
    if seat.role not in rules.WRITERS:
        return []
    back = Registration.objects.filter(list=OuterRef("pk"), state=State.RETURNED)
    rows = (
        RegistrationList.objects.filter(unit__in={seat.unit_id, rules.reach(seat).pk})
        .filter(state__in=(ListState.OPEN, ListState.SIGNED, ListState.RETURNED))
        .standing()
        .annotate(waits=Exists(back))
        .select_related("record", "campaign", "unit__home")
    )
    found = [_task(seat, row) for row in rows.order_by("campaign__year", "pk")[:20] if rules.may_send(seat, row)]
    return found[:5]


def _task(seat: Seat, row: Any) -> Task:
    """The next step of a list, leading where it is made: signing only to who may sign, and when there is what to sign."""
    state, page = row.get_state_display(), queries.list_address(row)
    title = _("Danh sách “Dân vận khéo” %(year)s của %(unit)s") % _named(row)
    ready = row.is_changeable and row.filled and not row.waits
    if row.state == ListState.SIGNED:
        return Task(title, reverse("exemplars:list-send", args=(row.record.reference,)), _("Gửi"), row.due, state)
    if ready and rules.may_sign(seat, row):
        return Task(title, reverse("exemplars:list-sign", args=(row.record.reference,)), _("Xem và ký"), row.due, state)
    if ready:
        return Task(title, page, _("Mở danh sách"), row.due, _("%(state)s, chờ thủ trưởng ký") % {"state": state})
    return Task(title, page, _("Mở danh sách"), row.due, state if row.filled else _("chưa có mô hình nào"))


def _to_receive(seat: Seat) -> list[Task]:
    """Lists that were sent to the body this seat works for."""
    if seat.role not in (*rules.WRITERS, Role.OFFICER):
        return []
    unit = rules.reach(seat)
    rows = RegistrationList.objects.filter(receiver=unit, state=ListState.SENT).select_related(
        "record", "receiver", "campaign", "unit"
    )
    return [
        Task(
            title=_("%(unit)s gửi danh sách “Dân vận khéo” %(year)s") % _named(row),
            address=queries.list_address(row),
            step=_("Xem và nhận"),
            due=row.campaign.fix_by,
            detail=_("gửi ngày %(day)s") % {"day": formats.day(localdate(row.sent_at))},
        )
        for row in rows.order_by("sent_at")[:20]
        if rules.may_receive(seat, row)
    ]


def _named(row: RegistrationList) -> dict[str, Any]:
    """What tells lists apart, first: whose and of which year."""
    return {"unit": row.unit.name, "year": row.campaign.year}


def _to_visit(seat: Seat, on: date) -> list[Task]:
    """Recognised exemplars whose visit is late or due: for those who go there."""
    if seat.role not in rules.WRITERS:
        return []
    soon = on + queries.SOON
    waiting = queries.visits(queries.VisitsAsked(), seat, on).filter(on=None, due_on__lte=soon)
    return [
        Task(
            title=_("Thăm lại “%(name)s”") % {"name": row.registration.title},
            address=queries.visit_address(row),
            step=_("Ghi kết quả"),
            due=row.due_on,
            detail=_("%(unit)s · sau %(months)s tháng") % {"unit": row.registration.unit_label, "months": row.after},
        )
        for row in queries.visits_with_rows(waiting)[:5]
        if rules.may_visit(seat, row)
    ]


def menu(seat: Seat) -> list[MenuEntry]:
    """What the menu offers this seat."""
    if not rules.reads(seat):
        return []
    return [
        MenuEntry(_("Bức tranh năm"), reverse("exemplars:this-year")),
        MenuEntry(_("Đăng ký"), reverse("exemplars:lines")),
        MenuEntry(_("Danh sách"), reverse("exemplars:lists")),
        MenuEntry(_("Quyết định"), reverse("exemplars:decisions")),
        MenuEntry(_("Thăm lại"), reverse("exemplars:visits")),
    ]


def current_year(seat: Seat) -> int:
    """The campaign year that is worked on, 0 when there is none."""
    campaign = current_campaign(seat)
    return campaign.year if campaign else 0


def current_campaign(seat: Seat) -> CampaignYear | None:
    """The latest open campaign year, else the latest; read once a seat in hand."""
    if not hasattr(seat, "_campaign"):
        years = queries.campaigns(seat)
        found = next((one for one in years if one.is_open), years[0] if years else None)
        seat._campaign = found  # type: ignore[attr-defined]
    return seat._campaign  # type: ignore[attr-defined]


def door() -> str:
    """One live number for the public door."""
    number = Exemplar.objects.filter(audience=Audience.PUBLIC).count()
    return _("%(number)s mô hình “Dân vận khéo” để xem và học theo") % {"number": f"{number:,}".replace(",", ".")}
