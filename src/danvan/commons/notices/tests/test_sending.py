from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from danvan.commons.notices.inbox import inbox, mark_read, unread
from danvan.commons.notices.models import Mail, Notice
from danvan.commons.notices.sending import tell
from danvan.commons.notices.wording import Words, worded
from danvan.commons.people.models import Role, Seat, User
from danvan.commons.records.tests import cast

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2025, 12, 31, 18, tzinfo=UTC)
"""01:00 on 1 January 2026 in Vietnam."""
WORDS = Words("Danh sách bị trả lại", "Còn thiếu đơn vị tính.")


def test_each_person_is_told_once_and_by_mail_where_an_address_is_known() -> None:
    lan = cast.seat("lan", email="lan@example.vn")
    minh = cast.seat("minh")
    second_hat = Seat.objects.create(user=lan.user, unit=lan.unit, role=Role.LEADER)
    record = cast.record("a")

    told = tell([lan, second_hat, minh.user], WORDS, record=record, address="/mo-hinh/1/", by=None, at=cast.AT)

    assert told == 2
    rows = Notice.objects.order_by("user__username").values_list("user__username", "title", "body", "address", "record")
    assert list(rows) == [(name, WORDS.subject, WORDS.body, "/mo-hinh/1/", record.pk) for name in ("lan", "minh")]
    assert list(Mail.objects.values_list("to", "subject", "sent_at")) == [("lan@example.vn", WORDS.subject, None)]


def test_who_acts_and_who_left_are_not_told() -> None:
    lan = cast.seat("lan")
    gone = cast.seat("minh", is_active=False)

    assert tell([lan, gone], WORDS, by=lan, at=cast.AT) == 0

    assert not Notice.objects.exists()


def test_a_unit_means_its_seats_of_that_day_with_the_roles() -> None:
    head = cast.seat("head", Role.HEAD)
    cast.seat("officer", Role.OFFICER)
    former = cast.seat("former", Role.CADRE)
    Seat.objects.filter(pk=former.pk).update(valid_to=date(2025, 12, 31))
    coming = cast.seat("coming", Role.CADRE)
    Seat.objects.filter(pk=coming.pk).update(valid_from=date(2026, 1, 1))

    tell([cast.unit()], WORDS, by=None, at=NEW_YEAR)

    assert {notice.user for notice in Notice.objects.all()} == {head.user, coming.user}


def test_a_unit_may_be_told_through_other_roles() -> None:
    officer = cast.seat("officer", Role.OFFICER)
    cast.seat("head", Role.HEAD)

    tell([cast.unit()], WORDS, by=None, at=cast.AT, roles=[Role.OFFICER])

    assert [notice.user for notice in Notice.objects.all()] == [officer.user]


def test_a_mail_carries_the_full_address_of_a_live_site(settings: LazySettings) -> None:
    settings.SITE_URL = "https://danvan.example.vn"

    tell([cast.seat(email="lan@example.vn")], WORDS, address="/mo-hinh/1/", by=None, at=cast.AT)

    assert Mail.objects.get().body == "Còn thiếu đơn vị tính.\n\nhttps://danvan.example.vn/mo-hinh/1/\n"


def test_a_template_gives_subject_and_text_in_plain_vietnamese(settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "returned.txt").write_text(
        "{% load i18n %}Trả lại “{{ title }}”\n\nLý do: {{ reason }}\n", encoding="utf-8"
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    said = worded("returned.txt", {"title": "Đường hoa <3 & cây\nBcc: a@b", "reason": "thiếu <số>"})

    assert said == Words("Trả lại “Đường hoa <3 & cây", "Bcc: a@b”\n\nLý do: thiếu <số>")


def test_a_long_subject_is_cut() -> None:
    assert len(worded(Words("dài " * 100)).subject) == 200


def test_reading_is_for_the_owner_alone() -> None:
    lan, minh = cast.seat("lan"), cast.seat("minh")
    for _ in range(2):
        tell([lan, minh], WORDS, by=None, at=cast.AT)
    first = inbox(lan.user)[0]

    assert mark_read(minh.user, [first.pk], at=cast.AT) == 0
    assert mark_read(lan.user, [first.pk], at=cast.AT) == 1
    assert mark_read(lan.user, [first.pk], at=cast.AT) == 0

    assert (unread(lan.user), unread(minh.user)) == (1, 2)
    assert mark_read(minh.user, at=cast.AT) == 2
    assert unread(User.objects.get(username="minh")) == 0
