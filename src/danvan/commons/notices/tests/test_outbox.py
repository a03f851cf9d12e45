from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.conf import LazySettings
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend

from danvan.commons.notices import outbox
from danvan.commons.notices.models import Mail
from danvan.commons.records.tests.cast import AT

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Unreachable(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: object) -> int:
        raise SMTPServerDisconnected("không nối được")


@pytest.fixture
def mail() -> Mail:
    return Mail.objects.create(key="notice-1", to="lan@example.vn", subject="Tin", body="x", created_at=AT, due_at=AT)


@pytest.fixture
def down(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"


@pytest.mark.usefixtures("mail")
def test_a_mail_leaves_once_under_its_key() -> None:
    assert (outbox.send_due(at=AT), outbox.send_due(at=AT + MINUTE)) == (1, 0)

    [sent] = django_mail.outbox
    assert (sent.to, sent.subject) == (["lan@example.vn"], "Tin")
    assert sent.extra_headers["Message-ID"].startswith("<notice-1@")


def test_nothing_leaves_before_its_time(mail: Mail) -> None:
    Mail.objects.update(due_at=AT + MINUTE)

    assert outbox.send_due(at=AT) == 0

    assert django_mail.outbox == []


@pytest.mark.usefixtures("down")
def test_a_failed_mail_waits_longer_each_time(mail: Mail) -> None:
    waits = []
    for _ in range(3):
        mail.refresh_from_db()
        outbox.send_due(at=mail.due_at)
        waits.append(Mail.objects.get().due_at - mail.due_at)

    assert waits == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert (Mail.objects.get().tries, Mail.objects.get().error) == (3, "không nối được")


@pytest.mark.usefixtures("down")
def test_a_mail_is_given_up_after_the_last_try(mail: Mail) -> None:
    Mail.objects.update(tries=outbox.MOST_TRIES - 1)

    outbox.send_due(at=AT)

    assert Mail.objects.get().given_up_at == AT
    assert not outbox.waiting().exists()


@pytest.mark.usefixtures("mail")
def test_a_mail_that_another_worker_took_is_left_alone() -> None:
    [stale] = outbox.waiting()
    outbox._take(Mail.objects.get(), AT)

    assert outbox._take(stale, AT) is False


@pytest.mark.usefixtures("mail")
def test_without_a_mail_server_everything_stays_in_the_outbox(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = outbox.SILENT

    assert outbox.send_due(at=AT) == 0

    assert Mail.objects.get().tries == 0
