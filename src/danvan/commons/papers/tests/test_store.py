import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from danvan.commons.papers import store
from danvan.commons.papers.models import Paper
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def aged(place: Path, age: timedelta) -> Path:
    moment = (AT - age).timestamp()
    os.utime(place, (moment, moment))
    return place


def test_a_content_stands_under_its_fingerprint_for_its_owner_only() -> None:
    sha256 = store.write(b"x")

    place = store.path(sha256)
    assert sha256 == hashlib.sha256(b"x").hexdigest()
    assert place.read_bytes() == b"x"
    assert place.stat().st_mode & 0o777 == 0o600
    assert list((store.root() / store.INCOMING).iterdir()) == []


def test_the_same_content_stands_once() -> None:
    assert store.write(b"x") == store.write(b"x")

    assert len(list(store.root().glob("??/*"))) == 1


def test_orphans_are_swept_after_a_day_and_nothing_else() -> None:
    day = timedelta(days=1, seconds=1)
    orphan, young, used = (aged(store.path(store.write(data)), day) for data in (b"1", b"2", b"3"))
    aged(young, timedelta(hours=1))
    Paper.objects.create(record=cast.record("a"), name="a.pdf", mime="x", size=1, sha256=used.name, at=AT)
    broken_off = aged(store.root() / store.INCOMING, timedelta()) / "half"
    broken_off.write_bytes(b"h")
    aged(broken_off, day)

    assert store.sweep(at=AT) == 2

    assert [place.exists() for place in (orphan, young, used, broken_off)] == [False, True, True, False]


def test_a_house_without_files_has_nothing_to_sweep() -> None:
    assert store.sweep(at=AT) == 0
