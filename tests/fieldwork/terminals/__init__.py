"""Terminals and bills."""
