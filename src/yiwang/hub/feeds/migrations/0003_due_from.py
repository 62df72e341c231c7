"""From which day deliveries of a feed are owed."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("hub_feeds", "0002_append_only")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="feed",
            name="due_from",
            field=models.DateField(null=True, verbose_name="报送起算日"),
        )
    ]
