"""The Django application of this room."""

from django.apps import AppConfig


class BudgetRegisterConfig(AppConfig):
    """Units, projects, and every movement of their money from the budget to the final account."""

    name = "yiwang.budget.register"
    label = "budget_register"
    verbose_name = "预算台账"
    default_auto_field = "django.db.models.BigAutoField"
