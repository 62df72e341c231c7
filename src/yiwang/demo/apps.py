"""The Django application of this room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A made-up district for trial, screenshots and tests."""

    name = "yiwang.demo"
    label = "demo"
    verbose_name = "演示"
    default_auto_field = "django.db.models.BigAutoField"
