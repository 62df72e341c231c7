"""Judgements, rules and counts are only ever appended."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.kernel.append_only import guards, unguards

TABLES = ("replies_judgedreply", "replies_rulesnotice", "replies_wordcount")


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("replies", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
