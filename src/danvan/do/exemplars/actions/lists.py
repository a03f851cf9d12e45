"""The list of a unit: opened, signed, sent, received, joined into the next list, returned or accepted, reminded."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons.notices.sending import tell
from danvan.commons.papers.keeping import Upload, arrive, receive
from danvan.commons.people.models import Seat, Unit
from danvan.commons.records import references
from danvan.commons.workflow.bulk import move_many
from danvan.commons.workflow.flow import CannotMove, overtaken
from danvan.do.exemplars import queries
from danvan.do.exemplars.kinds import ListState, State
from danvan.do.exemplars.models import CampaignYear, Registration, RegistrationList, place_in_line
from danvan.do.exemplars.steps import LIST, REGISTRATION


def open_list(unit: Unit, campaign: CampaignYear, *, by: Seat | None, at: datetime) -> RegistrationList:
    """The unit's list of the year that still takes lines; a further round when the last one is gone."""
    row = changeable(unit, campaign)
    if row is None:
        row = next_list(unit, campaign)
        LIST.begin(row, "begin", by=by, at=at, reference=references.take("DS", campaign.year)[0])
    return row


def put_on(row: RegistrationList) -> None:
    """Something goes on a list, in this transaction: whoever signs what they read before comes second.

    Raises `CannotMove` when the list takes nothing any more.
    """
    taking = RegistrationList.objects.filter(pk=row.pk, state__in=(ListState.OPEN, ListState.RETURNED))
    if not taking.update(version=F("version") + 1):
        raise CannotMove(overtaken())


def changeable(unit: Unit, campaign: CampaignYear) -> RegistrationList | None:
    """The unit's list of the year that still takes lines, if there is one."""
    rows = RegistrationList.objects.filter(campaign=campaign, unit=unit)
    return rows.filter(state__in=(ListState.OPEN, ListState.RETURNED)).order_by("-round").first()


def next_list(unit: Unit, campaign: CampaignYear) -> RegistrationList:
    """The list of the unit's next round, not written yet."""
    rows = RegistrationList.objects.filter(campaign=campaign, unit=unit)
    number = (rows.aggregate(last=Max("round"))["last"] or 0) + 1
    row = RegistrationList(
        campaign=campaign, round=number, receiver=queries.receiver(unit), title=list_title(unit, campaign)
    )
    place_in_line(row, unit)
    row.late = not campaign.is_open  # type: ignore[attr-defined]
    return row


def list_title(unit: Unit, campaign: CampaignYear) -> str:
    """The heading of a list, as the letter names it: kept, so in Vietnamese whoever opens the list."""
    return f"Danh sách đăng ký mô hình, điển hình “Dân vận khéo” năm {campaign.year} của {unit.name}"


def sign(row: RegistrationList, *, by: Seat | None, at: datetime, seen: str = "") -> RegistrationList:
    """The head signs: the fingerprint of what stands on the list is fixed.

    `seen` is the fingerprint of what was on the screen. Raises `CannotMove` when the list is empty or another one.
    """
    lines = list(queries.lines_on(row))
    _refuse_unready(lines)
    mark = fingerprint(lines)
    if seen and seen != mark:
        raise CannotMove(_("Danh sách vừa thay đổi sau khi anh, chị mở trang. Xem lại rồi ký."))
    changes = {"fingerprint": mark, "signed_by": by, "signed_at": at}
    return LIST.move(row, "sign", by=by, at=at, changes=changes, lines=len(lines))


def _refuse_unready(lines: Sequence[Registration]) -> None:
    if why := unready(len(lines), [line.title for line in lines if line.state == State.RETURNED]):
        raise CannotMove(why)


def unready(number: int, waiting: Sequence[str]) -> str:
    """Why a list of so many lines, with these names waiting to be mended, may not be signed; empty when it may."""
    if not number:
        return _("Danh sách chưa có mô hình nào để ký.")
    if waiting:
        said = _("Còn %(count)s mô hình bị trả lại chưa sửa xong: %(names)s. Sửa rồi ghi lại, hoặc rút.")
        return said % {"count": len(waiting), "names": "; ".join(waiting[:3])}
    return ""


def fingerprint(lines: Iterable[Registration]) -> str:
    """SHA-256 over what a signature stands for, in the order of the exemplars' numbers."""
    lines = list(lines)
    with_them = queries.participants(lines)
    said = [
        [line.exemplar.record.reference, line.title, line.field, line.sort, line.who, line.unit_label, line.place,
         line.output, line.measure, _plain(line.target), *with_them.get(line.pk, ())]
        for line in lines
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(sorted(said, key=lambda row: row[0]), ensure_ascii=False).encode()).hexdigest()


def _plain(target: Decimal | int | None) -> str:
    """A target as written, the same before it was kept and after (20, 20.00)."""
    return "" if target is None else f"{Decimal(target):.2f}"


def unsign(row: RegistrationList, *, by: Seat | None, at: datetime) -> None:
    """Take the signature off to change the list. Raises `CannotMove`."""
    changes = {"fingerprint": "", "signed_by": None, "signed_at": None}
    LIST.move(row, "unsign", by=by, at=at, changes=changes)


def send(
    row: RegistrationList,
    *,
    letter_number: str,
    letter_date: date,
    scan: Upload | None = None,
    by: Seat | None,
    at: datetime,
) -> RegistrationList:
    """Send the signed list under its letter; its entries count as registered from now.

    Raises `CannotMove`, and `PaperRefused` when the scan of the letter cannot be kept; then nothing is sent.
    """
    lines = list(queries.lines_on(row))
    if row.state == ListState.SIGNED and fingerprint(lines) != row.fingerprint:
        raise CannotMove(_("Danh sách đã thay đổi sau khi ký. Thủ trưởng bỏ ký, xem lại và ký lại."))
    letter = {"letter_number": letter_number, "letter_date": letter_date}
    _dispatch(row, "send", lines, letter, scan=scan, by=by, at=at)
    return row


def send_late(
    row: RegistrationList,
    *,
    letter_number: str,
    letter_date: date,
    reason: str,
    scan: Upload | None = None,
    by: Seat | None,
    at: datetime,
) -> RegistrationList:
    """The city's officer enters a list that came on paper after the year was closed.

    Raises `CannotMove`, and `PaperRefused` when the scan of the letter cannot be kept.
    """
    if not reason.strip():
        raise CannotMove(_("Ghi lý do nhận danh sách sau khi năm đã đóng."))
    lines = list(queries.lines_on(row))
    _refuse_unready(lines)
    letter = {"letter_number": letter_number, "letter_date": letter_date, "late_reason": reason.strip()}
    changes = letter | {"fingerprint": fingerprint(lines)}
    _dispatch(row, "send_late", lines, changes, scan=scan, by=by, at=at, reason=reason.strip())
    return row


def _dispatch(
    row: RegistrationList,
    move: str,
    lines: Sequence[Registration],
    changes: dict[str, Any],
    *,
    scan: Upload | None,
    by: Seat | None,
    at: datetime,
    **facts: Any,
) -> None:
    letter = f"{changes['letter_number']} ({changes['letter_date']:%d/%m/%Y})"
    arrived = arrive(scan) if scan else None
    entered = [line for line in lines if line.state == State.ENTERED]
    for line in entered:
        line.list = row
        line.late = move == "send_late"  # type: ignore[attr-defined]
    with transaction.atomic():
        LIST.move(
            row,
            move,
            by=by,
            at=at,
            changes=changes | {"sent_at": at, "due_on": None, "reason": ""},
            letter=letter,
            **facts,
        )
        move_many(
            REGISTRATION,
            entered,
            "send",
            by=by,
            at=at,
            changes={"sent_on": localdate(at)},
            facts=lambda line: {"unit": row.unit.name},
        )
        if arrived:
            receive(arrived, row.record, by=by, at=at, note=letter)
        _tell_receiver(row, len(lines), by=by, at=at)


def _tell_receiver(row: RegistrationList, lines: int, *, by: Seat | None, at: datetime) -> None:
    if row.receiver:
        tell(
            queries.desk_of(row.receiver, localdate(at)),
            "exemplars/notices/list_sent.txt",
            {"list": row, "lines": lines},
            record=row.record,
            address=queries.list_address(row),
            by=by,
            at=at,
        )


def take_back(row: RegistrationList, *, by: Seat | None, at: datetime) -> None:
    """Take a sent list back before it is accepted. Raises `CannotMove`."""
    lines = [line for line in queries.lines_on(row) if line.state == State.SENT and line.first_list_id == row.pk]
    with transaction.atomic():
        LIST.move(row, "take_back", by=by, at=at, changes={"fingerprint": "", "signed_by": None, "signed_at": None})
        move_many(REGISTRATION, lines, "take_back", by=by, at=at, changes={"sent_on": None})


def return_lines(
    row: RegistrationList,
    lines: Sequence[Registration],
    reason: str,
    *,
    due_on: date | None,
    by: Seat | None,
    at: datetime,
) -> None:
    """Return single entries with a reason and a day; the rest of the list stays as it is. Raises `CannotMove`.

    What the receiver had already taken onto its own list comes back to the unit's, while that list is not signed.
    """
    reason = reason.strip()
    if not reason:
        raise CannotMove(_("Ghi lý do trả lại để đơn vị biết phải sửa gì."))
    if due_on and due_on < localdate(at):
        raise CannotMove(_("Hạn bổ sung phải từ hôm nay trở đi."))
    _refuse_elsewhere(row, lines)
    with transaction.atomic():
        LIST.move(row, "return", by=by, at=at, changes={"due_on": due_on, "reason": reason}, reason=reason)
        move_many(
            REGISTRATION,
            lines,
            "return",
            by=by,
            at=at,
            changes={"reason": reason, "list": row},
            facts=lambda line: {"reason": reason},
        )
        _tell_returned(row, lines, reason, due_on, by=by, at=at)


def _refuse_elsewhere(row: RegistrationList, lines: Sequence[Registration]) -> None:
    if not lines:
        raise CannotMove(_("Chọn ít nhất một mô hình để trả lại."))
    if any(row.pk not in (line.list_id, line.first_list_id) for line in lines):
        raise CannotMove(_("Có mô hình không nằm trong danh sách này."))
    gone = [line.list for line in lines if line.list_id != row.pk and line.list and not line.list.is_changeable]
    if gone:
        raise CannotMove(
            _("Các mô hình này đã vào danh sách %(state)s của cấp trên.") % {"state": gone[0].get_state_display()}
        )


def _tell_returned(
    row: RegistrationList,
    lines: Sequence[Registration],
    reason: str,
    due_on: date | None,
    *,
    by: Seat | None,
    at: datetime,
) -> None:
    """Tell the unit whose list it is, and below it each unit whose own entry came back."""
    units = {row.unit_id: row.unit} | {line.unit_id: line.unit for line in lines}
    told = {seat.pk: seat for unit in units.values() for seat in queries.writers_of(unit, localdate(at))}
    tell(
        list(told.values()),
        "exemplars/notices/returned.txt",
        {"list": row, "lines": lines, "reason": reason, "due_on": due_on},
        record=row.record,
        address=queries.list_address(row),
        by=by,
        at=at,
    )


def return_list(row: RegistrationList, reason: str, *, due_on: date | None, by: Seat | None, at: datetime) -> None:
    """Return the whole list: none of its entries counts until it is sent again. Raises `CannotMove`."""
    return_lines(row, queries.lines_to_return(row), reason, due_on=due_on, by=by, at=at)


def enter_again(row: RegistrationList, *, by: Seat | None, at: datetime) -> int:
    """Put every returned entry of a list back on it, when nothing in them had to change. Raises `CannotMove`."""
    if not row.is_changeable:
        raise CannotMove(_("Danh sách không còn ở bước lập hoặc sửa."))
    lines = [line for line in queries.lines_on(row) if line.state == State.RETURNED]
    move_many(REGISTRATION, lines, "enter", by=by, at=at, changes={"reason": ""})
    return len(lines)


def accept(row: RegistrationList, *, by: Seat | None, at: datetime) -> RegistrationList:
    """Accept a list. A commune takes the entries onto its own list; the city accepts them. Raises `CannotMove`."""
    lines = [line for line in queries.lines_on(row) if line.state == State.SENT]
    receiver = row.receiver
    with transaction.atomic():
        LIST.move(row, "accept", by=by, at=at, lines=len(lines))
        if receiver and queries.receiver(receiver) and not receiver.root:
            onto = open_list(receiver, row.campaign, by=by, at=at)
            put_on(onto)
            move_many(
                REGISTRATION,
                lines,
                "pass_on",
                by=by,
                at=at,
                changes={"list": onto},
                facts=lambda line: {"unit": receiver.name},
            )
        else:
            move_many(REGISTRATION, lines, "accept", by=by, at=at)
        tell(
            queries.writers_of(row.unit, localdate(at)),
            "exemplars/notices/accepted.txt",
            {"list": row, "lines": len(lines)},
            record=row.record,
            address=queries.list_address(row),
            by=by,
            at=at,
        )
    return row


def remind(campaign: CampaignYear, units: Sequence[Unit], words: str, *, by: Seat | None, at: datetime) -> int:
    """Remind units that have not sent; written into the history of each list and into their inboxes.

    Whoever has sent meanwhile or was reminded the same day is passed over; gives how many were reminded.
    """
    if not words.strip():
        raise CannotMove(_("Ghi lời nhắc."))
    with transaction.atomic():
        rows = [row for unit in units if (row := _to_remind(unit, campaign, at=at))]
        for row in rows:
            LIST.move(row, "remind", by=by, at=at, changes={"reminded_at": at})
            tell(
                queries.writers_of(row.unit, localdate(at)),
                "exemplars/notices/reminder.txt",
                {"list": row, "words": queries.as_read(words, row.unit, row, campaign, localdate(at))},
                record=row.record,
                address=queries.list_address(row),
                by=by,
                at=at,
            )
    return len(rows)


def _to_remind(unit: Unit, campaign: CampaignYear, *, at: datetime) -> RegistrationList | None:
    last = (
        RegistrationList.objects.filter(campaign=campaign, unit=unit)
        .standing()
        .select_related("record", "unit__home")
        .order_by("round")
        .last()
    )
    row = last or open_list(unit, campaign, by=None, at=at)
    if row.state in (ListState.SENT, ListState.ACCEPTED):
        return None
    return None if row.reminded_at and localdate(row.reminded_at) == localdate(at) else row
