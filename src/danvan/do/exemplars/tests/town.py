"""A small town for the reading pages: registrations in every state, of two years, made by the real actions."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from danvan.do.exemplars.actions import deciding, lists, registering
from danvan.do.exemplars.kinds import DecisionLevel, Field, ListState, Result, Who
from danvan.do.exemplars.models import Decision, Recognition, Registration, RegistrationList
from danvan.do.exemplars.tests import make

BEFORE = datetime(2025, 3, 20, 2, 0, tzinfo=UTC)
DECIDED = datetime(2026, 12, 11, 2, 0, tzinfo=UTC)
OLD_WOMEN = "CT04-CO-DO-TRUNG-THANH-HPN"
"""Women's union of a commune that went into xã Trung Hưng on 1 July 2025."""
BASKETS, RICE, GUARD, TUAN, HOA, RETURNED, NET, SENT, ENTERED, DRAFT, WITHDRAWN, CITY = (
    "Tổ đan giỏ lục bình ấp 1",
    "Hũ gạo nghĩa tình",
    "Tiếng kẻng an ninh",
    "Ông Trần Thử Tuấn vận động làm cầu",
    "Bà Lê Thử Hoa giúp chị em nuôi dê",
    "Vườn rau không địa chỉ",
    "Tổ hợp tác đan ráp lú",
    "Bến đò an toàn",
    "Hẻm hoa mười giờ",
    "Phiếu còn đang viết",
    "Mô hình thôi không làm nữa",
    "Ngày không hẹn, không chờ",
)


def build() -> dict[str, Registration]:
    """Everything; name -> registration as it stands in the end."""
    _enter()
    send(make.WOMEN, make.ELSEWHERE, "CT-HPN", at=make.AT)
    accept_units(make.WOMEN, at=make.AT)
    send(make.COMMUNE, at=make.AT)
    accept_units(make.COMMUNE, "CT-HPN", at=make.AT)
    lists.return_lines(
        last_list(make.COMMUNE), [line(RETURNED)], "Ghi rõ địa bàn.", due_on=date(2026, 4, 15), by=None, at=make.LATER
    )
    decide(
        {BASKETS: "", GUARD: "", TUAN: "", HOA: "", CITY: "", RICE: "chưa đo được sản phẩm"},
        number="401-QĐ/TU",
        at=DECIDED,
    )
    recognition = Recognition.objects.get(registration=line(GUARD))
    deciding.revoke_one(
        recognition,
        reason="Kẻng đã bỏ.",
        basis="QĐ 410-QĐ/TU",
        on=date(2026, 12, 20),
        by=None,
        at=DECIDED + timedelta(days=9),
    )
    Recognition.objects.filter(registration=line(BASKETS)).update(achieved=18)
    registering.note_consent(line(HOA).exemplar, True, by=None, at=DECIDED)
    return {row.title: row for row in Registration.objects.select_related("exemplar__record", "record", "unit", "list")}


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Registration]]:
    """The town, built once for the tests of a module and taken down after them; each test's own acts are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def _enter() -> None:
    make.entered(code=OLD_WOMEN, of=2025, at=BEFORE, title=NET, measure="", target=None)
    send(OLD_WOMEN, at=BEFORE)
    commune, district = OLD_WOMEN.removesuffix("-HPN"), "CT04-CO-DO"
    accept_units(OLD_WOMEN, at=BEFORE)
    send(commune, at=BEFORE)
    accept_units(commune, at=BEFORE)
    send(district, at=BEFORE)
    accept_units(district, at=BEFORE)
    decide({NET: ""}, number="12-QĐ/HU", at=BEFORE, of=2025, unit="CT04-CO-DO", level=DecisionLevel.DISTRICT)
    make.entered(title=BASKETS)
    make.entered(title=RICE, field=Field.CULTURE_SOCIETY, measure="hộ")
    make.entered(title=GUARD, field=Field.DEFENCE_SECURITY)
    make.entered(title=TUAN, field=Field.POLITICAL_SYSTEM, who=Who.INDIVIDUAL, measure="cầu", target=2)
    make.entered(title=HOA, who=Who.INDIVIDUAL)
    make.entered(title=RETURNED)
    make.entered(code=make.ELSEWHERE, title=SENT, field=Field.DEFENCE_SECURITY)
    make.entered(code="CT-HPN", title=CITY, field=Field.POLITICAL_SYSTEM, measure="lượt")
    make.entered(code=make.FARMERS, title=ENTERED)
    make.draft(code=make.FARMERS, title=DRAFT)
    registering.withdraw(make.draft(code=make.FARMERS, title=WITHDRAWN), "Không đủ người.", by=None, at=make.AT)


def line(title: str) -> Registration:
    """A registration by its name."""
    return make.fresh(Registration.objects.get(title=title))


def last_list(code: str) -> RegistrationList:
    """The last list of a unit."""
    return make.fresh_list(RegistrationList.objects.filter(unit=make.unit(code)).latest("pk"))


def send(*codes: str, at: datetime) -> None:
    """The lists of these units, signed and sent."""
    for code in codes:
        lists.sign(last_list(code), by=None, at=at)
        lists.send(last_list(code), letter_number="15-CV", letter_date=at.date(), by=None, at=at)


def accept_units(*codes: str, at: datetime) -> None:
    """The lists of these units, accepted by whoever receives them."""
    for code in codes:
        row = last_list(code)
        assert row.state == ListState.SENT
        lists.accept(row, by=None, at=at)


def decide(
    results: dict[str, str],
    *,
    number: str,
    at: datetime,
    of: int = 2026,
    unit: str = make.CITY,
    level: str = DecisionLevel.CITY,
) -> Decision:
    """A decision: an empty reason recognises, any other one says why not yet."""
    values = {"year": of, "level": level, "number": number, "signed_on": at.date(), "signer": "T/M Ban Thường vụ"}
    row = deciding.prepare(unit=make.unit(unit), values=values, by=None, at=at)
    said = {line(name).pk: (Result.NOT_YET if why else Result.RECOGNISED, why) for name, why in results.items()}
    deciding.set_results(row, said, by=None, at=at)
    return deciding.issue(row, by=None, at=at)
