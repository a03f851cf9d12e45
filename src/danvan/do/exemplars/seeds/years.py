"""Lay down one demo year in bulk: the same moves in the same order as the pages make, all checked by the same rules."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.commons.places.models import Level
from danvan.commons.records.models import Audience
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.actions.registering import lasting
from danvan.do.exemplars.kinds import DecisionLevel, ListState, Result, Sort, State, Who
from danvan.do.exemplars.models import (
    Decision,
    Exemplar,
    Recognition,
    Registration,
    RegistrationList,
    folded,
    place_in_line,
)
from danvan.do.exemplars.seeds.ideas import AGENCY_IDEAS, IDEAS, INVENTED, achieved, person, texts
from danvan.do.exemplars.seeds.seats import Hands
from danvan.do.exemplars.seeds.shares import share, spread
from danvan.do.exemplars.seeds.year import Year
from danvan.do.exemplars.steps import DECISION, EXEMPLAR, LIST, REGISTRATION

CARRIED = 0.32
"""Share of a year's registrations that carry an exemplar of the year before on."""
FIXING, LATE, WAITING = 13, 9, 17
"""Of the open year's 103 communes: told to mend, not sent, sent and not yet looked at (as in the mock-up)."""


def lay_down(year: Year) -> list[Registration]:
    """Write a whole year in one transaction; returns its registrations."""
    units = _units(year)
    year.marks = _marks(
        year, [home for home in units if home.kind == UnitKind.COMMITTEE and home.level == Level.COMMUNE]
    )
    lines = _lines(year, units)
    by_home: dict[int, list[Registration]] = defaultdict(list)
    for line in lines:
        by_home[line.home_id].append(line)
    for home in units:
        if home.level != Level.DISTRICT and year.marks.get(home.pk) != "late":
            _send(year, by_home[home.pk])
    _pass_up(year, by_home, units)
    if year.plan.decided_on:
        _decide(year, by_home, units)
    year.batch.write()
    Recognition.objects.bulk_create(year.recognitions, batch_size=1000)
    shown = [line.exemplar for line in lines if line.state == State.RECOGNISED]
    for line in lines:
        if line.state == State.RECOGNISED:
            line.exemplar.shown_id = line.pk
    Exemplar.objects.bulk_update(shown, ["shown"], batch_size=500)
    return lines


def _units(year: Year) -> dict[Unit, list[Unit]]:
    """Leading bodies of the year with the units of each that register; the root with the city's own agencies."""
    day = date(year.plan.year, 12, 31) if year.plan.root == "CT" else date(year.plan.year, 4, 1)
    rows = Unit.objects.valid_on(day).filter(code__startswith=year.plan.root).select_related("home", "above", "place")
    found: dict[Unit, list[Unit]] = {}
    members: dict[int, list[Unit]] = defaultdict(list)
    for unit in rows.order_by("code"):
        if not (unit.code == year.plan.root or unit.code.startswith(f"{year.plan.root}-")):
            continue
        members[unit.home_id or unit.pk].append(unit)
        if unit.home_id == unit.pk:
            found[unit] = []
    for home in found:
        found[home] = [unit for unit in members[home.pk] if home.level == Level.COMMUNE or unit.pk != home.pk]
        found[home] = [unit for unit in found[home] if home.level == Level.COMMUNE or unit.kind != UnitKind.COMMISSION]
    return found


def _marks(year: Year, communes: list[Unit]) -> dict[int, str]:
    """In the open year communes stand at different steps; in a closed one all are accepted."""
    if year.plan.closed:
        return {}
    special = [home for home in communes if home.code in ("CT-THANH-PHU",)]
    others = [home for home in communes if home not in special]
    year.chance.shuffle(others)
    order = special + others
    marks = ["fix"] * FIXING + ["late"] * LATE + ["sent"] * WAITING
    return {home.pk: mark for home, mark in zip(order, marks, strict=False)}


def _lines(year: Year, units: dict[Unit, list[Unit]]) -> list[Registration]:
    """Registrations of the year by field and leading body, so that the totals are the plan's; in mixed order."""
    weights = {home: _weight(year, home) for home in units}
    wanted = []
    for key, (registered, recognised) in year.plan.fields.items():
        shares = share(registered, weights)
        chosen = share(recognised, {home: number or 1e-9 for home, number in shares.items()}) if recognised else {}
        for home, number in shares.items():
            wanted += [(home, key, good) for good in spread(number, min(number, chosen.get(home, 0)))]
    year.chance.shuffle(wanted)
    lines = [_line(year, home, units[home], key, good) for home, key, good in wanted]
    for key, (_registered, recognised) in year.plan.fields.items():
        _settle_rounding(lines, key, recognised)
    return lines


def _settle_rounding(lines: list[Registration], key: str, recognised: int) -> None:
    """Where a body had fewer registrations than its share of recognitions, others take them up."""
    rows = [line for line in lines if line.field == key]
    missing = recognised - sum(line.good for line in rows)  # type: ignore[attr-defined]
    for line in rows:
        if missing > 0 and not line.good:  # type: ignore[attr-defined]
            line.good, missing = True, missing - 1  # type: ignore[attr-defined]


def _weight(year: Year, home: Unit) -> float:
    if home.level == Level.COMMUNE:
        return year.chance.uniform(0.75, 1.3)
    return 2.6 if home.level == Level.CITY else 0.5


def _line(year: Year, home: Unit, members: list[Unit], key: str, good: bool) -> Registration:
    unit, name, where, measure, amount, theme = _idea(year, home, members, key)
    before = _carried(year, unit, key)
    line = Registration(year=year.plan.year, field=key, theme=theme, illustrative=True)
    if before is not None:
        name, where, measure = before.title, before.place, before.measure
        line.sort = year.chance.choices((Sort.RAISED, Sort.KEPT), (3, 2))[0]
        line.who = before.who
    else:
        line.sort = year.chance.choices((Sort.NEW, Sort.REPLICATED), (9, 1))[0]
        line.who = Who.INDIVIDUAL if year.chance.random() < 0.08 else Who.COLLECTIVE
        if line.who == Who.INDIVIDUAL:
            name = f"{person(year.persons if good else [])}: {name[:1].lower()}{name[1:]}"
    line.title, line.folded, line.measure, line.target = name, folded(name), measure, amount
    for box, text in texts(name, where, measure, amount).items():
        setattr(line, box, text)
    place_in_line(line, unit)
    line.exemplar = before.exemplar if before else _exemplar(year, line)
    if before is None and INVENTED in name:
        _consent(year, line)
    line.good = good  # type: ignore[attr-defined]
    _begin(year, line, home)
    return line


def _consent(year: Year, line: Registration) -> None:
    """The person agreed that the name is shown."""
    row, at = line.exemplar, year.moment(year.plan.plan_date + timedelta(days=36))
    row.consent, row.sorted_as = True, row.folded
    year.batch.step(EXEMPLAR, row, "consent", by=_writer(year, line).cadre, at=at, answer="đồng ý")


def _idea(year: Year, home: Unit, members: list[Unit], key: str) -> tuple[Unit, str, str, str, int, str]:
    """Who does what, where, with which output."""
    chance = year.chance
    if home.level != Level.COMMUNE:
        unit = chance.choice(members or [home])
        name = f"{chance.choice(AGENCY_IDEAS[key])} {chance.choice(('đợt', 'nhóm', 'chi đoàn', 'tổ'))} {chance.randrange(1, 30)}"
        return unit, name, f"địa bàn {_place(unit, home)}", "hộ", chance.randrange(10, 90, 5), ""
    ideas = IDEAS[key]
    for _attempt in range(20):
        idea = chance.choice(ideas)
        endings = {f"{home.code}-{body}" if body else home.code for body in idea.bodies}
        fitting = [unit for unit in members if unit.code in endings]
        if fitting:
            break
    else:
        fitting = members
    word = "khu vực" if home.name.startswith("Đảng ủy phường") else "ấp"
    where = f"{word} {chance.randrange(1, 13)}"
    return chance.choice(fitting), f"{idea.name} {where}", where, idea.measure, idea.amount(chance), str(idea.theme)


def _place(unit: Unit, home: Unit) -> str:
    return (unit.place or home.place).name if (unit.place or home.place) else home.name  # type: ignore[union-attr]


def _carried(year: Year, unit: Unit, key: str) -> Registration | None:
    """Last year's registration of the unit in the field, when this one carries it on."""
    if year.chance.random() > CARRIED:
        return None
    waiting = year.alive.get(unit.pk, [])
    found = next((line for line in waiting if line.field == key), None)
    if found:
        waiting.remove(found)
    return found


def _exemplar(year: Year, line: Registration) -> Exemplar:
    at = year.moment(year.plan.plan_date + timedelta(days=20))
    row = lasting(line)
    by = _writer(year, line).cadre
    return year.batch.begin(EXEMPLAR, row, "begin", by=by, at=at, reference=next(year.numbers))


def _writer(year: Year, line: Registration) -> Hands:
    return year.hands[line.unit_id] if line.home_id == year.root.pk else year.hands[line.home_id]


def _begin(year: Year, line: Registration, home: Unit) -> None:
    """Draft and enter, as on the pages."""
    by = _writer(year, line).cadre
    at = year.moment(year.plan.plan_date + timedelta(days=20 + year.chance.randrange(15)))
    year.batch.begin(REGISTRATION, line, "begin", by=by, at=at, reference=None)
    line.list = line.first_list = _list(year, line.unit if home == year.root else home)
    year.batch.step(REGISTRATION, line, "enter", by=by, at=at + timedelta(minutes=30))


def _list(year: Year, unit: Unit) -> RegistrationList:
    """The unit's list of the year, begun when its first registration comes."""
    if unit.pk not in year.lists:
        row = RegistrationList(
            campaign=year.campaign, receiver=queries.receiver(unit), title=lists.list_title(unit, year.campaign)
        )
        place_in_line(row, unit)
        at = year.moment(year.plan.plan_date + timedelta(days=15))
        year.lists[unit.pk] = year.batch.begin(
            LIST, row, "begin", by=year.hands[unit.pk].cadre, at=at, reference=year.reference("DS")
        )
    return year.lists[unit.pk]


def _send(year: Year, lines: list[Registration]) -> None:
    """The body's own list, or at the city's the list of each agency, is signed and sent."""
    by_list: dict[int, list[Registration]] = defaultdict(list)
    for line in lines:
        by_list[line.list.pk].append(line)  # type: ignore[union-attr]
    for rows in by_list.values():
        day = year.plan.communes_by - timedelta(days=2 + year.chance.randrange(20))
        _sign_and_send(year, rows[0].list, rows, day)  # type: ignore[arg-type]


def _sign_and_send(year: Year, row: RegistrationList, lines: list[Registration], day: date) -> None:
    team, batch = year.hands[row.unit_id], year.batch
    at = year.moment(day)
    row.fingerprint, row.signed_by, row.signed_at = lists.fingerprint(lines), team.head, at
    batch.step(LIST, row, "sign", by=team.head, at=at, lines=len(lines))
    number = f"{year.chance.randrange(11, 260)}-CV/ĐU"
    row.letter_number, row.letter_date, row.sent_at = number, day, at + timedelta(hours=1)
    batch.step(LIST, row, "send", by=team.cadre, at=row.sent_at, letter=f"{number} ({day:%d/%m/%Y})")
    for line in lines:
        line.sent_on = day
        if line.state == State.ENTERED:
            batch.step(REGISTRATION, line, "send", by=team.cadre, at=row.sent_at, unit=row.unit.name)


def _pass_up(year: Year, by_home: dict[int, list[Registration]], units: dict[Unit, list[Unit]]) -> None:
    """Receivers accept: until June 2025 the district first, then the city; since then the city."""
    districts = [home for home in units if home.level == Level.DISTRICT]
    for district in districts:
        mine = [home for home in units if home.above_id == district.pk and home.level == Level.COMMUNE]
        lines = [line for home in mine for line in by_home[home.pk]]
        for home in mine:
            _accept_below(year, district, by_home[home.pk])
        lines += by_home[district.pk]
        onto = _list(year, district)
        _sign_and_send(year, onto, lines, year.plan.communes_by + timedelta(days=6))
        _accept_city(year, onto, lines)
    for unit_id, row in year.lists.items():
        if row.receiver_id == year.root.pk and row.state == ListState.SENT and unit_id not in {d.pk for d in districts}:
            lines = [line for line in by_home[row.home_id] if line.list is row]
            _look(year, row, lines)


def _accept_below(year: Year, district: Unit, lines: list[Registration]) -> None:
    if not lines:
        return
    row = lines[0].list
    at = year.moment(year.plan.communes_by + timedelta(days=3))
    by = year.hands[district.pk].cadre
    year.batch.step(LIST, row, "accept", by=by, at=at, lines=len(lines))  # type: ignore[type-var]
    onto = _list(year, district)
    for line in lines:
        year.batch.step(REGISTRATION, line, "pass_on", by=by, at=at, unit=district.name)
        line.list = onto


def _accept_city(year: Year, row: RegistrationList, lines: list[Registration]) -> None:
    at = year.moment(year.plan.communes_by + timedelta(days=12))
    year.batch.step(LIST, row, "accept", by=year.officer, at=at, lines=len(lines))
    for line in lines:
        year.batch.step(REGISTRATION, line, "accept", by=year.officer, at=at)


def _look(year: Year, row: RegistrationList, lines: list[Registration]) -> None:
    """The city looks at a commune's or agency's list: accepts it, returns some entries, or has not come to it."""
    mark = year.marks.get(row.unit_id)
    if mark == "sent":
        return
    if mark != "fix":
        _accept_city(year, row, lines)
        return
    at = year.moment(year.plan.communes_by + timedelta(days=1))
    reason = "Địa bàn ghi chung chung; cần ghi ấp, khu vực hoặc tên đường cụ thể."
    row.due_on, row.reason = year.plan.communes_by + timedelta(days=10), reason
    year.batch.step(LIST, row, "return", by=year.officer, at=at, reason=reason)
    for line in lines[: year.chance.randrange(1, 5)]:
        line.reason = reason
        year.batch.step(REGISTRATION, line, "return", by=year.officer, at=at, reason=reason)


def _decide(year: Year, by_home: dict[int, list[Registration]], units: dict[Unit, list[Unit]]) -> None:
    """Decisions of the year: of districts and the city until 2024, of communes and the city since."""
    level = DecisionLevel.DISTRICT if year.plan.root == "CT04" else DecisionLevel.COMMUNE
    bodies = {home: list(by_home[home.pk]) for home in units}
    if level == DecisionLevel.DISTRICT:
        for home in units:
            if home.level == Level.COMMUNE and home.above is not None:
                bodies[next(one for one in units if one.pk == home.above_id)] += bodies.pop(home)
    for place, (body, lines) in enumerate(bodies.items(), start=1):
        if lines:
            _decision(year, body, lines, DecisionLevel.CITY if body == year.root else level, place)


def _decision(year: Year, body: Unit, lines: list[Registration], level: str, place: int) -> None:
    day = year.plan.decided_on
    assert day is not None
    at = year.moment(day)
    by = year.hands[body.pk].head if level == DecisionLevel.COMMUNE else year.officer
    row = Decision(
        year=year.plan.year,
        number=f"{400 + place}-QĐ/{'ĐU' if level == DecisionLevel.COMMUNE else 'TU' if level == DecisionLevel.CITY else 'QHU'}",
        signed_on=day,
        signer="T/M Ban Thường vụ" if level != DecisionLevel.COMMUNE else "T/M Đảng ủy",
        level=level,
        issued_at=at,
        illustrative=True,
    )
    place_in_line(row, body)
    row.title = f"Quyết định {row.number} ngày {day:%d/%m/%Y}"
    batch = year.batch
    batch.begin(DECISION, row, "begin", by=by, at=at, reference=year.reference("QD"))
    good = [line for line in lines if line.good]  # type: ignore[attr-defined]
    batch.step(DECISION, row, "issue", by=by, at=at, recognised=len(good), declined=len(lines) - len(good))
    for line in lines:
        _result(year, row, line, by=by, at=at)


NOT_YET = "Chưa có sản phẩm đo được so với chỉ tiêu đăng ký; tiếp tục làm, xét lại năm sau."


def _result(year: Year, row: Decision, line: Registration, *, by: Seat, at: datetime) -> None:
    good = line.good  # type: ignore[attr-defined]
    year.recognitions.append(
        Recognition(
            decision=row,
            registration=line,
            result=Result.RECOGNISED if good else Result.NOT_YET,
            reason="" if good else NOT_YET,
            achieved=achieved(year.measured, line.target) if good else None,
        )
    )
    if not good:
        line.reason = NOT_YET
        year.batch.step(REGISTRATION, line, "decline", by=by, at=at, decision=row.number, reason=NOT_YET)
        return
    line.recognised_on, line.recognised_level, line.audience = row.signed_on, row.level, Audience.PUBLIC
    year.batch.step(REGISTRATION, line, "recognise", by=by, at=at, decision=row.number)
    if line.exemplar.audience != Audience.PUBLIC:
        line.exemplar.audience = Audience.PUBLIC
        year.batch.step(EXEMPLAR, line.exemplar, "show", by=None, at=at)
