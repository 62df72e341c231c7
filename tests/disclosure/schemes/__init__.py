"""Scoring: bounded, monotone, exact, and as the printed rules say."""
