"""Which group of indicators each row belongs to, where a group is printed once for several rows.

A group's name stands above or beside the first of its rows; where extraction went line by line it
stands in the middle of its rows, as its cell is centred.
"""

from collections.abc import Sequence

from yiwang.disclosure.reading.flowing.pieces import Piece

Named = tuple[float, tuple[Piece, ...]]
"""Where a name is printed: beside row 2 (2.0) or between rows 1 and 2 (1.5), and its pieces."""


def carried(named: Sequence[Named], count: int, centred: bool) -> list[tuple[Piece, ...]]:
    """The name of each of `count` rows; `centred` where names stand in the middle of theirs."""
    around = _around(named, count) if centred else None
    return around or [_above(named, row) for row in range(count)]


def _above(named: Sequence[Named], row: int) -> tuple[Piece, ...]:
    return next((pieces for at, pieces in reversed(named) if at <= row), ())


def _around(named: Sequence[Named], count: int) -> list[tuple[Piece, ...]] | None:
    """Every name in the middle of its rows, or None where that does not come out even."""
    rows: list[tuple[Piece, ...]] = []
    for at, pieces in named:
        end = int(2 * at) - len(rows)
        if end < len(rows):
            return None
        rows += [pieces] * (end + 1 - len(rows))
    return rows if len(rows) == count else None
