"""Measurements: each module has a subject, and its figures are written down with the machine."""
