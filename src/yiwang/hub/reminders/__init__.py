"""Reminders (催报): what is due when, whether it came, who is told once, who may have more time."""
