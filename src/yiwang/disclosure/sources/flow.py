"""What every kind of file becomes first: lines and, where the file has real tables, grids."""

from dataclasses import dataclass

from yiwang.disclosure.document import FileType
from yiwang.disclosure.tables import Line, Place


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a real table with what it spans; rows and columns count from 0."""

    text: str
    place: Place
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Grid:
    """A table whose cells the file itself tells (docx, xlsx, html, a ruled pdf)."""

    cells: tuple[GridCell, ...]
    place: Place


@dataclass(frozen=True)
class Flow:
    """A file in reading order. Text files have lines only, tabs and spaces kept."""

    name: str
    type: FileType
    blocks: tuple[Line | Grid, ...]
    lines: tuple[Line, ...]
    warnings: tuple[str, ...] = ()
