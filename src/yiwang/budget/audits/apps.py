"""The Django application of this room."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """Files of disclosures that were audited, with the findings of that day's rules."""

    name = "yiwang.budget.audits"
    label = "disclosure_audits"
    verbose_name = "公开文件审核"
    default_auto_field = "django.db.models.BigAutoField"
