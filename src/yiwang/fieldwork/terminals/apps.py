"""The Django application of this room."""

from django.apps import AppConfig


class TerminalsConfig(AppConfig):
    """Terminals: phones of people on the street, their quotas and their bills."""

    name = "yiwang.fieldwork.terminals"
    label = "terminals"
    verbose_name = "终端与资费"
    default_auto_field = "django.db.models.BigAutoField"
