"""What waits for a seat, and the lines of the menu."""

from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.registry import MenuEntry, Task
from danvan.overview.reports import rules
from danvan.overview.reports.kinds import PartState, State
from danvan.overview.reports.models import Report

SHOWN = 5


def waiting(seat: Seat, *, on: date) -> list[Task]:  # noqa: ARG001 - the card's form
    """The reports of the unit that are being written."""
    if seat.role not in rules.WRITERS:
        return []
    rows = Report.objects.filter(unit_id__in={seat.unit_id, rules.reach(seat).pk}, state=State.WRITING)
    left = Count("sections", filter=~Q(sections__state=PartState.DONE))
    return [_task(row) for row in rows.select_related("record").annotate(left=left).order_by("-year", "-pk")[:SHOWN]]


def _task(row: Report) -> Task:
    left = row.left  # type: ignore[attr-defined]
    detail = _("còn %(left)s mục chưa xong") % {"left": left} if left else _("mọi mục đã xong")
    return Task(row.title, page_of(row), _("Viết tiếp") if left else _("Xem và chốt"), None, detail)


def menu(seat: Seat) -> list[MenuEntry]:
    """What the menu offers this seat."""
    return [MenuEntry(_("Báo cáo"), reverse("reports:reports"))] if rules.reads(seat) else []


def page_of(row: Report) -> str:
    """The page of a report."""
    return reverse("reports:report", args=(row.record.reference,))
