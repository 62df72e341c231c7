"""The pages of alerts: what was raised, and where the lines are."""
