"""Patrols: shifts, planned routes, log-ins, tracks, coverage of grids and training."""
