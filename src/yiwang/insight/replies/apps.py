"""The Django application of this room."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """Answer quality: judgements of given replies, and the rules they follow."""

    name = "yiwang.insight.replies"
    label = "replies"
    verbose_name = "答复质量"
    default_auto_field = "django.db.models.BigAutoField"
