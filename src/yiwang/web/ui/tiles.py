"""Tiles: a figure, what it counts, and the list behind it."""

from dataclasses import dataclass

WIDEST = 8
NARROWEST = 4


@dataclass(frozen=True)
class Tile:
    """One figure that leads to its list; an alarm is shown in red."""

    label: str
    number: int
    address: str
    hint: str = ""
    alarm: bool = False


def even_rows(count: int) -> int:
    """How many tiles to a row, so that the last row lacks as few as possible."""
    if count <= WIDEST:
        return max(count, 1)
    return min(range(WIDEST, NARROWEST - 1, -1), key=lambda across: -count % across)
