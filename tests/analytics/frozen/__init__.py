"""Frozen figures."""
