"""The Django application of this room."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Rules of quality, runs with their scores, and what was sent back."""

    name = "yiwang.hub.quality"
    label = "hub_quality"
    verbose_name = "数据质量"
    default_auto_field = "django.db.models.BigAutoField"
