"""Roll-up: every committee's work stands in exactly one row of any day, and the rows add up."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.commons.people.models import Unit, UnitKind
from danvan.commons.people.scopes import receiving, resolve, successor
from danvan.commons.people.successors import last

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def received_by(on: date) -> dict[str, str]:
    code = dict(Unit.objects.values_list("pk", "code"))
    return {code[old]: code[new] for old, new in receiving(on).items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CT04-NINH-KIEU-AN-CU", "CT-NINH-KIEU"),  # merged in 2024, then again in 2025
        ("CT04-NINH-KIEU-TAN-AN", "CT-NINH-KIEU"),
        ("CT04-NINH-KIEU-AN-KHANH", "CT-TAN-AN"),
        ("CT04-BINH-THUY-BUI-HUU-NGHIA", "CT-BINH-THUY"),  # split: the remainder receives
        ("CT04-BINH-THUY-LONG-TUYEN", "CT-LONG-TUYEN"),
        ("CT04-THOT-NOT-THOT-NOT", "CT-THOT-NOT"),
        ("CT04-CO-DO-THANH-PHU", "CT-THANH-PHU"),
        ("ST92-SOC-TRANG-9", "CT-PHU-LOI"),
        ("CT04-NINH-KIEU", "CT04-NINH-KIEU"),  # districts and old cities stay rows of their own
        ("CT04", "CT04"),
        ("HG04", "HG04"),
        ("CT-CAI-KHE", "CT-CAI-KHE"),
        ("CT", "CT"),
    ],
)
def test_each_committee_is_received_by_one(old, new):
    assert received_by(TODAY)[old] == new


def test_every_old_commune_has_exactly_one_receiving_unit_that_holds_today():
    communes = Unit.objects.filter(kind=UnitKind.COMMITTEE, level="commune")
    holding = set(communes.valid_on(TODAY).values_list("pk", flat=True))
    rows = receiving(TODAY)

    assert {rows[pk] for pk in communes.values_list("pk", flat=True)} == holding
    assert len(holding) == 103


def test_32_communes_of_today_received_the_old_city():
    rows = received_by(TODAY)

    assert (
        len({new for old, new in rows.items() if old.startswith("CT04-") and old.count("-") > 1 and new[2] == "-"})
        == 32
    )


def test_as_of_an_earlier_day_only_what_had_happened_counts():
    assert received_by(date(2023, 12, 31))["CT04-NINH-KIEU-AN-CU"] == "CT04-NINH-KIEU-AN-CU"
    assert received_by(date(2024, 11, 1))["CT04-NINH-KIEU-AN-CU"] == "CT04-NINH-KIEU-THOI-BINH"
    assert received_by(date(2025, 6, 30))["CT04-NINH-KIEU-THOI-BINH"] == "CT04-NINH-KIEU-THOI-BINH"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on=st.dates(date(1990, 1, 1), date(2030, 12, 31)), data=st.data())
def test_rows_of_any_day_add_up_to_the_total(on, data):
    rows = receiving(on)
    counts = data.draw(st.dictionaries(st.sampled_from(sorted(rows)), st.integers(0, 500), max_size=40))

    rolled: Counter[int] = Counter()
    for home, count in counts.items():
        rolled[rows[home]] += count

    assert rolled.total() == sum(counts.values())
    assert set(rows) == set(Unit.objects.filter(kind=UnitKind.COMMITTEE).values_list("pk", flat=True))
    assert all(rows[new] == new for new in set(rows.values()))


@given(st.dictionaries(st.integers(0, 9), st.tuples(st.integers(0, 9), st.just(date(2025, 7, 1)))))
def test_a_chain_that_turns_back_on_itself_ends(new_of):
    assert all(0 <= last(pk, new_of) <= 9 for pk in range(10))


def test_a_body_is_followed_by_the_body_of_the_same_kind():
    union = resolve("CT04-NINH-KIEU-AN-CU-HPN")

    assert successor(union, date(2023, 5, 1)) == union
    assert successor(union, date(2025, 1, 1)).code == "CT04-NINH-KIEU-THOI-BINH-HPN"
    assert successor(union, TODAY).code == "CT-NINH-KIEU-HPN"
    assert successor(resolve("CT04-NINH-KIEU-HPN"), TODAY).code == "CT04-NINH-KIEU-HPN"
    assert successor(resolve("CT04-NINH-KIEU-AN-CU-KDV"), TODAY).code == "CT-NINH-KIEU-BXDD"
