"""The Django application of this room."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """How rows come into the hub, when, and how each run ended."""

    name = "yiwang.hub.feeds"
    label = "hub_feeds"
    verbose_name = "数据接入"
    default_auto_field = "django.db.models.BigAutoField"
