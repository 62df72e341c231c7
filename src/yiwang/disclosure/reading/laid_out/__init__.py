"""Tables whose columns are kept by runs of spaces, as a printed page laid out as text."""

from yiwang.disclosure.reading.laid_out.shaping import shape

__all__ = ["shape"]
