"""Feeds: what is brought in and pushed upward, when it is due, who is reminded (催报)."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "opening", "quarantine")
