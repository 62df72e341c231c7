"""The Django application of this room."""

from django.apps import AppConfig


class BasesConfig(AppConfig):
    """Base databases with their golden records, and portraits of them."""

    name = "yiwang.hub.bases"
    label = "hub_bases"
    verbose_name = "基础库"
    default_auto_field = "django.db.models.BigAutoField"
