"""Every test's ground: a house in a temporary folder, today's units in it, and no network."""

import atexit
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(tempfile.mkdtemp(prefix="danvan-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
(HOME / "static").mkdir()
os.environ["DANVAN_HOME"] = str(HOME)  # settings read it when they are imported, so before anything else
os.environ.pop("DANVAN_SITE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "danvan.settings"

import django  # noqa: E402
import hypothesis  # noqa: E402
from django.conf import settings  # noqa: E402

if "PYTEST_XDIST_WORKER" in os.environ:  # a worker read the settings with its controller's house; it has its own
    settings.HOME = HOME.resolve()
    settings.STATIC_ROOT = settings.HOME / "static"
    settings.STORAGES["default"]["OPTIONS"]["location"] = settings.HOME / "files"
assert HOME.resolve() == settings.HOME, "settings were read before the tests' house stood"
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = HOME / "test.sqlite3"
"""A file, not memory: the same journal and locks as in life, and other processes can open it."""
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")
"""The same examples everywhere, however busy the machine is."""
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from pytest_django.plugin import blocking_manager_key  # noqa: E402

from danvan.commons.people import loading  # noqa: E402
from danvan.commons.people.tests.persons import *  # noqa: F403, E402 - the cast, for every test


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables, made by migrations once, with the units of the city in them."""
    with django_db_blocker.unblock():
        loading.load()
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()


def _end_other_sessions() -> None:
    """A thread or process that a test killed may have left a session behind, and PostgreSQL would keep the database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with transactions of its own leaves the tables empty; the next one finds the units again."""
    yield
    marker = item.get_closest_marker("django_db")
    emptied = (marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ())
    if emptied and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            call_command("flush", interactive=False, verbosity=0)
            loading.load()


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Nothing in a test may ask another machine."""
    patch = pytest.MonkeyPatch()
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if self.family != socket.AF_UNIX and host not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(f"the network is closed in tests: {address}")
        connect(self, address)  # type: ignore[arg-type]

    patch.setattr(socket.socket, "connect", only_here)
    yield
    patch.undo()
