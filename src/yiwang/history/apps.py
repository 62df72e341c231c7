"""The Django application of this room."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Import of other systems' case files into complete cases with their events."""

    name = "yiwang.history"
    label = "history"
    verbose_name = "历史导入"
    default_auto_field = "django.db.models.BigAutoField"
