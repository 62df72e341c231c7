"""Bringing rows in: read, held to the agreed shape, staged, then put into the tables at once."""

from yiwang.kernel.loading import at_first_use

at_first_use(__name__, "checking", "run")
