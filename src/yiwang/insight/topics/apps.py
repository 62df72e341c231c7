"""The Django application of this room."""

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    """Topics: cases about one matter, since when, how many people, and what acting changed."""

    name = "yiwang.insight.topics"
    label = "topics"
    verbose_name = "专题"
    default_auto_field = "django.db.models.BigAutoField"
