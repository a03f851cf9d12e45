"""Who may: every role against every act, cell by cell."""

from collections.abc import Callable
from typing import Any

import pytest

from danvan.commons.people.codes import resolve
from danvan.overview.reports import queries, rules
from danvan.overview.reports.kinds import WORK
from danvan.overview.reports.models import Report
from danvan.overview.reports.steps import REPORT
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db

SEATS: dict[str, Callable[[], Any]] = {
    "unit_cadre": make.cadre,
    "commune_cadre": lambda: make.cadre("CT-THANH-PHU-BXDD"),
    "commune_head": lambda: make.head(make.COMMUNE),
    "officer": make.officer,
    "leader": make.leader,
    "administrator": make.administrator,
    "public": lambda: None,
    "stranger": make.stranger,
}
TABLE = """
act                        unit_cadre commune_cadre commune_head officer leader administrator public stranger
see_the_unit_report             x          x             x          x       x          .         .       .
see_the_commune_report          .          x             x          x       x          .         .       .
see_the_city_report             .          .             .          x       x          .         .       .
see_the_old_city_report         .          .             .          x       x          .         .       .
ask_for_the_unit_numbers        x          x             x          x       x          .         .       .
ask_for_the_commune_numbers     .          x             x          x       x          .         .       .
write_the_unit_report           x          .             .          .       .          .         .       .
write_the_commune_report        .          x             x          .       .          .         .       .
write_the_city_report           .          .             .          x       .          .         .       .
write_the_old_city_report       .          .             .          x       .          .         .       .
freeze_the_commune_report       .          x             x          .       .          .         .       .
"""
UNITS = {"unit": make.WOMEN, "commune": make.COMMUNE, "city": make.CITY, "old_city": "CT04"}


def reports() -> dict[str, Report]:
    return {name: make.report(code, period="2023" if name == "old_city" else "2026") for name, code in UNITS.items()}


def may(act: str, seat: Any, rows: dict[str, Report]) -> bool:
    verb, _sep, rest = act.partition("_the_")
    name = rest.removesuffix("_report").removesuffix("_numbers")
    if verb == "see":
        return Report.objects.visible_to(seat).filter(pk=rows[name].pk).exists()
    if verb == "ask_for":
        return rules.covers(seat, resolve(UNITS[name]))
    return REPORT.allows(seat, rows[name], verb) if seat or verb != "x" else False


CELLS = [
    (act, name, mark == "x")
    for head, *lines in [[line.split() for line in TABLE.strip().splitlines()]]
    for act, *marks in lines
    for name, mark in zip(head[1:], marks, strict=True)
]


@pytest.mark.parametrize(("act", "name", "allowed"), CELLS)
def test_cell(act, name, allowed):
    rows = reports()

    assert may(act, SEATS[name](), rows) == allowed


def test_the_table_names_every_seat():
    assert TABLE.split("\n")[1].split()[1:] == list(SEATS)


def test_units_to_write_for_are_the_own_one_and_those_before_it():
    officer = [unit.code for unit in queries.units_of(make.officer())]

    assert officer[0] == "CT"
    assert "CT04" in officer
    assert make.COMMUNE not in officer
    assert [unit.code for unit in queries.units_of(make.cadre())] == [make.WOMEN]


def test_whoever_is_offered_a_unit_may_write_for_it():
    seat = make.head(make.COMMUNE)

    assert {rules.may_write(seat, Report(unit=unit)) for unit in queries.units_of(seat)} == {True}


def test_the_list_holds_what_may_be_seen():
    rows = reports()

    assert list(queries.listed(make.cadre(), {})) == [rows["unit"]]
    assert set(queries.listed(make.leader(), {"mau": WORK.key})) == set(rows.values())
    assert list(queries.listed(make.leader(), {"don_vi": "CT04"})) == [rows["old_city"]]
