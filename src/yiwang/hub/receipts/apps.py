"""The Django application of this room."""

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    """Receipts of deliveries, signed by both sides."""

    name = "yiwang.hub.receipts"
    label = "hub_receipts"
    verbose_name = "交换回执"
    default_auto_field = "django.db.models.BigAutoField"
