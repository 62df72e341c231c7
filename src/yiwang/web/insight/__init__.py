"""Pages of insight: what is suggested, and why."""
