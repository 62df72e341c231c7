"""The full-text table: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from typing import Any, ClassVar

from django.db import migrations

_SQLITE = (
    "CREATE VIRTUAL TABLE search_entry USING fts5"
    "(words, tokenize = \"unicode61 remove_diacritics 0\", prefix = '1')"
)
_POSTGRESQL = (
    "CREATE TABLE search_entry (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
)


def create(apps: Any, schema_editor: Any) -> None:
    statements = (_SQLITE,) if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE search_entry")


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [migrations.RunPython(create, drop)]
