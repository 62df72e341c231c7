"""The Django application of this room."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """Parts of the street: their census, owners, states and history."""

    name = "yiwang.fieldwork.parts"
    label = "parts"
    verbose_name = "部件"
    default_auto_field = "django.db.models.BigAutoField"
