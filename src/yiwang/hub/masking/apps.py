"""The Django application of this room."""

from django.apps import AppConfig


class MaskingConfig(AppConfig):
    """Recipes of masks by resource, and the masked copies of its table."""

    name = "yiwang.hub.masking"
    label = "hub_masking"
    verbose_name = "数据脱敏"
    default_auto_field = "django.db.models.BigAutoField"
