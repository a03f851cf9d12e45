"""What must stand before a command can work: Django, tables, static files, units."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime

from danvan.cli.parser import Refused
from danvan.cli.words import Spoken, _


def say(text: str) -> None:
    """Progress for the person who waits; standard output stays free for results."""
    print(text, file=sys.stderr, flush=True)


def now() -> datetime:
    """The moment at the edge: commands are asked now."""
    from django.utils import timezone

    return timezone.now()


def prepare_django() -> None:
    """Set Django up once, speaking the language asked for."""
    import django
    from django.apps import apps
    from django.utils import translation

    if not apps.ready:
        django.setup()
    translation.activate(Spoken.language)


def prepare_house() -> None:
    """Django, and a database that is filled at least with tables and units: a new one is laid down on the spot.

    Raises `Refused` when the tables are of an older version.
    """
    prepare_django()
    finish_restore()
    if not has_tables() or not has_units():
        install()
    elif behind():
        raise Refused(_("Cơ sở dữ liệu thuộc bản cũ hơn. Chạy ./danvan upgrade trước."))


def finish_restore() -> None:
    """Bring a restore that was killed to its end, before anybody takes half of it for the house. Raises `Refused`."""
    from django.conf import settings

    from danvan.cli import archive

    if any(settings.HOME.glob(f"{archive.RESTORING}*")):
        with house_in_use(alone=True):
            archive.finish()


def install() -> None:
    """Tables, static files and units; repeating it changes nothing."""
    from django.core.management import call_command

    from danvan.commons.people import loading

    say(_("Cập nhật cơ sở dữ liệu ..."))
    with redirect_stdout(sys.stderr):
        call_command("migrate", interactive=False, verbosity=0)
        say(_("Gom tệp tĩnh ..."))
        call_command("collectstatic", interactive=False, verbosity=0)
    say(_("Nạp danh mục địa bàn và đơn vị ..."))
    loading.load()


def learn_spread() -> None:
    """Let the database count how its rows are spread: a planner that does not know takes poor indexes as they grow.

    PostgreSQL goes on counting by itself; SQLite is told at every start, from a sample, in some hundredths of a second.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


def has_tables() -> bool:
    """Whether this database was ever laid down."""
    from django.db import connection

    return "django_migrations" in connection.introspection.table_names()


def has_units() -> bool:
    """Whether laying down came to its end: units are loaded last."""
    from danvan.commons.people.models import Unit

    return behind() or Unit.objects.exists()


def behind() -> bool:
    """Whether the tables are older than the code."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_demo_when_live() -> None:
    """A live site never starts on invented rows. Raises `Refused`."""
    from danvan.commons import checks

    if problem := checks.demo_on_live_site():
        raise Refused(problem)


@contextmanager
def house_in_use(*, alone: bool = False) -> Iterator[None]:
    """Hold the house while serving, together with others; or alone, to exchange its data. Raises `Refused`."""
    from django.conf import settings

    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / "in-use.lock").open("a") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Refused(_("Trang đang chạy hoặc đang được phục hồi. Dừng lại rồi làm tiếp.")) from taken
        yield
