"""Every number of the board of who has sent opens a list of just so many registrations."""

import html
import re

import pytest

from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
NUMBER = re.compile(r'<a href="(/mo-hinh/dang-ky/\?[^"]+)">([\d.]+)</a>')
ROW = re.compile(r"<tr role=\"row\"><th.*?</tr>", re.DOTALL)


def rows(client, year: int) -> list[str]:
    page = client.get("/mo-hinh/danh-sach/", {"nam": year, "chon": "tat-ca"}).content.decode()
    return ROW.findall(page)


@pytest.fixture
def more() -> None:
    """Another commune that sent nothing, a woman's union of the city with one of last year and a union below it."""
    make.entered(code="CT-TRUNG-HUNG-HPN", title="Chưa gửi gì cả")
    make.entered(code="CT-HPN", title="Năm ngoái của Hội thành phố", of=2025, at=town.BEFORE)
    town.send("CT-HPN", at=town.BEFORE)


@pytest.mark.usefixtures("more")
@pytest.mark.parametrize(
    ("seat", "numbers"),
    [(make.officer, 4), (lambda: make.head(make.COMMUNE), 1), (make.cadre, 1)],
    ids=["officer", "commune", "unit"],
)
def test_every_number_opens_as_many(client, seat, numbers):
    client = signed_in(client, seat())

    shown = [found for row in rows(client, 2026) for found in NUMBER.findall(row)]

    opened = [client.get(html.unescape(address)).context["page"].total for address, _number in shown]
    assert opened == [int(number) for _address, number in shown]
    assert len(opened) == numbers


@pytest.mark.usefixtures("more")
def test_what_the_city_may_not_see_is_not_counted(client):
    client = signed_in(client, make.officer())

    (row,) = [row for row in rows(client, 2026) if "Trung Hưng" in row]

    assert '<span class="muted">chưa gửi</span>' in row
    assert not NUMBER.findall(row)
