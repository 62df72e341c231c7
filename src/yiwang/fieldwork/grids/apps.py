"""The Django application of this room."""

from django.apps import AppConfig


class GridsConfig(AppConfig):
    """Grids: outlines with dates of effect, which grid a point lies in, adjustments."""

    name = "yiwang.fieldwork.grids"
    label = "grids"
    verbose_name = "单元网格"
    default_auto_field = "django.db.models.BigAutoField"
