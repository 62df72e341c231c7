"""Readings keep the digest of what was given out; the guard of the table is set anew around it."""

from typing import Any, ClassVar

from django.db import migrations, models

from yiwang.kernel.append_only import guards, unguards

TABLES = ("hub_catalogue_access",)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_catalogue", "0003_append_only")]
    operations: ClassVar = [
        # SQLite copies the table, and its triggers would be lost with the old one.
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name="access",
            name="given_digest",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="数据摘要"),
            preserve_default=False,
        ),
        migrations.RunPython(guard, unguard),
    ]
