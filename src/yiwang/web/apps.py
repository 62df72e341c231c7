"""The Django application of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """All HTTP: pages, fragments and the API. Decides nothing."""

    name = "yiwang.web"
    label = "web"
    verbose_name = "网页"
    default_auto_field = "django.db.models.BigAutoField"
