"""Files of five kinds as one flow of lines and grids, within limits of size and time."""

from yiwang.disclosure.sources.taking import taken_in

__all__ = ["taken_in"]
