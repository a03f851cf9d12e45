"""Where a request comes from: told by a trusted proxy, never by a stranger; one attacker locks out only himself."""

from ipaddress import ip_network

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from danvan.commons.people.models import User
from danvan.front.callers import address_of
from danvan.settings import _networks

ATTACKER, HOME, PROXY = "203.0.113.9", "198.51.100.7", "10.1.2.3"


@pytest.mark.parametrize(
    ("near", "told", "believed"),
    [
        (ATTACKER, "", ATTACKER),
        (ATTACKER, HOME, ATTACKER),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", HOME, HOME),
        ("::1", HOME, HOME),
        ("::ffff:127.0.0.1", HOME, HOME),
        ("127.0.0.1", f"{HOME}, {ATTACKER}", ATTACKER),
        ("127.0.0.1", f"{HOME}, {ATTACKER}, {PROXY}", ATTACKER),
        (PROXY, f"{HOME}, 127.0.0.1", HOME),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "<script>", "127.0.0.1"),
        ("127.0.0.1", f"{HOME}, <script>", "127.0.0.1"),
        ("", HOME, ""),
    ],
)
def test_only_a_trusted_proxy_says_where_a_request_comes_from(
    settings: LazySettings, near: str, told: str, believed: str
) -> None:
    settings.TRUSTED_PROXIES = [*settings.TRUSTED_PROXIES, ip_network("10.0.0.0/8")]

    assert address_of(RequestFactory().get("/", REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=told)) == believed


def test_proxies_are_addresses_and_networks_and_a_mistake_is_told() -> None:
    assert [str(one) for one in _networks("10.0.0.9/8, ::1,")] == ["10.0.0.0/8", "::1/128"]
    with pytest.raises(ImproperlyConfigured, match="DANVAN_TRUSTED_PROXIES"):
        _networks("proxy.example")


def tries(client: Client, password: str, told: str, near: str = "127.0.0.1", times: int = 1) -> int:
    """The answer to the last of so many tries."""
    for _time in range(times):
        answer = client.post(
            "/dang-nhap/", {"username": "lan", "password": password}, REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=told
        )
    return answer.status_code


@pytest.fixture
def lan() -> User:
    user = User(username="lan", name="Lan (minh họa)")
    user.set_password("mot-mat-khau-dai")
    user.save()
    return user


@pytest.mark.django_db
@pytest.mark.usefixtures("lan")
def test_an_attacker_behind_the_same_proxy_locks_nobody_else_out(client: Client) -> None:
    assert tries(client, "sai", ATTACKER, times=6) == 429

    assert tries(client, "mot-mat-khau-dai", ATTACKER) == 429
    assert tries(client, "mot-mat-khau-dai", HOME) == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("lan")
def test_a_forged_header_neither_hides_the_attacker_nor_locks_out_whom_it_names(client: Client) -> None:
    for number in range(6):
        status = tries(client, "sai", f"198.51.100.{number}", near=ATTACKER)
    assert status == 429
    for number in range(6):
        status = tries(client, "sai", f"198.51.100.{number + 7}, 203.0.113.10")
    assert status == 429

    assert tries(client, "mot-mat-khau-dai", HOME) == 302
