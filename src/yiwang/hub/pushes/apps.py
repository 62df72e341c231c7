"""The Django application of this room."""

from django.apps import AppConfig


class PushesConfig(AppConfig):
    """Tables and the catalogue on their way to another platform."""

    name = "yiwang.hub.pushes"
    label = "hub_pushes"
    verbose_name = "数据上报"
    default_auto_field = "django.db.models.BigAutoField"
