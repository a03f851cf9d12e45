"""Seats, years and registrations for tests, made by the real actions (dữ liệu minh họa)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Role, Seat, Unit, User
from danvan.commons.records import ids
from danvan.do.exemplars.actions import lists, registering, years
from danvan.do.exemplars.kinds import NINE_BOXES, Field, Sort, State, Who
from danvan.do.exemplars.models import CampaignYear, Registration, RegistrationList, folded

AT = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
"""Friday 20/03/2026, 09:00 in Cần Thơ."""
LATER = datetime(2026, 4, 2, 1, 15, tzinfo=UTC)
"""Thursday 02/04/2026, two days after the lists were due."""
CITY, COMMISSION = "CT", "CT-BTGDV"
COMMUNE, WOMEN, FARMERS, DESK = "CT-THANH-PHU", "CT-THANH-PHU-HPN", "CT-THANH-PHU-HND", "CT-THANH-PHU-BXDD"
ELSEWHERE = "CT-CAI-KHE-HND"
BOXES = {
    "title": "Tổ đan giỏ lục bình ấp 1",
    "situation": "Sau vụ lúa, nhiều chị ở ấp 1 không có việc.",
    "goal": "Đến tháng 10, 20 chị có việc đều.",
    "method": "Mở hai lớp tại nhà văn hóa ấp, chị đan giỏi kèm chị mới.",
    "place": "Tuyến kênh ấp 1; phụ nữ chưa có việc.",
    "forces": "Chủ trì: Hội LHPN xã. Phối hợp: Chi bộ ấp 1.",
    "means": "Quỹ Hội 5 triệu đồng; từ tháng 4 đến tháng 10/2026.",
    "output": "20 chị có việc đan giỏ đều hằng tháng.",
    "lasting": "Tổ tự quản sau tháng 10.",
}
assert tuple(BOXES) == NINE_BOXES


def unit(code: str) -> Unit:
    """A shipped unit by its code."""
    return resolve(code)


def seat(role: Role, code: str) -> Seat:
    """A person with one hat, the same one when asked twice."""
    user, _made = User.objects.get_or_create(username=f"{role}-{code}".lower(), defaults={"name": f"{role} {code}"})
    found, _made = Seat.objects.get_or_create(user=user, unit=unit(code), role=role)
    return Seat.objects.select_related("user", "unit__home").get(pk=found.pk)


def cadre(code: str = WOMEN) -> Seat:
    """A cadre of a unit."""
    return seat(Role.CADRE, code)


def head(code: str = WOMEN) -> Seat:
    """The head of a unit."""
    return seat(Role.HEAD, code)


def officer() -> Seat:
    """The officer of the city's commission."""
    return seat(Role.OFFICER, COMMISSION)


def leader() -> Seat:
    """A leader of the city."""
    return seat(Role.LEADER, CITY)


def administrator() -> Seat:
    """An administrator of the city."""
    return seat(Role.ADMINISTRATOR, CITY)


def stranger() -> Seat:
    """A cadre of another commune."""
    return cadre(ELSEWHERE)


def year(number: int = 2026, *, at: datetime = AT, opened: bool = True, **values: Any) -> CampaignYear:
    """A campaign year of the city with its dates, open unless said otherwise."""
    found = CampaignYear.objects.filter(year=number).first()
    if found:
        return found
    dates = {
        "plan_number": "12-KH/BTGDVTU",
        "plan_date": date(number, 1, 15),
        "units_by": date(number, 3, 15),
        "communes_by": date(number, 3, 31),
        "fix_by": date(number, 4, 15),
    }
    row = years.plan_year(year=number, unit=unit(CITY), values=dates | values, by=None, at=at)
    if opened:
        years.open_year(row, by=None, at=at)
    return row


def closed(number: int = 2025, *, at: datetime = AT) -> CampaignYear:
    """A campaign year that is over."""
    row = year(number, at=at)
    years.close_year(row, by=None, at=at)
    return row


def values(**changes: Any) -> dict[str, Any]:
    """Every box of a registration."""
    first = {"sort": Sort.NEW, "field": Field.ECONOMY, "who": Who.COLLECTIVE, "measure": "việc làm", "target": 20}
    return BOXES | first | changes


def draft(
    *, by: Seat | None = None, code: str = WOMEN, of: int = 2026, at: datetime = AT, **changes: Any
) -> Registration:
    """A draft of a unit."""
    year(of, at=at)
    return registering.draft(year=of, unit=unit(code), values=values(**changes), by=by, at=at)


def entered(
    *, by: Seat | None = None, code: str = WOMEN, of: int = 2026, at: datetime = AT, **changes: Any
) -> Registration:
    """A registration on its unit's list."""
    return registering.enter(draft(by=by, code=code, of=of, at=at, **changes), by=by, at=at)


def signed(code: str = WOMEN, *titles: str, at: datetime = AT) -> RegistrationList:
    """A unit's list with these exemplars, signed by its head."""
    lines = [entered(code=code, at=at, title=title) for title in titles or (BOXES["title"],)]
    row = lines[0].list
    assert row is not None
    return lists.sign(fresh_list(row), by=head(code), at=at)


def sent(code: str = WOMEN, *titles: str, at: datetime = AT) -> RegistrationList:
    """The same, sent under a letter."""
    row = signed(code, *titles, at=at)
    return lists.send(fresh_list(row), letter_number="15-CV/HPN", letter_date=at.date(), by=head(code), at=at)


def sent_to_city(*titles: str, at: datetime = AT) -> RegistrationList:
    """A unit's list accepted by its commune, whose own list is signed and sent to the city."""
    lists.accept(fresh_list(sent(WOMEN, *titles, at=at)), by=head(COMMUNE), at=at)
    row = RegistrationList.objects.get(unit=unit(COMMUNE))
    lists.sign(fresh_list(row), by=head(COMMUNE), at=at)
    return lists.send(fresh_list(row), letter_number="31-CV/ĐU", letter_date=at.date(), by=head(COMMUNE), at=at)


def accepted(*titles: str, at: datetime = AT) -> list[Registration]:
    """Registrations that the city has accepted."""
    row = lists.accept(fresh_list(sent_to_city(*titles, at=at)), by=officer(), at=at)
    return list(Registration.objects.filter(list=row, state=State.ACCEPTED).order_by("pk"))


def grown(row: RegistrationList, titles: Iterable[str]) -> None:
    """More registrations on a list with one, written straight into the tables as a large file would bring them in."""
    first = Registration.objects.select_related("exemplar__record", "record").get(list=row)
    for at, title in enumerate(titles):
        exemplar = _copy(first.exemplar, _copy(first.exemplar.record, reference=f"DVK-2026-9{at:04}", title=title))
        record = _copy(first.record, title=title)
        _copy(first, record, exemplar_id=exemplar.pk, title=title, folded=folded(title), token=None)


def _copy(row: Any, record: Any = None, **changes: Any) -> Any:
    values = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    key = {"record_id": record.pk} if record else {"id": ids.one()}
    return type(row).objects.create(**(values | changes | key))


def fresh(line: Registration) -> Registration:
    """The registration as another person would load it."""
    return Registration.objects.select_related(
        "record", "unit__home", "exemplar__record", "exemplar__unit", "list__campaign", "list__receiver", "first_list"
    ).get(pk=line.pk)


def fresh_list(row: RegistrationList) -> RegistrationList:
    """The list as another person would load it."""
    return RegistrationList.objects.select_related("record", "campaign", "unit__home", "receiver").get(pk=row.pk)
