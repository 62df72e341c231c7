"""The Django application of this room."""

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """Holidays, make-up workdays and shifts by year, published as editions."""

    name = "yiwang.worktime"
    label = "worktime"
    verbose_name = "工作时间"
    default_auto_field = "django.db.models.BigAutoField"
