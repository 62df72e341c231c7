"""The Django application of this room."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The knowledge base: answers with an owner, sources and an expiry date."""

    name = "yiwang.knowledge"
    label = "knowledge"
    verbose_name = "知识库"
    default_auto_field = "django.db.models.BigAutoField"
