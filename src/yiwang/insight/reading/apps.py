"""The Django application of this room."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """What a text says, and the district's own list of places."""

    name = "yiwang.insight.reading"
    label = "reading"
    verbose_name = "文本识读"
    default_auto_field = "django.db.models.BigAutoField"
