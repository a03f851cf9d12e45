"""What the shipped units are: each area's leading committee and the bodies beside it, spelt out from the tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from danvan.commons.people.models import Line, UnitKind
from danvan.commons.places.loading import DATA as PLACES
from danvan.commons.places.loading import STATISTICS, day, rows
from danvan.commons.places.models import Level

DATA = Path(__file__).parent / "data"
ILLUSTRATIVE = "cơ cấu mẫu (dữ liệu minh họa)"
"""Basis of a unit whose existence under exactly this name was not compared with its own decision."""
COMMITTEES = {
    "Tỉnh": "Tỉnh ủy {bare}",
    "Thành phố": "Thành ủy {bare}",
    "Quận": "Quận ủy {bare}",
    "Huyện": "Huyện ủy {bare}",
    "Thị xã": "Thị ủy {bare}",
    "Thị trấn": "Đảng ủy {place}",
    "Phường": "Đảng ủy {place}",
    "Xã": "Đảng ủy {place}",
}
"""How the committee that leads a place is called, by the sort of place."""
HAMLETS = {"Phường": "khu vực"}
"""How the smallest communities of a place are called; elsewhere they are `ấp`."""
ROOTS = ("CT04", "CT")


@dataclass(frozen=True)
class Body:
    """One shipped unit; `place` is the key of its area, `above` and `home` are codes of units."""

    code: str
    name: str
    kind: str
    line: str
    level: str
    place: str
    above: str
    home: str
    valid_from: date | None
    valid_to: date | None
    basis: str
    follower: str = ""
    """Suffix of the body that follows it, when it is another one."""
    root: bool = False


@dataclass(frozen=True)
class Follows:
    """One shipped succession of units, by code."""

    old: str
    new: str
    share: str
    on: date
    basis: str


def bodies() -> dict[str, Body]:
    """Every shipped unit by its code."""
    areas = list(rows(PLACES / "areas.csv"))
    found = {area["key"]: _committee(area) for area in areas}
    for row in rows(DATA / "bodies.csv"):
        for area in areas:
            if row["where"] == f"{_city(area['key'])} {area['level']}":
                body = _body(row, area, found[area["key"]])
                found[body.code] = body
    return {code: replace(body, above=_standing(body, found)) for code, body in found.items()}


def successions(known: dict[str, Body]) -> Iterator[Follows]:
    """Every shipped succession: bodies follow as their places do, or one another within a place."""
    beside: dict[str, list[Body]] = {}
    for body in known.values():
        beside.setdefault(body.home, []).append(body)
        if _ends_early(body, known):
            on = (body.valid_to or date.max) + timedelta(days=1)
            yield Follows(body.code, f"{body.home}-{body.follower}", "full", on, ILLUSTRATIVE)
    for row in rows(PLACES / "successions.csv"):
        for body in beside[row["old"]]:
            same, other = row["new"] + body.code.removeprefix(body.home), f"{row['new']}-{body.follower}"
            new = same if same in known else other
            if new in known and not _ends_early(body, known):
                yield Follows(body.code, new, row["share"], date.fromisoformat(row["on"]), row["basis"])


def _ends_early(body: Body, known: dict[str, Body]) -> bool:
    """Whether the body ended while its place went on."""
    return body.valid_to != known[body.home].valid_to


def _city(key: str) -> str:
    """The city or province a key belongs to."""
    return key.partition("-")[0]


def _committee(area: dict[str, str]) -> Body:
    return Body(
        code=area["key"],
        name=COMMITTEES[_sort(area)].format(bare=_bare(area), place=_place(area)),
        kind=UnitKind.COMMITTEE,
        line=Line.PARTY,
        level=area["level"],
        place=area["key"],
        above=area["above"],
        home=area["key"],
        valid_from=day(area["from"]),
        valid_to=day(area["to"]),
        basis=area["basis"] or STATISTICS,
        root=area["key"] in ROOTS,
    )


def _body(row: dict[str, str], area: dict[str, str], committee: Body) -> Body:
    words = {
        "place": _place(area),
        "name": _bare(area),
        "committee": committee.name,
        "hamlet": HAMLETS.get(_sort(area), "ấp"),
    }
    return Body(
        code=f"{committee.code}-{row['suffix']}",
        name=row["name"].format(**words),
        kind=row["kind"],
        line=row["line"],
        level=committee.level if row["kind"] != UnitKind.TEAM else Level.HAMLET,
        place=committee.code,
        above=row["above"],
        home=committee.code,
        valid_from=day(row["from"]) or committee.valid_from,
        valid_to=day(row["to"]) or committee.valid_to,
        basis=ILLUSTRATIVE,
        follower=row["next"],
    )


def _standing(body: Body, found: dict[str, Body]) -> str:
    """The code of the unit above, read from the table's short form."""
    if body.code == body.home:
        return body.above
    if not body.above:
        return body.home
    if not body.above.startswith("^"):
        return f"{body.home}-{body.above}"
    suffix = body.above[1:] or body.code.removeprefix(f"{body.home}-")
    code = f"{found[body.home].above}-{suffix}"
    return code if code in found else body.home


def _sort(area: dict[str, str]) -> str:
    return next(sort for sort in COMMITTEES if area["name"].startswith(f"{sort} "))


def _bare(area: dict[str, str]) -> str:
    return area["name"].removeprefix(f"{_sort(area)} ")


def _place(area: dict[str, str]) -> str:
    """The place inside a longer name: "phường Tân An", but "Phường 1"."""
    bare = _bare(area)
    return area["name"] if bare.isdigit() or bare.isupper() else f"{_sort(area).lower()} {bare}"
