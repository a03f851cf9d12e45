"""Dump and load of the database, on each engine by its own means."""

import os
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

from danvan.cli.parser import Refused
from danvan.cli.words import _

SWEEP = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def engine() -> str:
    """`sqlite` or `postgresql`."""
    from django.db import connection

    return str(connection.vendor)


def dump(to: Path) -> None:
    """A consistent copy of the database while the site goes on running."""
    if engine() == "sqlite":
        _copy_sqlite(to)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}", "--dbname", _name())


def check(dumped: Path) -> None:
    """Raises `Refused` when the dump cannot be loaded."""
    if engine() == "sqlite":
        _check_sqlite(dumped)
    else:
        _run("pg_restore", "--list", str(dumped))


def load(dumped: Path, *, aside: Path | None) -> None:
    """Put the dump in place of the database; what was there goes into the folder `aside`, when it is worth keeping."""
    from django.db import connections

    if engine() == "sqlite":
        connections.close_all()
        _exchange_sqlite(dumped, aside)
    else:
        if aside and not (aside / "database").exists():
            dump(aside / "database.part")
            (aside / "database.part").rename(aside / "database")
        connections.close_all()
        _replace_postgresql(dumped)


def _copy_sqlite(to: Path) -> None:
    with (
        closing(sqlite3.connect(_name(), timeout=60)) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy, pages=2000, sleep=0.01)
        copy.execute("PRAGMA journal_mode=DELETE")


def _check_sqlite(dumped: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{dumped}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as broken:
        found = str(broken)
    if found != "ok":
        raise Refused(_("Cơ sở dữ liệu trong tệp sao lưu bị hỏng: {reason}").format(reason=found))


def _exchange_sqlite(dumped: Path, aside: Path | None) -> None:
    """One rename exchanges the two; the old one first takes in its journal, which would be taken for the new one's."""
    name = Path(_name())
    with suppress(sqlite3.Error), closing(sqlite3.connect(name)) as old:
        old.execute("PRAGMA journal_mode=DELETE")
    if aside and name.exists() and not (aside / name.name).exists():
        os.link(name, aside / name.name)
    for journal in (Path(f"{name}-wal"), Path(f"{name}-shm")):  # there still when the old one is broken
        if aside and journal.exists():
            os.link(journal, aside / journal.name)
        journal.unlink(missing_ok=True)
    dumped.chmod(0o600)
    dumped.rename(name)


def _replace_postgresql(dumped: Path) -> None:
    """Sweep and load in one transaction: the old data stay until the last row is in."""
    script = dumped.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dumped))
    _run(
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--command={SWEEP}",
        f"--file={script}",
        "--dbname",
        _name(),
    )


def _name() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def _run(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs against our database. Raises `Refused`."""
    from django.db import connection

    given = connection.settings_dict
    named = {"PGHOST": given["HOST"], "PGPORT": given["PORT"], "PGUSER": given["USER"], "PGPASSWORD": given["PASSWORD"]}
    env = os.environ | {name: str(value) for name, value in named.items() if value}
    try:
        subprocess.run([program, *words], env=env, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    except FileNotFoundError as missing:
        raise Refused(
            _("Thiếu chương trình {program}: cài gói postgresql-client.").format(program=program)
        ) from missing
    except subprocess.CalledProcessError as failed:
        raise Refused(f"{program}: {failed.stderr.strip()}") from failed
