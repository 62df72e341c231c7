"""The Django application of this room."""

from django.apps import AppConfig


class PatrolsConfig(AppConfig):
    """Shifts, planned routes, log-ins, tracks, coverage of grids and training."""

    name = "yiwang.fieldwork.patrols"
    label = "patrols"
    verbose_name = "巡查"
    default_auto_field = "django.db.models.BigAutoField"
