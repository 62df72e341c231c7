"""The pages of reports: what is due, one report with every figure open, and each hand on it."""
