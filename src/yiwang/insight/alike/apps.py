"""The Django application of this room."""

from django.apps import AppConfig


class AlikeConfig(AppConfig):
    """The same matter said again, by many people or by one; it suggests, people merge."""

    name = "yiwang.insight.alike"
    label = "alike"
    verbose_name = "疑似同件"
    default_auto_field = "django.db.models.BigAutoField"
