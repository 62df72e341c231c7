"""The Django application of this room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Chinese full-text search over bigrams, on SQLite and PostgreSQL."""

    name = "yiwang.search"
    label = "search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"
