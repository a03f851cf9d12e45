"""A page drawn without a browser, and a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.template import Context, Template
from django.test import RequestFactory
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

Draw = Callable[..., str]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def draw(rf: RequestFactory) -> Draw:
    """Draws a piece of template for a visitor at an address."""

    def drawn(source: str, address: str = "/", **context: Any) -> str:
        page = Context(context)
        page.request = rf.get(address)  # type: ignore[attr-defined]
        return " ".join(Template("{% load ui %}" + source).render(page).split())

    return drawn


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages of ui are served, without a database: they need none."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.start()
    server.is_ready.wait()
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; says what to install when there is none."""
    if not CHROMIUM:
        pytest.fail("Chưa có trình duyệt: cài gói chromium (Debian: apt-get install chromium).")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
