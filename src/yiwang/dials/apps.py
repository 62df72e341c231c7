"""The Django application of this room."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class DialsConfig(AppConfig):
    """What staff adjust in the web: limits, categories, channels, routing, templates."""

    name = "yiwang.dials"
    label = "dials"
    verbose_name = "参数"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every installation, and every procedure added later, begins with its catalogue."""
        post_migrate.connect(_fill, sender=self)


def _fill(**told: Any) -> None:
    # By its name: models and procedures are there only after every application has been read.
    import_string("yiwang.dials.actions.load_catalogue")()
