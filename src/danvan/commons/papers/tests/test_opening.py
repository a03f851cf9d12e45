from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from danvan.commons import registry
from danvan.commons.papers import views
from danvan.commons.papers.keeping import keep, papers_of
from danvan.commons.papers.models import Paper
from danvan.commons.people.models import Seat
from danvan.commons.records.models import Audience, Record
from danvan.commons.records.tests import cast
from danvan.commons.records.tests.cast import AT

pytestmark = [pytest.mark.django_db, pytest.mark.urls("danvan.commons.papers.tests.addresses")]


class Rows:
    """What a process would answer: the record is for Lan's seat, and for the public when it is public."""

    @staticmethod
    def visible_to(seat: Seat | None) -> object:
        rows = Record.objects.filter(kind="thu.thu")
        if seat is None:
            return rows.filter(audience=Audience.PUBLIC)
        return rows if seat.user.username == "lan" else rows.none()


@pytest.fixture(autouse=True)
def _process(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    model = SimpleNamespace(_meta=SimpleNamespace(label_lower="thu.thu"), _default_manager=Rows)
    card = registry.Process(package="danvan.do.thu", label="Thử", address="thu", records={Model(model): None})
    monkeypatch.setitem(registry._cards, card.package, card)


class Model:
    """A stand-in for a model that can be a key."""

    def __init__(self, model: SimpleNamespace) -> None:
        self._meta, self._default_manager = model._meta, model._default_manager


@pytest.fixture
def opened() -> Callable[..., HttpResponse]:
    def open_it(paper: Paper, seat: Seat | None, **headers: str) -> HttpResponse:
        request = RequestFactory().get(paper.address, headers=headers)
        request.seat = seat
        return views.paper(request, paper.pk, paper.name)

    return open_it


def content(response: HttpResponse) -> bytes:
    data = b"".join(response.streaming_content)
    response.file_to_stream.close()
    return data


def test_who_sees_the_record_opens_the_file_in_place(opened: Callable[..., HttpResponse]) -> None:
    paper = keep(cast.record("a"), "Công văn.pdf", b"%PDF-1", by=None, at=AT)

    response = opened(paper, cast.seat("lan"))

    assert content(response) == b"%PDF-1"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "inline; filename*=utf-8''C%C3%B4ng%20v%C4%83n.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == views.NO_POWERS
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("name", "disposition"), [("a.docx", "attachment"), ("a.html", "attachment"), ("a.jpg", "inline")]
)
def test_what_could_run_is_handed_over_and_not_shown(
    opened: Callable[..., HttpResponse], name: str, disposition: str
) -> None:
    response = opened(keep(cast.record("a"), name, b"x", by=None, at=AT), cast.seat("lan"))

    content(response)
    assert response["Content-Disposition"].startswith(disposition)
    assert "sandbox" in response["Content-Security-Policy"]
    assert "html" not in response["Content-Type"]


def test_who_does_not_see_the_record_finds_no_file(opened: Callable[..., HttpResponse]) -> None:
    paper = keep(cast.record("a"), "a.pdf", b"x", by=None, at=AT)

    for seat in (cast.seat("stranger"), None):
        with pytest.raises(Http404):
            opened(paper, seat)


def test_the_public_opens_public_files_of_public_records_only(opened: Callable[..., HttpResponse]) -> None:
    shown, hidden = cast.record("a", audience=Audience.PUBLIC), cast.record("a")
    inner = keep(shown, "a.pdf", b"1", by=None, at=AT)
    outer = keep(shown, "b.pdf", b"2", by=None, at=AT, audience=Audience.PUBLIC)
    elsewhere = keep(hidden, "c.pdf", b"3", by=None, at=AT, audience=Audience.PUBLIC)

    assert content(opened(outer, None)) == b"2"
    for paper in (inner, elsewhere):
        with pytest.raises(Http404):
            opened(paper, None)


def test_a_record_that_no_process_keeps_has_no_files(opened: Callable[..., HttpResponse]) -> None:
    paper = keep(cast.record("a", kind="gone.gone"), "a.pdf", b"x", by=None, at=AT)

    with pytest.raises(Http404):
        opened(paper, cast.seat("lan"))


def test_a_browser_that_has_the_file_is_told_so(opened: Callable[..., HttpResponse]) -> None:
    paper = keep(cast.record("a"), "a.pdf", b"x", by=None, at=AT)

    assert opened(paper, cast.seat("lan"), If_None_Match=f'"{paper.sha256}"').status_code == 304


def test_another_name_is_another_file(opened: Callable[..., HttpResponse]) -> None:
    paper = keep(cast.record("a"), "a.pdf", b"x", by=None, at=AT)
    request = RequestFactory().get("/")
    request.seat = cast.seat("lan")

    with pytest.raises(Http404):
        views.paper(request, paper.pk, "b.pdf")


def test_the_panel_lists_what_a_seat_may_open_and_escapes_names() -> None:
    record, lan = cast.record("a"), cast.seat("lan")
    paper = keep(record, "a&b.pdf", b"x" * 3000, by=lan, at=AT)
    Paper.objects.update(name="<b>.pdf", note="<i>quét</i>")

    panel = render_to_string("papers/panel.html", {"papers": papers_of(record, lan)})

    assert "&lt;b&gt;.pdf</a>" in panel
    assert "&lt;i&gt;quét&lt;/i&gt;" in panel
    assert f"/tep/{paper.pk}/" in panel
    assert "(PDF, 3 KB)" in panel
    assert "Chưa có tài liệu nào." in render_to_string("papers/panel.html", {"papers": papers_of(record, None)})


def test_the_panel_says_who_attached_a_file_not_under_whom_the_house_made_one() -> None:
    record, lan = cast.record("a"), cast.seat("lan")
    keep(record, "a.pdf", b"x", by=lan, at=AT)
    Paper.objects.update(generated=False)
    attached = render_to_string("papers/panel.html", {"papers": papers_of(record, lan)})
    Paper.objects.update(generated=True)
    made = render_to_string("papers/panel.html", {"papers": papers_of(record, lan)})

    assert lan.signature in attached
    assert lan.signature not in made
