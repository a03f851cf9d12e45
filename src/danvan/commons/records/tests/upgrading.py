"""Tables as they were, for tests of a house that is filled already."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(app: str = "", name: str = "") -> None:
    """Bring an app's tables to a migration, or all of them to the newest."""
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name)] if app else executor.loader.graph.leaf_nodes())
