"""Bringing rows in: read, held to the agreed shape, staged, then put into the tables at once."""
