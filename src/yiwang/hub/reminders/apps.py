"""The Django application of this room."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Each delivery that is owed, and what came of it."""

    name = "yiwang.hub.reminders"
    label = "hub_reminders"
    verbose_name = "催报"
    default_auto_field = "django.db.models.BigAutoField"
