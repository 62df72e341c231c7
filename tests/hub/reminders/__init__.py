"""Reminders: due moments, who is told and how often, more time asked and decided."""
