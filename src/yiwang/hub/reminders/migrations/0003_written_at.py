"""When what is owed was written down: what was frozen before does not know it."""

from typing import ClassVar

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_reminders", "0002_append_only")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="expectation",
            name="written_at",
            field=models.DateTimeField(default=timezone.now, verbose_name="登记时间"),
            preserve_default=False,
        )
    ]
