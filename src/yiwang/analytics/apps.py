"""The Django application of this room."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """Figures: facts of cases in DuckDB, read by plans of indicators."""

    name = "yiwang.analytics"
    label = "analytics"
    verbose_name = "统计与考核"
    default_auto_field = "django.db.models.BigAutoField"
