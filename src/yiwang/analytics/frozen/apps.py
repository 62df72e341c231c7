"""The Django application of this room."""

from django.apps import AppConfig


class FrozenConfig(AppConfig):
    """Frozen figures: published once, replayed from the log, corrected in the open."""

    name = "yiwang.analytics.frozen"
    label = "frozen"
    verbose_name = "数据冻结"
    default_auto_field = "django.db.models.BigAutoField"
