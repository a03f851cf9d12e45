"""Which addresses are open: adding to the list below is a conversation."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from danvan.commons.people.models import User

PUBLIC = {
    "front:home",
    "front:sign-in",
    "front:try-as",  # the demo's people at a click; never on a live site
    "front:health",
    "front:language",
    "front:search",  # finds what is public
    "exemplars:gallery",
    "exemplars:exemplar",  # a recognised model with consent; else it does not exist for a stranger
    "papers:paper",  # a file of a public record; else it does not exist for a stranger
}
"""Addresses a stranger may read."""
STRANGERS_MAY_POST = {"front:sign-in", "front:try-as", "front:language"}
WITHOUT_A_SEAT_MAY_WRITE = {"front:sign-in", "front:try-as", "front:sign-out", "front:switch-hat", "front:language"}
"""What a person does for themselves, whatever their seat."""
WRITING = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|axes_)', re.IGNORECASE)
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
    assert {*PUBLIC, *STRANGERS_MAY_POST, *WITHOUT_A_SEAT_MAY_WRITE} - {name for name, _ in doors()} == set()


@pytest.mark.django_db
def test_strangers_read_only_what_is_public(client):
    open_to_strangers = {name for name, address in doors() if not _asks_to_sign_in(client.get(address))}

    assert open_to_strangers - PUBLIC == set()


@pytest.mark.django_db
def test_strangers_change_nothing(client):
    let_in = {name for name, address in doors() if not _asks_to_sign_in(client.post(address))}
    changed = {name for name, address in doors() if _writes(client, address)}

    assert let_in - PUBLIC == set()
    assert changed - STRANGERS_MAY_POST == set()


@pytest.mark.django_db
def test_a_person_without_a_seat_changes_nothing(client):
    client.force_login(User.objects.create(username="khong-chuc-danh", name="Người Không Chức Danh"))

    changed = {name for name, address in doors() if _writes(client, address)}

    assert changed - WITHOUT_A_SEAT_MAY_WRITE == set()


def _writes(client, address) -> list[str]:
    """Statements by which a POST to that address would change rows."""
    with CaptureQueriesContext(connection) as asked:
        client.post(address)
    return [query["sql"] for query in asked if WRITING.match(query["sql"])]


def _asks_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and "/dang-nhap" in answer["Location"]
