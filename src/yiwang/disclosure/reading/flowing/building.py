"""Cells and shaped tables out of pieces."""

from collections.abc import Iterable, Sequence

from yiwang.disclosure.reading.flowing.heads import Head
from yiwang.disclosure.reading.flowing.pieces import Piece, glued, joined
from yiwang.disclosure.reading.shaped import Shaped
from yiwang.disclosure.tables import Cell, Column, Line

Filled = dict[int, tuple[Piece, ...]]
"""The pieces of a row by the index of their column."""


def built(head: Head, rows: Iterable[Filled], notes: Iterable[Line] = ()) -> Shaped:
    """The shaped table under a head."""
    return filled_table(head.columns(), rows, notes)


def filled_table(
    columns: tuple[Column, ...], rows: Iterable[Filled], notes: Iterable[Line] = ()
) -> Shaped:
    """The shaped table; cells without pieces are left out."""
    cells = (
        {column: _cell(pieces, number, column) for column, pieces in sorted(row.items()) if pieces}
        for number, row in enumerate(rows)
    )
    return Shaped(columns, tuple(cells), tuple(notes))


def _cell(pieces: Sequence[Piece], row: int, column: int) -> Cell:
    return Cell(glued(pieces), joined(pieces), row, column)
