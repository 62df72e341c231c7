"""Counts of words and where they stand; what people said is only ever appended."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.insight.alike.table import statements
from yiwang.kernel.append_only import guards, unguards

TABLES = ("alike_verdict",)


def create(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for statement in (*statements(vendor), *guards(vendor, TABLES)):
        schema_editor.execute(statement, params=None)


def drop(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)
    schema_editor.execute("DROP TABLE alike_posting")
    schema_editor.execute("DROP TABLE alike_count")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("alike", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(create, drop)]
