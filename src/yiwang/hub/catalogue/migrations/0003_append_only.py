"""Editions, steps, terms and readings are only ever appended; the chain has its beginning."""

from typing import Any, ClassVar

from django.db import migrations

from yiwang.engine.chain import GENESIS
from yiwang.kernel.append_only import guards, unguards

TABLES = (
    "hub_catalogue_edition",
    "hub_catalogue_step",
    "hub_catalogue_terms",
    "hub_catalogue_access",
)


def guard(apps: Any, schema_editor: Any) -> None:
    apps.get_model("hub_catalogue", "ChainEnd").objects.create(pk=1, number=0, digest=GENESIS)
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)
    apps.get_model("hub_catalogue", "ChainEnd").objects.all().delete()


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_catalogue", "0002_rights_and_log")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
