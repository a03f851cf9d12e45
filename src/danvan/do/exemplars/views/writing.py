"""What the writing pages fetch first: the seat that writes, the year, the registration with its moves."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from danvan.commons.people.codes import NoSuchUnit, resolve
from danvan.commons.people.models import Seat, Unit
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.desk import current_year
from danvan.do.exemplars.models import CampaignYear, Registration, RegistrationList
from danvan.do.exemplars.steps import REGISTRATION
from danvan.ui.typed import NotUnderstood, whole


def asked_year(text: str | None, seat: Seat) -> int:
    """The campaign year the address asks for, else the one that is worked on. Raises `Http404` for what is no year."""
    if not text:
        return current_year(seat)
    try:
        year = whole(text)
    except NotUnderstood as strange:
        raise Http404 from strange
    if not date.min.year <= year <= date.max.year:
        raise Http404
    return year


def why_closed(seat: Seat, campaign: CampaignYear | None, year: int) -> str:
    """Why nothing new can be written in a year, in words for the person; nothing when it can."""
    if campaign is None:
        return _("Chưa có năm thi đua %(year)s. Thành phố lập kế hoạch năm trước đã.") % {"year": year}
    if campaign.is_open:
        return (
            "" if seat.role in rules.WRITERS else _("Đơn vị tự đăng ký trong năm đang mở; Ban chỉ nhập danh sách muộn.")
        )
    if not campaign.is_closed:
        return _("Năm thi đua %(year)s chưa mở đăng ký.") % {"year": year}
    if rules.is_city_officer(seat):
        return ""
    return _("Năm thi đua %(year)s đã đóng. Danh sách gửi muộn do chuyên viên thành phố nhập, có ghi lý do.") % {
        "year": year
    }


def opens_form(seat: Seat, campaign: CampaignYear | None) -> bool:
    """Whether a page may offer this seat to register in the year."""
    return campaign is not None and campaign.is_open and seat.role in rules.WRITERS


def units_for(seat: Seat, year: int, code: str) -> list[Unit]:
    """The units a new registration may be of; the unit named in the address, or else the seat's own, comes first."""
    named = _named(code)
    if seat.role in rules.WRITERS:
        units = list(queries.writable_units(seat, year))
    else:
        units = list(queries.late_units(named, year)) if named else []
    first = named.pk if named else seat.unit_id
    return sorted(units, key=lambda unit: unit.pk != first)


def _named(code: str) -> Unit | None:
    try:
        return resolve(code) if code else None
    except NoSuchUnit as unknown:
        raise Http404 from unknown


def line_to_write(seat: Seat, reference: str, year: int) -> Registration:
    """A registration that the seat may see, ready for its moves. Raises `Http404`."""
    line = queries.line_to_write(reference.upper(), year, Registration.objects.visible_to(seat))
    if line is None:
        raise Http404
    line.late = _late(line)  # type: ignore[attr-defined]
    return line


def _late(line: Registration) -> bool:
    """Whether it can only be written late: its year is closed and its list was never sent."""
    campaign = CampaignYear.objects.filter(year=line.year).first()
    return campaign is not None and campaign.is_closed and not (line.list and line.list.sent_at)


def entered_words(line: Registration) -> str:
    """That it stands on the list, and who acts next."""
    said = _("Đã ghi “%(name)s” vào danh sách.") % {"name": line.title}
    return f"{said} {signing_words(line.list)}".strip()


def signing_words(row: RegistrationList | None) -> str:
    """Who signs a list that nobody has signed yet."""
    if row is None or not row.is_changeable:
        return ""
    return _("Tiếp theo: thủ trưởng %(unit)s ký danh sách.") % {"unit": row.unit.name}


def may(seat: Seat, line: Registration, move: str) -> bool:
    """Whether a page may offer this move."""
    return REGISTRATION.allows(seat, line, move)
