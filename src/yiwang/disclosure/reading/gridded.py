"""Tables whose cells the file itself tells: docx, xlsx, html, a ruled pdf."""

from collections.abc import Sequence
from dataclasses import replace

from yiwang.disclosure.reading.labelling import labelled
from yiwang.disclosure.reading.marks import Mark, Strip
from yiwang.disclosure.reading.rows import Row, rows_of_grid
from yiwang.disclosure.reading.shaped import Shaped
from yiwang.disclosure.sources.flow import Grid
from yiwang.disclosure.tables import Line

_SURROUNDING = (Mark.TITLE, Mark.HEADING, Mark.NOTE, Mark.HEADLINE)


def shape_grids(grids: Sequence[Grid], form: str | None) -> Shaped:
    """One table of one grid, or of several where it goes on over pages."""
    return labelled([row for grid in grids for row in rows_of_grid(grid)], form)


def parted(grid: Grid) -> tuple[list[Strip], Grid, list[Strip]]:
    """A grid without the rows above and below that hold title, unit and notes.

    Spreadsheets have them in cells of their own.
    """
    rows = rows_of_grid(grid)
    numbers = sorted({cell.row for cell in grid.cells if cell.text.strip()})
    top = 0
    while top < len(rows) and _outside(rows[top]):
        top += 1
    bottom = len(rows)
    while bottom > top and _note(rows[bottom - 1]):
        bottom -= 1
    kept = set(numbers[top:bottom])
    if len(kept) == len(numbers):
        return [], grid, []
    cells = tuple(cell for cell in grid.cells if cell.row in kept)
    head = [strip for row in rows[:top] for strip in _strips(row)]
    return head, replace(grid, cells=cells), [_strip(row) for row in rows[bottom:]]


def _outside(row: Row) -> bool:
    return _strip(row).mark in _SURROUNDING or all(
        strip.mark in _SURROUNDING for strip in _strips(row)
    )


def _note(row: Row) -> bool:
    return len(row.cells) == 1 and _strip(row).mark is Mark.NOTE


def _strip(row: Row) -> Strip:
    """A row as one line; each cell keeps its words."""
    pieces = [row.cells[index] for index in sorted(row.cells)]
    return Strip(Line("  ".join(piece.text for piece in pieces), pieces[0].place))


def _strips(row: Row) -> list[Strip]:
    """A row cell by cell, as title and number may stand side by side."""
    whole = _strip(row)
    if whole.mark in _SURROUNDING:
        return [whole]
    return [
        Strip(Line(row.cells[index].text, row.cells[index].place)) for index in sorted(row.cells)
    ]
