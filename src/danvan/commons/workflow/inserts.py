"""New rows turned into plain values before a transaction begins, so that inside it only the database works."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model


@dataclass(frozen=True)
class Insert:
    """Rows of one table, ready to be written in the quickest way of each database."""

    rows: Sequence[Model]
    columns: tuple[str, ...]
    values: list[list[Any]]

    def run(self) -> None:
        """Write them. Raises `IntegrityError`."""
        table = _quoted(self.rows[0]._meta.db_table)
        names = ", ".join(map(_quoted, self.columns))
        if connection.vendor == "postgresql":
            self._copy(f"COPY {table} ({names}) FROM STDIN")
        else:
            places = ", ".join(["%s"] * len(self.columns))
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", self.values)  # noqa: S608 - our tables
        for row in self.rows:
            row._state.adding, row._state.db = False, connection.alias

    def _copy(self, statement: str) -> None:
        with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
            for row in self.values:
                copy.write_row(row)


def insert(rows: Sequence[Model]) -> Insert:
    """Everything that can be computed for writing rows of one table, of which there is at least one."""
    fields = [field for field in rows[0]._meta.local_concrete_fields if _is_ours(field, rows[0])]
    return Insert(
        rows,
        columns=tuple(str(field.column) for field in fields),
        values=[[field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields] for row in rows],
    )


def _is_ours(field: Any, row: Model) -> bool:
    """Whether we give a column its value; the others are filled in by the database."""
    return not field.generated and not (field.primary_key and row.pk is None)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
