"""The Django application of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Buildings, houses, residents, visits, spot checks."""

    name = "yiwang.fieldwork.people"
    label = "people"
    verbose_name = "人房信息"
    default_auto_field = "django.db.models.BigAutoField"
