"""The Django application of this room."""

from django.apps import AppConfig


class ScoresConfig(AppConfig):
    """Score cards: readings become points, points a ranking."""

    name = "yiwang.analytics.scores"
    label = "scores"
    verbose_name = "考核"
    default_auto_field = "django.db.models.BigAutoField"
