"""Patrols: shifts, routes, log-ins, tracks, coverage, training."""
