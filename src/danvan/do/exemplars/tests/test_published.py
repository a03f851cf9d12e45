"""Published models: facts with their source, without a step of ours, counted nowhere."""

import re

import pytest
from django.test import Client

from danvan.commons.people.codes import resolve
from danvan.commons.periods import parse
from danvan.commons.registry import figures
from danvan.do.exemplars.kinds import Field
from danvan.do.exemplars.models import Decision, Exemplar, Registration
from danvan.do.exemplars.seeds import published, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> list[Exemplar]:
    published.lay_down(seats.officer(resolve("CT-BTGDV")))
    return list(Exemplar.objects.select_related("record"))


def test_each_has_a_source_a_known_unit_of_its_year_and_a_field() -> None:
    for one in published.published():
        unit = resolve(one["unit"])
        assert one["source"].startswith(("http://", "https://", "Bài của"))
        assert one["field"] in Field.values
        assert unit.valid_from is None or unit.valid_from.year <= one["year"]
        assert unit.valid_to is None or unit.valid_to.year >= one["year"]


def test_no_person_no_phone_and_no_figure_without_a_measure() -> None:
    for one in published.published():
        text = " ".join((one["name"], one["told"], one["place"]))
        assert not re.search(r"\b(ông|bà|anh|chị) [A-ZĐ]\w+ [A-ZĐ]\w+|0\d{8,}", text)
        assert ("target" in one) == ("measure" in one)


def test_they_are_told_once_with_their_history(told: list[Exemplar]) -> None:
    assert len(told) == len(published.published())
    assert published.lay_down(seats.officer(resolve("CT-BTGDV"))) == 0
    assert {row.record.events.get().verb for row in told} == {"tell"}


def test_nothing_is_invented_for_them(told: list[Exemplar]) -> None:
    assert not Registration.objects.exists()
    assert not Decision.objects.exists()
    assert not any(row.illustrative for row in told)
    for unit in ("CT04", "CT"):
        assert {one.count(resolve(unit), parse("2024")) for one in figures() if one.code.startswith("exemplars")} == {0}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"nam": "2010"}, {"Mở rộng đường ấp Tràng Thọ 3"}),
        ({"don_vi_tinh": "mét đường"}, {"Mở rộng đường ấp Tràng Thọ 3"}),
        ({"don_vi_tinh": "gian hàng", "nam": "2024"}, {"Tết Quân - Dân Cần Thơ"}),
        ({"don_vi_tinh": "gian hàng", "nam": "2023"}, set()),
        ({"nam": "khong"}, {"Hàng rào hoa ấp Thử"}),
    ],
)
def test_filters_find_them_by_what_their_source_states(told: list[Exemplar], client: Client, filters, found) -> None:
    _silent()

    answer = client.get("/mo-hinh/", filters)

    assert {row.title for row in answer.context["page"].rows} == found


def test_those_whose_source_is_silent_are_counted_and_opened(told: list[Exemplar], client: Client) -> None:
    _silent()
    without = sum("measure" not in one for one in published.published()) + 1

    year = client.get("/mo-hinh/", {"nam": "2010", "ai": "collective"})
    measure = client.get("/mo-hinh/", {"don_vi_tinh": "nhà"})

    ((words, address),) = year.context["unstated"]
    assert (words, address) == ("1 mô hình nguồn không nêu năm", "?nam=khong&ai=collective#ket-qua")
    assert f'<a href="?nam=khong&amp;ai=collective#ket-qua">{words}</a>' in year.content.decode()
    ((words, address),) = measure.context["unstated"]
    assert words == f"{without} mô hình nguồn không nêu đơn vị tính"
    opened = client.get(f"/mo-hinh/{address.partition('#')[0]}")
    assert opened.context["page"].total == without


def test_a_year_that_no_source_states_is_not_invented(told: list[Exemplar], client: Client) -> None:
    row = _silent()

    page = client.get(f"/mo-hinh/{row.record.reference}/").content.decode()

    assert "Nguồn không nêu năm" in page
    assert "2026" not in page.partition("<main")[2].partition("</main>")[0].replace(row.record.reference, "")


def _silent() -> Exemplar:
    """A model whose source states neither year nor figure (dữ liệu minh họa)."""
    one = {"name": "Hàng rào hoa ấp Thử", "field": "kinh_te", "unit": "CT04-CO-DO-TRUNG-HUNG-HPN", "place": "ấp Thử",
           "told": "Trồng hoa.", "source": "https://example.vn"}  # fmt: skip
    return published.tell([one], seats.officer(resolve("CT-BTGDV")))[0]


def test_the_public_sees_what_the_source_says(told: list[Exemplar], client: Client) -> None:
    row = next(row for row in told if row.unit.code == "CT04-CO-DO-TRUNG-HUNG-HPN" and "lú" in row.title)

    page = client.get(f"/mo-hinh/{row.record.reference}/").content.decode()
    gallery = client.get("/mo-hinh/", {"nguon": "nguon"}).content.decode()
    recognised = client.get("/mo-hinh/", {"nguon": "cong_nhan"}).content.decode()

    assert "theo nguồn công bố" in page
    assert '<b>19</b> người <span class="meta">theo nguồn công bố</span>' in page
    assert "các chặng khác chưa rõ" in page
    assert f"{len(told)} mô hình theo nguồn công bố" in gallery
    assert "0 mô hình được công nhận" in recognised
