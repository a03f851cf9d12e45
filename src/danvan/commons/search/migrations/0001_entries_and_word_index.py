"""Entries, and the word index that each database keeps of them by itself."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
        folded, content='search_entry', content_rowid='record_id', columnsize=0, prefix='2 3',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_words(rowid, folded) VALUES (new.record_id, new.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_words(search_words, rowid, folded)
        VALUES ('delete', old.record_id, old.folded);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE OF folded ON search_entry
    WHEN old.folded <> new.folded BEGIN
        INSERT INTO search_words(search_words, rowid, folded)
        VALUES ('delete', old.record_id, old.folded);
        INSERT INTO search_words(rowid, folded) VALUES (new.record_id, new.folded);
    END
    """,
)
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
)
BY_VENDOR = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def lay_word_index(apps, schema_editor):
    for statement in BY_VENDOR[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_word_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("records", "0001_records_events_counters")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="records.record",
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                (
                    "audience",
                    models.CharField(
                        choices=[("public", "công khai"), ("scope", "trong phạm vi đơn vị")], max_length=10
                    ),
                ),
                ("exact", models.TextField()),
                ("folded", models.TextField()),
            ],
            options={"verbose_name": "mục tìm kiếm", "ordering": ("-pk",)},
        ),
        migrations.RunPython(lay_word_index, drop_word_index),
    ]
