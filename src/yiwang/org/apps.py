"""The Django application of this room."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Units, people, areas, duties and deputies."""

    name = "yiwang.org"
    label = "org"
    verbose_name = "组织"
    default_auto_field = "django.db.models.BigAutoField"
