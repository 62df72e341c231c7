"""Targets and self-evaluations: promised with the budget, scored from readings and evidence."""
