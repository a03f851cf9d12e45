"""Mails written before a mail knew its person find their person."""

import pytest

from danvan.commons.notices.models import Mail
from danvan.commons.notices.sending import tell
from danvan.commons.notices.wording import Words
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.upgrading import migrate


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_mails_that_wait_find_their_person() -> None:
    lan = cast.seat("lan", email="lan@example.vn")
    tell([lan], Words("Tin"), by=None, at=cast.AT)
    try:
        migrate("notices", "0001_inbox_and_outbox")
    finally:
        migrate()

    assert Mail.objects.get().user == lan.user
