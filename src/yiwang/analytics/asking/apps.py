"""The Django application of this room."""

from django.apps import AppConfig


class AskingConfig(AppConfig):
    """Questions in plain words, and the words that staff agreed on."""

    name = "yiwang.analytics.asking"
    label = "asking"
    verbose_name = "用话查数"
    default_auto_field = "django.db.models.BigAutoField"
