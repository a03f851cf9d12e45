"""Saved views: kept from a list, opened, renamed, dropped; nobody else's."""

import pytest

from danvan.do.exemplars.actions import saved_views
from danvan.do.exemplars.models import SavedView
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import errors, says, signed_in

pytestmark = pytest.mark.django_db
OWN = "/mo-hinh/goc-nhin/"
LATE = {"name": "Trễ, chưa nhắc", "page": "lists", "query": "tt=late&nam=2026&trang=2&q="}


@pytest.fixture
def minh(client):
    """The city's officer in the open year."""
    make.year()
    return signed_in(client, make.officer())


def test_the_present_filters_are_kept_and_opened_on_their_list(minh):
    offered = minh.get("/mo-hinh/danh-sach/?nam=2026&tt=late&trang=2").content.decode()
    assert 'name="query" value="nam=2026&amp;tt=late"' in offered

    answer = minh.post(OWN, LATE, follow=True)

    assert answer.redirect_chain[-1][0] == "/mo-hinh/danh-sach/?nam=2026&tt=late"
    assert "Đã lưu góc nhìn “Trễ, chưa nhắc”." in says(answer)
    page = minh.get("/mo-hinh/danh-sach/?tt=late&nam=2026").content.decode()
    assert '<a href="/mo-hinh/danh-sach/?nam=2026&amp;tt=late" aria-current="page">Trễ, chưa nhắc</a>' in page
    assert "Trễ, chưa nhắc" not in minh.get("/mo-hinh/dang-ky/").content.decode()


def test_the_same_name_keeps_the_newer_filters(minh):
    minh.post(OWN, LATE)
    minh.post(OWN, LATE | {"query": "tt=fix"})

    assert SavedView.objects.get().query == "tt=fix"


def test_one_is_renamed_and_dropped(minh):
    minh.post(OWN, LATE)
    minh.post(OWN, LATE | {"name": "Cần sửa", "query": "tt=fix"})
    view = SavedView.objects.get(name="Trễ, chưa nhắc")

    taken = minh.post(f"{OWN}{view.pk}/", {"name": "Cần sửa", "viec": "doi"}, follow=True)
    empty = minh.post(f"{OWN}{view.pk}/", {"name": " ", "viec": "doi"}, follow=True)
    assert "Đã có góc nhìn tên “Cần sửa”." in says(taken)
    assert "chưa có nội dung" in says(empty)
    minh.post(f"{OWN}{view.pk}/", {"name": "Nơi trễ", "viec": "doi"})
    assert SavedView.objects.get(pk=view.pk).name == "Nơi trễ"
    minh.post(f"{OWN}{view.pk}/", {"viec": "xoa"})
    assert [one.name for one in SavedView.objects.all()] == ["Cần sửa"]


def test_nobody_sees_or_changes_anothers(minh):
    minh.post(OWN, LATE, follow=True)
    view = SavedView.objects.get()
    other = signed_in(minh, make.leader())

    seen = [other.get(address).content.decode() for address in (OWN, "/mo-hinh/danh-sach/")]
    answers = [other.post(f"{OWN}{view.pk}/", {"name": "Của tôi", "viec": act}) for act in ("doi", "xoa")]

    assert not any("Trễ, chưa nhắc" in page for page in seen)
    assert [answer.status_code for answer in answers] == [404, 404]
    assert SavedView.objects.get().name == "Trễ, chưa nhắc"


def test_the_public_and_the_administrator_have_none(client):
    make.year()

    assert client.get(OWN).status_code == 302
    assert signed_in(client, make.administrator()).get(OWN).status_code == 404


def test_what_cannot_be_kept_says_so_at_its_box(minh):
    wrong = minh.post(OWN, LATE | {"name": "x" * 61})
    for number in range(saved_views.MOST):
        saved_views.keep("lists", f"Góc {number}", "tt=late", by=make.officer())

    full = minh.post(OWN, LATE)

    assert [(answer.status_code, set(errors(answer))) for answer in (wrong, full)] == [(422, {"name"})] * 2
    assert 'value="Trễ, chưa nhắc"' in full.content.decode()


@pytest.mark.parametrize("changes", [{"page": "x"}, {"page": ""}, {"query": "q=" + "a" * 3000}])
def test_a_strange_list_or_a_flood_does_not_exist(minh, changes):
    assert minh.post(OWN, LATE | changes).status_code == 404
    assert not SavedView.objects.exists()


def test_an_address_stays_within_its_list(minh):
    answer = minh.post(OWN, LATE | {"query": "//evil.example/?x=<script>\x00"})

    assert answer["Location"].startswith("/mo-hinh/danh-sach/?")
    assert "<" not in answer["Location"]
