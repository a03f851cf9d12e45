"""The leader's minute and the public's first screen: every number opens its list, nobody is named without consent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.do.exemplars import glance
from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
DESK = "/viec-cua-toi/"


OWING = ["nơi trễ", "nơi cần sửa"]
TOTALS = ["Đăng ký năm 2026", "Đã chấp nhận", "Đã công nhận"]


@pytest.mark.parametrize(("who", "labels"), [(make.leader, OWING + TOTALS), (make.officer, OWING)])
def test_every_number_is_the_length_of_the_list_it_opens(client, who, labels):
    signed_in(client, who())

    rows = client.get(DESK).context["standings"][0][1]

    assert [row.label for row in rows] == labels
    assert [row.value for row in rows] == [client.get(row.address).context["page"].total for row in rows]
    assert sum(row.value for row in rows) > 0


@pytest.mark.parametrize("who", [make.cadre, make.head, make.administrator])
def test_who_does_not_lead_sees_what_waits_and_no_totals(client, who):
    signed_in(client, who())

    assert client.get(DESK).context["standings"] == []


def test_the_newest_stand_on_the_first_screen_and_nobody_is_named_without_consent(client):
    page = client.get("/").content.decode()

    assert [row.title for row in glance.news()][:1] == [town.CITY]
    assert (town.HOA in page, town.TUAN in page, "Điển hình cá nhân" in page) == (True, False, True)


@pytest.mark.parametrize("who", [make.leader, make.officer])
def test_the_desk_asks_few_questions(client, who):
    signed_in(client, who())

    with CaptureQueriesContext(connection) as asked:
        client.get(DESK)

    assert len(asked) <= 10, "\n".join(one["sql"][:150] + " … " + one["sql"][-120:] for one in asked)
