import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("danvan.ui.tests.urls")]


def test_a_browser_gets_the_whole_page(client: Client) -> None:
    answer = client.get("/")

    assert answer.content.startswith(b"<!doctype html>")
    assert "HX-Request" in answer["Vary"]


def test_htmx_gets_the_part_it_replaces(client: Client) -> None:
    text = client.get("/?trang=3", headers={"HX-Request": "true"}).content.decode()

    assert text.startswith('<section class="card" id="rows"')
    assert "Xã minh họa 21" in text
    assert "<html" not in text


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_walk_through_history_gets_the_whole_page(client: Client, header: str) -> None:
    answer = client.get("/", headers={"HX-Request": "true", header: "true"})

    assert answer.content.startswith(b"<!doctype html>")


def test_what_was_done_is_said_once_and_its_draft_forgotten(client: Client) -> None:
    sheet = {"name": "Tổ", "why": "vì", "kind": "moi", "field": "kinh_te", "starts_on": "24/11/2026", "sure": "on"}

    first = client.post("/", sheet, follow=True).content.decode()
    second = client.get("/").content.decode()

    assert 'data-draft-clear="guide"' in first
    assert "Đã gửi cho xã" in first
    assert "Đã gửi cho xã" not in second


def test_a_form_with_errors_keeps_what_was_typed_and_says_so_in_the_title(client: Client) -> None:
    text = client.post("/", {"name": "Tổ vá đường", "target": "1,2"}).content.decode()

    assert "<title>Lỗi: Các mảnh của trang" in text
    assert 'value="Tổ vá đường"' in text
    assert '<a href="#id_target">Chỉ tiêu</a>: Xin ghi một số nguyên' in text
    assert '<a href="#id_kind">Mô hình này là</a>: Xin chọn một mục.' in text


def test_ten_megabytes_of_text_are_turned_away_with_advice(client: Client) -> None:
    answer = client.post("/", {"name": "a" * 10_000_000})

    assert answer.status_code == 400
    assert "rút gọn chữ hoặc chia tệp nhỏ hơn" in answer.content.decode()
