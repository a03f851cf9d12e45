"""Seats, records and reports for tests, made by the real actions (dữ liệu minh họa)."""

from datetime import UTC, date, datetime
from typing import Any

from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Unit
from danvan.commons.periods import Period, parse
from danvan.do.exemplars.actions import deciding
from danvan.do.exemplars.kinds import DecisionLevel, Field, Result
from danvan.do.exemplars.models import Registration, RegistrationList
from danvan.do.exemplars.tests import make as exemplars
from danvan.overview.reports.actions import writing
from danvan.overview.reports.kinds import FIELDS, RECOGNISED, REGISTERED, SORTS, WORK, Outline, PartState
from danvan.overview.reports.models import Report
from danvan.overview.reports.numbers import Number, Numbers, Row, period_of

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""Tuesday 24/11/2026, 09:00 in Cần Thơ."""
LATER = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
"""31/12/2026, 23:59 in Cần Thơ."""
CITY, COMMUNE, WOMEN = exemplars.CITY, exemplars.COMMUNE, exemplars.WOMEN
PART = WORK.part("ii-6")
TITLES = ("Tổ đan giỏ lục bình ấp 1", "Tuyến đường hoa ấp 2", "Camera an ninh khu chợ")
FIELD_OF = (Field.ECONOMY, Field.CULTURE_SOCIETY, Field.DEFENCE_SECURITY)
cadre, head, officer, leader = exemplars.cadre, exemplars.head, exemplars.officer, exemplars.leader
administrator, stranger, unit = exemplars.administrator, exemplars.stranger, exemplars.unit


def records() -> RegistrationList:
    """Three exemplars of one commune, sent to the city, two of them recognised."""
    lines = [exemplars.entered(title=title, field=field) for title, field in zip(TITLES, FIELD_OF, strict=True)]
    row = lines[0].list
    assert row is not None
    exemplars.lists.sign(exemplars.fresh_list(row), by=head(), at=exemplars.AT)
    sent = exemplars.fresh_list(row)
    exemplars.lists.send(sent, letter_number="15-CV/HPN", letter_date=date(2026, 3, 20), by=head(), at=exemplars.AT)
    recognise(*Registration.objects.filter(title__in=TITLES[:2]))
    return row


def recognise(*lines: Registration, number: str = "125-QĐ/ĐU") -> None:
    """A decision of the commune that names these."""
    values = {
        "year": 2026,
        "level": DecisionLevel.COMMUNE,
        "number": number,
        "signed_on": date(2026, 11, 20),
        "signer": "",
    }
    by = head(COMMUNE)
    decision = deciding.prepare(unit=unit(COMMUNE), values=values, by=by, at=AT)
    said = {line.pk: (Result.RECOGNISED, "") for line in lines}
    deciding.set_results(decision, said, by=by, at=AT)
    decision.refresh_from_db()
    deciding.issue(decision, by=by, at=AT)


def report(code: str = COMMUNE, *, period: str = "2026", outline: Outline = WORK, **changes: Any) -> Report:
    """A report that was just begun by the commune's head (or the system)."""
    return writing.begin(unit=resolve(code), outline=outline, period_code=period, by=None, at=AT, **changes)


def written(row: Report, text: str, *, key: str = "ii-6", state: PartState = PartState.WRITING) -> Report:
    """A part of a report with these words."""
    section = row.sections.get(key=key)
    return writing.write(row, row.outline.part(key), text, state=state, seen=section.version, by=None, at=AT)


def text_of(row: Report, key: str = "ii-6") -> str:
    """The words of a part."""
    return str(row.sections.get(key=key).text)


def numbers(
    now: dict[str, int],
    before: dict[str, int] | None = None,
    *,
    period: Period | None = None,
    rows: tuple[Row, ...] = (),
    on: date | None = None,
    **body: Any,
) -> Numbers:
    """Numbers as if they had been counted: `{"registered": 3, "recognised.kinh_te": 1}`; no database."""
    labels = {"exemplars.registered": "Đăng ký", "exemplars.recognised": "Công nhận", "exemplars.revoked": "Thu hồi"}
    codes = [*labels, *(f"{total}.{key}" for total in (REGISTERED, RECOGNISED) for key in (*FIELDS, *SORTS))]
    codes += [f"{REGISTERED}.collective", f"{REGISTERED}.individual"]
    was = before or {}
    return Numbers(
        Unit(
            **{"name": "Thành ủy Cần Thơ", "code": "CT", "kind": "committee", "level": "city", "line": "party"} | body
        ),
        period or parse("2023"),
        {code: _number(code, now, was, labels) for code in codes},
        rows,
        on,
    )


def _number(code: str, now: dict[str, int], was: dict[str, int], labels: dict[str, str]) -> Number:
    short = code.removeprefix("exemplars.")
    name = labels.get(code, short.rpartition(".")[2].replace("_", " ").capitalize())
    above = labels.get(code.rpartition(".")[0], "")
    told = f"{above} {name}".strip().lower()
    return Number(code, name, told, "mô hình", now.get(short, 0), was.get(short, 0), f"/{short}/", f"/{short}/truoc/")


def row(code: str, registered: int, recognised: int = 0, level: str = "commune") -> Row:
    """A commune's row."""
    return Row(code, f"Đảng ủy xã {code}", level, {REGISTERED: registered, RECOGNISED: recognised}, {}, {})


def period(code: str = "2026") -> Period:
    """A period of the commune's calendar."""
    return period_of(resolve(COMMUNE), code)
