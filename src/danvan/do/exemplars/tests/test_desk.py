"""What waits on the desk: drafts, lists with the step that is theirs, nothing that is not."""

from datetime import date

import pytest
from django.urls import reverse

from danvan.do.exemplars import desk
from danvan.do.exemplars.actions import lists, registering, years
from danvan.do.exemplars.models import CampaignYear
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import edit_page, signed_in

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 14)
DESK = "/viec-cua-toi/"


def steps(seat) -> list[tuple[str, str]]:
    return [(task.step, task.address) for task in desk.waiting(seat, on=ON)]


def page(row, name: str = "list") -> str:
    return reverse(f"exemplars:{name}", args=(row.record.reference,))


def test_an_unfinished_draft_waits_for_its_unit_and_opens_the_form(client):
    line = make.draft(by=make.cadre())

    said = signed_in(client, make.cadre()).get(DESK).content.decode()

    assert "Phiếu đang soạn: “Tổ đan giỏ lục bình ấp 1”" in said
    assert "Mọi việc đã xong" not in said
    assert steps(make.head()) == [("Viết tiếp", edit_page(line))]


def test_a_draft_for_another_unit_waits_for_who_began_it():
    line = make.draft(by=make.cadre(make.DESK))

    assert steps(make.cadre(make.DESK)) == [("Viết tiếp", edit_page(line))]
    for other in (make.head(make.COMMUNE), make.cadre(make.FARMERS), make.officer(), make.stranger()):
        assert steps(other) == []


def test_a_draft_of_a_closed_year_waits_for_nobody():
    make.draft(by=make.cadre())
    years.close_year(CampaignYear.objects.get(), by=None, at=make.AT)

    assert steps(make.cadre()) == []


def test_signing_is_offered_to_the_head_alone_and_leads_to_where_it_is_done(client):
    row = make.entered().list

    assert steps(make.head()) == [("Xem và ký", page(row, "list-sign"))]
    assert steps(make.cadre()) == [("Mở danh sách", page(row))]
    assert "Ký danh sách" in signed_in(client, make.head()).get(steps(make.head())[0][1]).content.decode()


def test_a_signed_list_leads_to_sending():
    row = make.signed()

    assert steps(make.head()) == steps(make.cadre()) == [("Gửi", page(row, "list-send"))]


def test_the_desk_of_a_commune_sends_the_communes_list():
    row = make.entered(code=make.COMMUNE).list

    assert steps(make.cadre(make.DESK)) == [("Mở danh sách", page(row))]
    assert steps(make.head(make.COMMUNE)) == [("Xem và ký", page(row, "list-sign"))]


def test_an_empty_list_and_one_with_an_entry_to_mend_offer_nothing_to_sign():
    line = make.entered()
    registering.reopen(make.fresh(line), by=make.cadre(), at=make.AT)
    empty = lists.open_list(line.unit, CampaignYear.objects.get(), by=None, at=make.AT)
    back = make.sent(make.FARMERS, "Việc khác hẳn")
    lists.return_list(back, "Ghi rõ.", due_on=None, by=None, at=make.AT)

    assert ("Mở danh sách", page(empty)) in steps(make.head())
    assert "Xem và ký" not in {step for step, _address in steps(make.head()) + steps(make.head(make.FARMERS))}


def test_what_can_no_longer_be_sent_does_not_wait():
    make.entered()
    years.close_year(CampaignYear.objects.get(), by=None, at=make.AT)

    assert steps(make.head()) == []


def test_an_entry_put_on_and_taken_off_after_sending_leaves_the_desk_as_it_was():
    make.sent()
    again = make.entered(title="Việc khác hẳn")

    registering.reopen(make.fresh(again), by=make.cadre(), at=make.AT)

    assert steps(make.head()) == [("Viết tiếp", edit_page(again))]


def test_the_desk_costs_the_same_for_one_draft_and_for_three(client, django_assert_max_num_queries):
    client = signed_in(client, make.cadre())
    for title in ("Việc thứ nhất", "Chuyện hai khác hẳn", "Điều ba riêng"):
        make.draft(title=title)
        client.get(DESK)
        with django_assert_max_num_queries(10):
            client.get(DESK)
