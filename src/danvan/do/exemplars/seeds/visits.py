"""Visits of the demo: after six and twelve months, made by the same action as on the page (dữ liệu minh họa)."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from danvan.commons.people.models import Seat
from danvan.do.exemplars.actions import visiting
from danvan.do.exemplars.kinds import LAPSED, OVER, Life, State
from danvan.do.exemplars.models import Registration, Visit

FOUND = (Life.RUNNING,) * 44 + (Life.COMPLETED,) * 3 + (Life.PAUSED,) * 2 + (Life.STOPPED,)
"""Of fifty visits."""
MISSED = 0.02
"""Share of visits that nobody made: they stand as late."""
REASONS = (
    "Người giữ việc chuyển đi nơi khác, chưa cử người thay.",
    "Hết vốn quay vòng, đang xin bổ sung.",
    "Sáp nhập ấp, chưa có nơi nhận lại.",
    "Đường làm xong rồi bà con chuyển sang việc khác.",
)


def lay_down(lines: list[Registration], *, until: date, by: Seat) -> None:
    """Plan the visits that a year's recognitions ask for, and make those whose day has come."""
    good = [line for line in lines if line.state == State.RECOGNISED]
    if not good or good[0].recognised_on is None:
        return
    visiting.plan_for(good, good[0].recognised_on)
    chance = Random(good[0].year)  # noqa: S311 - the same demo every time
    over: set[int] = set()
    for months in sorted({visit.after for visit in visiting.plan(good[:1], good[0].recognised_on)}):
        _round(months, until=until, by=by, chance=chance, over=over, year=good[0].year)


def _round(months: int, *, until: date, by: Seat, chance: Random, over: set[int], year: int) -> None:
    rows = Visit.objects.filter(year=year, after=months, due_on__lte=until)
    rows = rows.select_related("registration__exemplar__record", "registration__exemplar__unit", "registration__unit")
    by_home: dict[int, list[visiting.Finding]] = defaultdict(list)
    for visit in rows.order_by("registration__exemplar__record__reference"):
        if visit.registration_id in over or chance.random() < MISSED:
            continue
        found = chance.choice(FOUND)
        if found in OVER:
            over.add(visit.registration_id)
        by_home[visit.home_id].append(_finding(visit, found, chance))
    for findings in by_home.values():
        on = findings[0].visit.due_on - timedelta(days=chance.randrange(21))
        visiting.record_many(findings, on=on, by=by, at=datetime.combine(on, time(8), UTC))


def _finding(visit: Visit, found: Life, chance: Random) -> visiting.Finding:
    target = visit.registration.target
    measured = Decimal(round(float(target) * chance.uniform(0.5, 1.2))) if target is not None else None
    reason = chance.choice(REASONS) if found in LAPSED else ""
    return visiting.Finding(visit, found, reason, measured)
