"""Begin a report and write its parts: the first change after a freezing begins the next version."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records import references
from danvan.commons.workflow.flow import AlreadyThere, CannotMove, overtaken
from danvan.overview.reports import narrative, tokens
from danvan.overview.reports.content import drafted
from danvan.overview.reports.kinds import Outline, Part, PartState
from danvan.overview.reports.models import Report, Section
from danvan.overview.reports.numbers import Numbers, gather, period_of, why_not
from danvan.overview.reports.steps import REPORT


def begin(
    *, unit: Unit, outline: Outline, period_code: str, by: Seat | None, at: datetime, illustrative: bool = False
) -> Report:
    """Begin a report with what the machine drafts from the records. Raises `CannotMove`, `NoSuchPeriod`."""
    period = period_of(unit, period_code)
    if reason := why_not(unit, period, localdate(at)):
        raise CannotMove(reason)
    with translation.override("vi"):
        texts = drafted(outline, gather(unit, period, on=localdate(at)))
        title = f"{outline.label} {period.label}, {unit.name}"[:300]
    row = Report(
        title=title,
        unit=unit,
        outline_key=outline.key,
        period_code=period.code,
        year=period.year,
        illustrative=illustrative,
    )
    try:
        with transaction.atomic():
            REPORT.begin(row, "begin", by=by, at=at, reference=references.take("BC", row.year)[0])
            sections = [Section(report=row, key=text.key, text=text.text, state=text.state, at=at) for text in texts]
            Section.objects.bulk_create(sections)
    except AlreadyThere as there:
        raise CannotMove(_("Đã có báo cáo này. Xin mở báo cáo ấy trong danh sách để viết tiếp.")) from there
    return row


def write(
    report: Report, part: Part, text: str, *, state: PartState, seen: int, by: Seat | None, at: datetime
) -> Report:
    """Save a part as a person wrote it; `seen` is the version they had before them. Raises `CannotMove`."""
    if not text.strip():
        state = PartState.EMPTY
    return _put(report, part, "write", text, state, seen=seen, by=by, at=at)


def renew(
    report: Report, part: Part, numbers: Numbers, *, seen: int, by: Seat | None, at: datetime, only: str = ""
) -> Report:
    """Put today's numbers into a part, or just one of them. Raises `CannotMove`."""
    section = report.sections.get(key=part.key)
    text = tokens.renewed(section.text, numbers, only)
    return _put(report, part, "renew", text, PartState(section.state), seen=seen, by=by, at=at)


def redraft(report: Report, part: Part, numbers: Numbers, *, seen: int, by: Seat | None, at: datetime) -> Report:
    """Give a part's words up for what the machine drafts today. Raises `CannotMove`."""
    with translation.override("vi"):
        text = narrative.draft(part.drafted, numbers)
    state = PartState.WRITING if text else PartState.EMPTY
    return _put(report, part, "redraft", text, state, seen=seen, by=by, at=at)


def _put(
    report: Report, part: Part, move: str, text: str, state: PartState, *, seen: int, by: Seat | None, at: datetime
) -> Report:
    """Change one part if it is still as its author saw it; the report first, as freezing does, or the two could block."""
    edition = report.edition + report.is_frozen
    with transaction.atomic():
        REPORT.move(report, move, by=by, at=at, changes={"edition": edition}, part=part.place, edition=edition)
        as_seen = Section.objects.filter(report=report, key=part.key, version=seen)
        if not as_seen.update(text=text, state=state, by=by, at=at, version=F("version") + 1):
            raise CannotMove(overtaken())
    return report
