"""Rows that are only ever appended are guarded by the database itself."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.kernel.append_only import guards, unguards

TABLES = (
    "hub_feeds_feededition",
    "hub_feeds_delivery",
    "hub_feeds_run",
    "hub_feeds_ask",
)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_feeds", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
