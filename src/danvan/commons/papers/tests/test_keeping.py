from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from danvan.commons.papers import store
from danvan.commons.papers.keeping import keep, papers_of, receive
from danvan.commons.papers.models import Paper
from danvan.commons.papers.refusal import PaperRefused
from danvan.commons.papers.tests import samples
from danvan.commons.records import history
from danvan.commons.records.models import Audience, Event
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def test_a_received_file_hangs_on_its_record_and_the_history_says_so() -> None:
    record, lan = cast.record("a"), cast.seat("lan")

    paper = receive(SimpleUploadedFile("C:\\Công văn.PDF", samples.PDF), record, by=lan, at=AT, note="bản quét")

    assert (paper.name, paper.mime, paper.size) == ("Công văn.pdf", "application/pdf", len(samples.PDF))
    assert (paper.note, paper.by, paper.audience, paper.generated) == ("bản quét", lan, Audience.SCOPE, False)
    assert store.path(paper.sha256).read_bytes() == samples.PDF
    event = Event.objects.get(number=2)
    assert (event.verb, event.facts) == ("paper_attached", {"name": "Công văn.pdf", "sha256": paper.sha256})
    assert history.verify() == (1, 2, [])


def test_a_refused_file_leaves_nothing() -> None:
    record = cast.record("a")

    with pytest.raises(PaperRefused):
        receive(SimpleUploadedFile("a.pdf", samples.EXE), record, by=None, at=AT)

    assert not Paper.objects.exists()
    assert history.verify() == (1, 1, [])
    assert not store.root().exists()


def test_a_file_of_a_rolled_back_act_is_no_paper() -> None:
    record = cast.record("a")

    with transaction.atomic():
        receive(SimpleUploadedFile("a.pdf", samples.PDF), record, by=None, at=AT)
        transaction.set_rollback(True)

    assert not Paper.objects.exists()
    assert history.verify() == (1, 1, [])


def test_a_record_in_memory_can_go_on_after_a_file_was_added() -> None:
    record = cast.record("a")
    stale = type(record).objects.get()
    receive(SimpleUploadedFile("a.pdf", samples.PDF), stale, by=None, at=AT)

    receive(SimpleUploadedFile("b.pdf", samples.PDF), record, by=None, at=AT)
    history.remember(record, "b", by=None, at=AT)

    assert history.verify() == (1, 4, [])


def test_a_document_of_the_house_is_kept_as_it_is() -> None:
    record = cast.record("a")

    paper = keep(record, "Báo cáo 2026.xyz", b"<any>", by=None, at=AT, audience=Audience.PUBLIC)

    assert (paper.name, paper.mime, paper.generated) == ("Báo cáo 2026.xyz", "application/octet-stream", True)
    assert Event.objects.get(number=2).verb == "paper_generated"


def test_the_public_is_given_public_papers_only() -> None:
    record, lan = cast.record("a"), cast.seat("lan")
    inner = keep(record, "a.pdf", b"1", by=None, at=AT)
    outer = keep(record, "b.pdf", b"2", by=None, at=AT, audience=Audience.PUBLIC)

    assert list(papers_of(record, lan)) == [outer, inner]
    assert list(papers_of(record, None)) == [outer]
