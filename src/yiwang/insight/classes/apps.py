"""The Django application of this room."""

from django.apps import AppConfig


class ClassesConfig(AppConfig):
    """Models learned from the centre's own cases, with their scores and which one is in use."""

    name = "yiwang.insight.classes"
    label = "classes"
    verbose_name = "分类与承办单位建议"
    default_auto_field = "django.db.models.BigAutoField"
