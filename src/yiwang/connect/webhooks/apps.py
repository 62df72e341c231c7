"""The Django application of this room."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Signed notices to other systems about what happened to cases."""

    name = "yiwang.connect.webhooks"
    label = "webhooks"
    verbose_name = "推送"
    default_auto_field = "django.db.models.BigAutoField"
