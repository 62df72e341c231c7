"""The Django application of this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The log of every case, its projection, and the one door for writing."""

    name = "yiwang.cases"
    label = "cases"
    verbose_name = "案件"
    default_auto_field = "django.db.models.BigAutoField"
