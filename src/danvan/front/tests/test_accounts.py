"""Signing in, hats, first passwords, and the administrator's pages."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
import xlsxwriter
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from danvan.commons.people import cast
from danvan.commons.people.cast import Player
from danvan.commons.people.models import User
from danvan.commons.records import demo
from danvan.front.tests.test_pages import signed_in

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def players() -> dict[str, Player]:
    cache.clear()
    return cast.lay_down(at=AT)


def test_name_and_password_open_the_desk(players: dict[str, Player], client: Client) -> None:
    user = players["cadre"].user
    user.set_password("mot-mat-khau-dai")
    user.save()

    answer = client.post("/dang-nhap/", {"username": user.username, "password": "mot-mat-khau-dai"})

    assert answer["Location"] == "/viec-cua-toi/"


def test_five_wrong_passwords_lock_for_a_while(players: dict[str, Player], client: Client) -> None:
    for _time in range(5):
        answer = client.post("/dang-nhap/", {"username": "demo-cadre", "password": "sai"})

    assert answer.status_code in (403, 429)
    assert client.post("/dang-nhap/", {"username": "demo-cadre", "password": "sai"}).status_code in (403, 429)


def test_the_demo_offers_one_person_a_role(players: dict[str, Player], client: Client) -> None:
    demo.mark()

    page = client.get("/dang-nhap/").content.decode()
    answer = client.post("/dang-nhap/thu/", {"username": "demo-officer"})

    assert all(part.username in page for part in cast.PARTS)
    assert answer["Location"] == "/viec-cua-toi/"


def test_no_one_enters_by_a_click_without_a_demo_or_on_a_live_site(players: dict[str, Player], client: Client) -> None:
    assert client.post("/dang-nhap/thu/", {"username": "demo-officer"}).status_code == 404

    demo.mark()
    with override_settings(LIVE=True):
        assert client.post("/dang-nhap/thu/", {"username": "demo-officer"}).status_code == 404
        assert "demo-officer" not in client.get("/dang-nhap/").content.decode()


def test_only_the_cast_is_entered_by_a_click(players: dict[str, Player], client: Client) -> None:
    demo.mark()
    User.objects.create(username="demo-that", name="Người thật")

    assert client.post("/dang-nhap/thu/", {"username": "demo-that"}).status_code == 404


def test_one_wears_ones_own_hats_only(players: dict[str, Player]) -> None:
    client = signed_in(players["cadre"])
    other = players["cadre"].seats[1]

    assert client.post("/vai/", {"seat": other.pk})["Location"] == "/viec-cua-toi/"
    assert other.unit.name in client.get("/viec-cua-toi/").content.decode()
    assert client.post("/vai/", {"seat": players["officer"].seat.pk}).status_code == 404


def test_a_given_out_password_is_changed_first(players: dict[str, Player]) -> None:
    user = players["cadre"].user
    user.set_password("mat-khau-cap-lai")
    user.must_change_password = True
    user.save()
    client = signed_in(players["cadre"])

    assert client.get("/viec-cua-toi/")["Location"] == "/mat-khau/"
    values = {
        "old_password": "mat-khau-cap-lai",
        "new_password1": "rieng-cua-toi-7",
        "new_password2": "rieng-cua-toi-7",
    }
    assert client.post("/mat-khau/", values)["Location"] == "/viec-cua-toi/"
    assert client.get("/viec-cua-toi/").status_code == 200


@pytest.mark.parametrize("who", ["cadre", "unit-head", "commune-head", "officer", "leader", "stranger"])
def test_accounts_are_the_administrators(players: dict[str, Player], who: str) -> None:
    client = signed_in(players[who])

    assert client.get("/tai-khoan/").status_code == 404
    assert client.post(f"/tai-khoan/{players['stranger'].user.pk}/mat-khau/").status_code == 404
    assert client.post("/tai-khoan/nhap/").status_code == 404


def test_the_administrator_resets_a_colleagues_password(players: dict[str, Player]) -> None:
    user = players["cadre"].user

    page = signed_in(players["administrator"]).post(f"/tai-khoan/{user.pk}/mat-khau/").content.decode()

    user.refresh_from_db()
    password = page.split("<code>")[1].split("</code>")[0]
    assert user.check_password(password)
    assert user.must_change_password


def upload(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        headings = ("tên đăng nhập", "họ và tên", "mã đơn vị", "vai trò", "chức danh", "từ ngày", "đến ngày")
        for number, row in enumerate((headings, *rows)):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("tai-khoan.xlsx", file.getvalue())


def test_accounts_come_from_a_file_and_passwords_are_shown_once(players: dict[str, Player]) -> None:
    client = signed_in(players["administrator"])
    row = ("thuy.hnd", "Thủy (minh họa)", "CT-THANH-PHU-HND", "cán bộ", "Phó Chủ tịch", "", "")

    page = client.post("/tai-khoan/nhap/", {"file": upload(row)}).content.decode()
    again = client.post("/tai-khoan/nhap/", {"file": upload(row)}).content.decode()

    assert "thuy.hnd" in page
    assert "<code>" in page
    assert "<code>" not in again
    assert User.objects.filter(username="thuy.hnd").count() == 1


def test_faults_stand_at_their_cells_and_nothing_is_saved(players: dict[str, Player]) -> None:
    rows = (
        ("thuy.hnd", "Thủy (minh họa)", "CT-THANH-PHU-HND", "cán bộ", "", "", ""),
        ("ba", "", "CT-KHONG-CO", "vua", "", "32/13/2026", ""),
    )

    page = signed_in(players["administrator"]).post("/tai-khoan/nhap/", {"file": upload(*rows)}).content.decode()

    assert "Chưa lưu gì" in page
    assert not User.objects.filter(username="thuy.hnd").exists()


def test_a_hostile_file_is_refused_at_the_field(players: dict[str, Player]) -> None:
    file = SimpleUploadedFile("tai-khoan.xlsx", b"\x00\xff not a book")

    answer = signed_in(players["administrator"]).post("/tai-khoan/nhap/", {"file": file})

    assert answer.status_code == 200
    assert 'class="err"' in answer.content.decode()
