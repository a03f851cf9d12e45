"""The outbox: administrators see what waits and why, within their reach, never what a mail says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from danvan.commons.notices.models import Mail
from danvan.commons.people.models import Role, Seat
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/thu/"
ERROR = "{'chi.lan@example.vn': (550, b'5.1.1 <chi.lan@example.vn>: mailbox unknown')}"


def mail(seat: Seat, key: str = "notice-1", **columns: object) -> Mail:
    now = timezone.now()
    first = {"user": seat.user, "to": "chi.lan@example.vn", "subject": "Đặt lại mật khẩu", "created_at": now}
    return Mail.objects.create(key=key, body="https://danvan.example/bi-mat/abc", **first | {"due_at": now} | columns)


def test_what_waits_and_what_failed_is_listed_with_its_reason_and_nothing_of_its_words(client: Client) -> None:
    mail(make.cadre())
    mail(make.head(), "notice-2", tries=2, error=ERROR)
    signed_in(client, make.administrator())

    page = client.get(PAGE).content.decode()

    assert make.cadre().user.name in page
    assert "chờ gửi" in page
    assert "gửi chưa được" in page
    assert "mailbox unknown" in page
    for secret in ("example.vn", "bi-mat", "Đặt lại mật khẩu"):
        assert secret not in page


def test_what_was_given_up_is_sent_again(client: Client) -> None:
    row = mail(
        make.cadre(), tries=8, error=ERROR, given_up_at=timezone.now(), due_at=timezone.now() + timedelta(days=1)
    )
    signed_in(client, make.administrator())
    assert "không gửi được" in client.get(PAGE, {"xem": "hong"}).content.decode()

    answer = client.post(f"{PAGE}{row.pk}/gui-lai/", follow=True)

    row.refresh_from_db()
    assert (row.tries, row.given_up_at, row.due_at <= timezone.now()) == (0, None, True)
    assert "trong một phút" in answer.content.decode()


def test_what_was_sent_is_not_sent_again(client: Client) -> None:
    row = mail(make.cadre(), sent_at=timezone.now())
    signed_in(client, make.administrator())

    page = client.get(PAGE, {"xem": "xong"}).content.decode()
    answer = client.post(f"{PAGE}{row.pk}/gui-lai/", follow=True)

    assert "gui-lai" not in page
    assert "đã gửi rồi" in answer.content.decode()


def test_an_administrator_sees_only_mails_to_people_within_reach(client: Client) -> None:
    near, far = mail(make.cadre()), mail(make.stranger(), "notice-2")
    signed_in(client, make.seat(Role.ADMINISTRATOR, make.COMMUNE))

    page = client.get(PAGE).content.decode()

    assert near.user.name in page
    assert far.user.name not in page
    assert client.post(f"{PAGE}{far.pk}/gui-lai/").status_code == 404


@pytest.mark.parametrize("who", ["cadre", "head", "officer", "leader"])
def test_nobody_else_finds_the_outbox(client: Client, who: str) -> None:
    row = mail(make.cadre())
    signed_in(client, getattr(make, who)())

    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{row.pk}/gui-lai/").status_code == 404


def test_a_page_of_mails_costs_as_many_questions_as_one(client: Client) -> None:
    signed_in(client, make.administrator())
    mail(make.cadre())
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for number in range(2, 20):
        mail(make.head(), f"notice-{number}")

    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)

    assert len(many) == len(one)
