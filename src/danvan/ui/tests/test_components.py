from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from danvan.ui.tests import guide
from danvan.ui.tests.conftest import Draw

FOLDER = Path(__file__).parents[1] / "templates"
COMPONENTS = sorted(file.name for file in (FOLDER / "ui").glob("*.html"))


@pytest.fixture
def page(rf: RequestFactory) -> str:
    """The style guide."""
    return get_template("ui/guide.html").render(guide.context(), rf.get("/"))


@pytest.mark.parametrize("name", [name for name in COMPONENTS if not name.startswith("_")])
def test_every_component_says_at_its_top_what_it_takes(name: str) -> None:
    assert "{% comment %}" in (FOLDER / "ui" / name).read_text()[:120]


def test_the_guide_shows_every_component(page: str) -> None:
    source = (FOLDER / "ui" / "guide.html").read_text()
    inner = "".join((FOLDER / "ui" / name).read_text() for name in COMPONENTS if name != "guide.html")
    shells = {"guide.html", "public.html", "print.html", "plain.html", "locked.html", "fields.html", "page.html"}

    missing = {name for name in COMPONENTS if f'"ui/{name}"' not in source + inner} - shells

    assert missing == set()
    assert "2.642" in page


def test_a_page_without_context_still_stands(rf: RequestFactory) -> None:
    for name in ("ui/page.html", "ui/public.html", "ui/print.html"):
        assert "<title>" in get_template(name).render(guide.BARE, rf.get("/"))


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "ui/locked.html"])
def test_error_pages_need_no_request_and_say_what_to_do(name: str) -> None:
    text = get_template(name).render()

    assert "Nên làm gì:" in text
    assert 'href="/"' in text


def test_an_unfinished_job_asks_again_and_a_finished_one_does_not(draw: Draw) -> None:
    running = draw('{% include "ui/progress.html" with label="Nhập" state="running" total=10 done=3 poll="/v/" only %}')
    done = draw('{% include "ui/progress.html" with label="Nhập" state="done" poll="/v/" only %}')

    assert 'hx-get="/v/" hx-trigger="every 2s"' in running
    assert 'max="10" value="3"' in running
    assert "hx-get" not in done


def test_without_javascript_a_waiting_page_refreshes_itself(rf: RequestFactory) -> None:
    text = get_template("ui/page.html").render(guide.BARE | {"refresh": 3}, rf.get("/"))

    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text


def test_pagers_keep_the_filters(draw: Draw) -> None:
    shown = draw('{% include "ui/pager.html" with page=page only %}', "/?q=a&trang=2", page=guide.context()["page"])

    assert 'href="?q=a&amp;trang=3" rel="next"' in shown
    assert 'href="?q=a&amp;trang=1" rel="prev"' in shown
    assert "Đang xem 11–20 trong 103" in shown
