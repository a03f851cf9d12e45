"""Which addresses are open: adding to the list below is a conversation."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from danvan.commons.people.models import User

PUBLIC = {
    "front:home",
    "front:sign-in",
    "front:try-as",
    "front:health",
    "front:search",
    "exemplars:gallery",
    "exemplars:shown",
}
"""Addresses a stranger may read."""
STRANGERS_MAY_POST = {"front:sign-in", "front:try-as"}
WITHOUT_A_SEAT_MAY_POST = {"front:sign-in", "front:try-as", "front:sign-out", "front:switch-hat"}
"""What a person does for themselves, whatever their seat."""
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def doors(resolver: URLResolver | None = None, before: str = "", names: str = "") -> Iterator[tuple[str, str]]:
    """Every name and a sample address."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from doors(one, route, f"{names}{one.namespace}:" if one.namespace else names)
        elif isinstance(one, URLPattern):
            yield (
                f"{names}{one.name}",
                "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: SAMPLES.get(part[1] or "str", "1"), route),
            )


def test_every_address_has_a_name():
    assert [address for name, address in doors() if name.endswith("None")] == []


def test_the_list_names_only_what_is_there():
    assert {*PUBLIC, *STRANGERS_MAY_POST, *WITHOUT_A_SEAT_MAY_POST} - {name for name, _ in doors()} == set()


@pytest.mark.django_db
def test_strangers_read_only_what_is_public(client):
    open_to_strangers = {name for name, address in doors() if not _asks_to_sign_in(client.get(address))}

    assert open_to_strangers - PUBLIC == set()


@pytest.mark.django_db
def test_strangers_change_nothing(client):
    open_to_strangers = {
        name for name, address in doors() if client.post(address).status_code not in {302, 403, 404, 405}
    }
    redirected_inside = {
        name
        for name, address in doors()
        if name not in STRANGERS_MAY_POST
        and (answer := client.post(address)).status_code == 302
        and not _asks_to_sign_in(answer)
    }

    assert (open_to_strangers - STRANGERS_MAY_POST, redirected_inside) == (set(), set())


@pytest.mark.django_db
def test_a_person_without_a_seat_changes_nothing(client):
    client.force_login(User.objects.create(username="khong-chuc-danh", name="Người Không Chức Danh"))

    changed = {name for name, address in doors() if client.post(address).status_code not in {403, 404, 405}}

    assert changed - WITHOUT_A_SEAT_MAY_POST == set()


def _asks_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and "/dang-nhap" in answer["Location"]
