"""The Django application of this room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Resources of the district, who asked for them and what was granted."""

    name = "yiwang.hub.catalogue"
    label = "hub_catalogue"
    verbose_name = "资源目录"
    default_auto_field = "django.db.models.BigAutoField"
