"""Rows of the index are numbered anew, so that there is room for eight kinds of objects."""

from typing import Any, ClassVar

from django.db import migrations

_WIDER = (
    # Through negative numbers, since two rows may never bear one.
    "UPDATE search_entry SET rowid = -((rowid / 2) * 8 + rowid % 2)",
    "UPDATE search_entry SET rowid = -rowid",
)
_NARROWER = (
    "DELETE FROM search_entry WHERE rowid % 8 > 1",
    "UPDATE search_entry SET rowid = -((rowid / 8) * 2 + rowid % 8)",
    "UPDATE search_entry SET rowid = -rowid",
)


def wider(apps: Any, schema_editor: Any) -> None:
    for statement in _WIDER:
        schema_editor.execute(statement, params=None)


def narrower(apps: Any, schema_editor: Any) -> None:
    for statement in _NARROWER:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(wider, narrower)]
