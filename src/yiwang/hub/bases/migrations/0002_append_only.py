"""Rows that are only ever appended are guarded by the database itself."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.kernel.append_only import guards, unguards

TABLES = (
    "hub_bases_authority",
    "hub_bases_feeder",
    "hub_bases_decision",
    "hub_bases_build",
    "hub_bases_look",
)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_bases", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
