"""Ground for tests that run the whole program: houses, the demo, a browser, axe."""

import fcntl
import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from danvan.cli import browser as browsers
from tests.houses import House, build, free_port, tear_down, wait_for


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[House]:
    """Nothing but a folder."""
    built = build(tmp_path / "empty")
    yield built
    tear_down(built)


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Tables and units, laid down once to be copied."""
    built = build(tmp_path_factory.mktemp("laid") / "house")
    built.done("upgrade")
    yield built
    tear_down(built)


@pytest.fixture
def house(laid: House, tmp_path: Path) -> Iterator[House]:
    """A house with tables and units, and nobody in it."""
    built = build(tmp_path / "house", copy_of=laid)
    yield built
    tear_down(built)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo, for all who only look at it or change what nobody else looks at."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with filled_once(shared) as filled:
        built = build(base / "demo", copy_of=filled)
    yield built
    tear_down(built)
    with locked(shared):
        if (shared / "filler").exists() and (shared / "filler").read_text() == str(os.getpid()):
            (shared / "filler").unlink()
            tear_down(filled)


@contextmanager
def filled_once(shared: Path) -> Iterator[House]:
    """The demo to copy while nobody else does: the first worker that asks fills it and takes it down at its end."""
    with locked(shared):
        note = shared / "filler"
        if not note.exists():
            house = build(shared / "filled")
            house.done("demo", "--no-serve")
            (shared / "filled.json").write_text(json.dumps(house.env))
            note.write_text(str(os.getpid()))
        env = json.loads((shared / "filled.json").read_text())
        yield House(Path(env["DANVAN_HOME"]), env)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One worker at a time."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True)
class Site:
    """The demo as people meet it."""

    url: str
    house: House


@pytest.fixture(scope="session")
def site(demo: House) -> Iterator[Site]:
    """The demo, served by the real server with its worker."""
    port = free_port()
    server = demo.start("serve", "--port", str(port))
    wait_for(f"http://127.0.0.1:{port}/health")
    yield Site(f"http://127.0.0.1:{port}", demo)
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=30)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser that asks nobody but us; without one the journeys fail, they are never skipped."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed for quick tests

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps a loop running in this thread
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browsers.need(), args=browsers.flags())
        yield started
        started.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


def is_complaint(said: Any) -> bool:
    """Whether the console speaks of a fault of ours; that a form was refused (409, 422) is none."""
    return said.type == "error" and not re.search(r"status of 4(09|22)", said.text)


@pytest.fixture
def open_page(chromium: Any, site: Site) -> Iterator[Callable[..., Any]]:
    """`open_page(width=1280)` gives a fresh page of the demo; what the console complains of fails the test."""
    contexts, complaints = [], []

    def open_one(width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(
            30_000
        )  # as in the whole suite on a busy machine; the first page of all is the slowest
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """`axe(page)` fails when axe finds a violation on the page as it stands."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - not needed for quick tests

    def look(page: Any) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(found => found.violations)")
        told = [(one["id"], one["impact"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
        assert told == [], f"{page.url}\n{json.dumps(told, ensure_ascii=False, indent=1)}"

    return look
