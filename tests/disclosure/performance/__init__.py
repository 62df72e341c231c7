"""Forms of targets and self-evaluations: reading them and what they must keep."""
