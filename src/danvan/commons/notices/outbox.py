"""Send the mails that wait; the worker asks for it every minute."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet

from danvan.commons.notices.models import Mail

FIRST_WAIT = timedelta(minutes=1)
MOST_TRIES = 8
PORTION = 50
SILENT = "django.core.mail.backends.dummy.EmailBackend"


def waiting(mails: QuerySet[Mail] | None = None) -> QuerySet[Mail]:
    """Mails not sent and not given up, of all or of these."""
    asked = Mail.objects.all() if mails is None else mails
    return asked.filter(sent_at__isnull=True, given_up_at__isnull=True)


def send_again(mail: Mail, *, at: datetime) -> bool:
    """Let a mail be tried from now on, as often as a new one; not when it has been sent."""
    rows = Mail.objects.filter(pk=mail.pk, sent_at__isnull=True)
    return bool(rows.update(tries=0, given_up_at=None, due_at=at))


def send_due(*, at: datetime) -> int:
    """Send what is due and give how many left; a mail that fails is tried again after 1, 2, 4 … minutes.

    Each mail is taken by one conditional update before it is handed over, so that two workers never send the same one.
    Without a mail server nothing is sent and everything stays in the outbox.
    """
    if settings.EMAIL_BACKEND == SILENT:
        return 0
    due = list(waiting().filter(due_at__lte=at).order_by("due_at", "pk")[:PORTION])
    return sum(_send(mail, at) for mail in due if _take(mail, at))


def _take(mail: Mail, at: datetime) -> bool:
    """Put the next try off before this one begins: a worker that dies now has not lost the mail."""
    later = at + FIRST_WAIT * 2**mail.tries
    rows = waiting().filter(pk=mail.pk, tries=mail.tries, due_at__lte=at)
    return bool(rows.update(tries=F("tries") + 1, due_at=later))


def _send(mail: Mail, at: datetime) -> bool:
    try:
        _message(mail, get_connection()).send()
    except (OSError, ValueError) as fault:  # SMTP errors are OSErrors; a ValueError is an address no server takes
        given_up = at if mail.tries + 1 >= MOST_TRIES else None
        Mail.objects.filter(pk=mail.pk).update(error=str(fault)[:300], given_up_at=given_up)
        return False
    return bool(Mail.objects.filter(pk=mail.pk, sent_at__isnull=True).update(sent_at=at, error=""))


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMessage:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    return EmailMessage(
        mail.subject, mail.body, to=[mail.to], headers={"Message-ID": f"<{mail.key}@{host}>"}, connection=connection
    )
