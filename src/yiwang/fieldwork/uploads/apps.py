"""The Django application of this room."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Uploads: files of registers that wait for a person or for the clock."""

    name = "yiwang.fieldwork.uploads"
    label = "uploads"
    verbose_name = "上传文件"
    default_auto_field = "django.db.models.BigAutoField"
