"""The Django application of this room."""

from django.apps import AppConfig


class ModelConfig(AppConfig):
    """A language model of the district's own choosing; off by birth."""

    name = "yiwang.connect.model"
    label = "language_model"
    verbose_name = "语言模型"
