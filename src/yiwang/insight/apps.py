"""The Django application of this room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Suggestions from texts, with their reasons; its tables lie in its rooms."""

    name = "yiwang.insight"
    label = "insight"
    verbose_name = "智能研判"
    default_auto_field = "django.db.models.BigAutoField"
