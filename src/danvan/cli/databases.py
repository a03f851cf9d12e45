"""A PostgreSQL database beside another, for work that must not touch it."""

from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def sibling(url: str, suffix: str, *, copy_of: str = "") -> str:
    """The address of a database on the same server, made when it is not there yet: empty, or a copy of a sibling."""
    parts = urlsplit(url)
    name = f"{parts.path.lstrip('/')}_{suffix}"
    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            template = urlsplit(copy_of).path.lstrip("/") or "template0"
            made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
            server.execute(made)
    return urlunsplit(parts._replace(path=f"/{name}"))


def drop(url: str) -> None:
    """Remove a database made by `sibling`, whoever is still connected to it."""
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
