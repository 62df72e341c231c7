"""From lines and grids to a typed document."""

from yiwang.disclosure.reading.composing import compose, read

__all__ = ["compose", "read"]
