"""What parties themselves say of transfers, guarded like receipts."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

from yiwang.kernel.append_only import guards, unguards

TABLES = ("hub_receipts_handedin",)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in guards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


def unguard(apps: Any, schema_editor: Any) -> None:
    for statement in unguards(schema_editor.connection.vendor, TABLES):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_receipts", "0002_append_only")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("party", models.CharField(max_length=64, verbose_name="单位")),
                ("line", models.TextField(verbose_name="原文")),
                ("agreed", models.BooleanField(verbose_name="相符")),
                ("differences", models.JSONField(default=list, verbose_name="不同之处")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=40, verbose_name="经办人")),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_in",
                        to="hub_receipts.receipt",
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RunPython(guard, unguard),
    ]
