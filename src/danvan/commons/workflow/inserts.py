"""New rows turned into plain statements before a transaction begins, so that inside it only the database works."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

TOGETHER = 500
"""Rows of one statement on PostgreSQL; SQLite runs one prepared statement row by row, which is its quickest way."""


@dataclass(frozen=True)
class Insert:
    """Rows of one table, ready to be written."""

    rows: Sequence[Model]
    columns: str
    places: str
    values: list[list[Any]]

    def run(self) -> None:
        """Write them. Raises `IntegrityError`."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(f"{self.columns} VALUES {self.places}", self.values)
            else:
                for start in range(0, len(self.values), TOGETHER):
                    part = self.values[start : start + TOGETHER]
                    places = ", ".join([self.places] * len(part))
                    cursor.execute(f"{self.columns} VALUES {places}", [value for row in part for value in row])
        for row in self.rows:
            row._state.adding, row._state.db = False, connection.alias


def insert(rows: Sequence[Model]) -> Insert:
    """Everything that can be computed for writing rows of one table, of which there is at least one."""
    fields = _written(rows[0])
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    return Insert(
        rows,
        columns=f"INSERT INTO {quote(rows[0]._meta.db_table)} ({names})",
        places=f"({', '.join(['%s'] * len(fields))})",
        values=[[field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields] for row in rows],
    )


def _written(row: Model) -> list[Any]:
    """The columns of a table but those that the database fills in."""
    fields = row._meta.local_concrete_fields
    return [field for field in fields if not field.generated and not (field.primary_key and row.pk is None)]
