"""The Django application of this room."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Alerts: people are told once when a figure crosses its line."""

    name = "yiwang.analytics.alerts"
    label = "alerts"
    verbose_name = "指标预警"
    default_auto_field = "django.db.models.BigAutoField"
