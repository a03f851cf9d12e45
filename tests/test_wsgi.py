"""What no browser sends gets a plain page."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

pytestmark = pytest.mark.django_db
SORRY = "Không nhận được nội dung gửi lên"
OTHER_WRITINGS = [
    "text/…; charset=hostile",
    "multipart/form-data; charset=zzz; boundary=x",
    "application/x-www-form-urlencoded; charset=hex",
    "application/x-www-form-urlencoded; charset=undefined",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset*=zzz''abc",
    "multipart/form-data; boundary*=zzz''x",
    "text/plain; charset=a\0b",
]


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """The connection of the test stays open between requests, as Django's own client keeps it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def ask(method: str, content_type: str, body: bytes = b"username=a") -> tuple[str, str, str]:
    """Status, page and policy as the web server gets them."""
    from danvan import wsgi  # noqa: PLC0415 - it asks the database when it is loaded

    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": "/dang-nhap/",
        "QUERY_STRING": "q=1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": content_type.encode().decode("latin-1"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    page = b"".join(wsgi.application(environ, start)).decode()
    return said["status"][:3], page, said["headers"].get("Content-Security-Policy", "")


@pytest.mark.parametrize("content_type", OTHER_WRITINGS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_writing_than_utf8_is_refused_on_a_plain_page(method: str, content_type: str) -> None:
    status, page, policy = ask(method, content_type)

    assert (status, SORRY in page, "default-src" in policy) == ("400", True, True)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=é", "multipart/form-data; boundary=x"]
)
def test_a_broken_form_is_refused_on_a_plain_page_or_is_an_empty_one(content_type: str) -> None:
    status, _page, _policy = ask("POST", content_type, b"--x\r\nContent-Disposition: form-data; name*=zzz''a\r\n\r\n1")

    assert status in ("400", "403")


def test_too_many_boxes_are_refused_on_a_plain_page(client: Client) -> None:
    answer = client.post("/dang-nhap/", {f"o{number}": "1" for number in range(5000)})

    assert (answer.status_code, SORRY in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded; charset=UTF-8"])
def test_utf8_is_read_whether_named_or_not(content_type: str) -> None:
    assert ask("GET", content_type)[0] == "200"
