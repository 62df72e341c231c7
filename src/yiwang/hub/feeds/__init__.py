"""Feeds: what is brought in and pushed upward, when it is due, who is reminded (催报)."""
