"""NUL in an address says nothing, on both databases."""

import pytest
from django.test import Client

from danvan.commons.people import cast
from danvan.commons.records import demo
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/don-vi/", "/don-vi.xlsx", "/tim/", "/mo-hinh/", "/tai-khoan/"])
def test_nul_in_a_query_is_passed_over(client: Client, path: str) -> None:
    signed_in(client, make.administrator())

    assert client.get(path, {"q": "a\0b", "phieu": "\0"}).status_code == 200


@pytest.mark.parametrize("path", ["/mo-hinh/DVK\0/", "/don-vi/CT\0/"])
def test_nul_in_a_path_leads_nowhere(client: Client, path: str) -> None:
    signed_in(client, make.officer())

    assert client.get(path).status_code == 404


def test_nul_in_a_name_of_the_demo_is_nobody(client: Client) -> None:
    demo.mark()
    cast.lay_down(at=make.AT)

    assert client.post("/dang-nhap/thu/", {"username": "demo-officer\0"}).status_code == 404
