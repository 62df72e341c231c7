"""The pages of the budget: register, imports, targets, self-evaluations, monitoring."""
