"""Rules, pauses, tellings, requests and decisions are only ever appended."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.kernel.append_only import guards, unguards

TABLES = tuple(
    f"hub_reminders_{name}"
    for name in ("rule", "pause", "telling", "extension", "decision", "ladder")
)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_reminders", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
