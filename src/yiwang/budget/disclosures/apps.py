"""The Django application of this room."""

from django.apps import AppConfig


class BudgetDisclosuresConfig(AppConfig):
    """Public budgets and final accounts with their signatures."""

    name = "yiwang.budget.disclosures"
    label = "budget_disclosures"
    verbose_name = "预决算公开"
    default_auto_field = "django.db.models.BigAutoField"
