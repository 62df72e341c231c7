"""The Django application of this room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports: written from indicators at the due time, reviewed by another, released once."""

    name = "yiwang.analytics.reports"
    label = "reports"
    verbose_name = "简报"
    default_auto_field = "django.db.models.BigAutoField"
