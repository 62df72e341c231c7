"""The Django application of this room."""

from django.apps import AppConfig


class BudgetTargetsConfig(AppConfig):
    """Targets of projects and units, and what became of them."""

    name = "yiwang.budget.targets"
    label = "budget_targets"
    verbose_name = "绩效目标与自评"
    default_auto_field = "django.db.models.BigAutoField"
