"""Profiles are only ever appended: guarded by the database itself."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.kernel.append_only import guards, unguards

TABLES = ("hub_quality_tableprofile",)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_quality", "0003_profiles")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
