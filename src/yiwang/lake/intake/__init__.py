"""Bringing data in: sources, cursors, contracts on shape, quarantine, runs that may be killed."""
