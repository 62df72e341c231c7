"""Rows of cells before anybody knows what the columns mean: of lines with tabs, of grids."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwang.disclosure.figures import figure
from yiwang.disclosure.reading.clean import bare, cut, plain, squeezed
from yiwang.disclosure.sources.flow import Grid
from yiwang.disclosure.tables import Line, Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell as printed, cleaned; `columns` and `rows` say what it spans where the file tells."""

    text: str
    place: Place
    columns: int = 1
    rows: int = 1

    @property
    def bare(self) -> str:
        """For comparing words."""
        return bare(self.text)


@dataclass(frozen=True)
class Row:
    """A printed row: the index of a column leads to its cell; empty cells are left out.

    `width` counts the printed cells, empty ones too.
    """

    cells: dict[int, Piece]
    width: int
    gap: bool = False

    @property
    def texts(self) -> list[str]:
        """What stands in it, from the left, for comparing."""
        return [self.cells[index].bare for index in sorted(self.cells)]


CODE = re.compile(r"\d{3}(?:\s?\d\d){0,2}|[A-Z]{1,2}\d{2,}|\d{8,}[A-Z]?\d*|\d{6,}")
_INTEGER = re.compile(r"\d{1,3}")
_CODED = re.compile(r"^(\d{3}(?:\d\d){0,2})\s*(?=[^\d\s.,%年月日万元项个])(.+)$")


def is_code(text: str) -> bool:
    """Whether a cell is a code of a subject, a unit or a project."""
    return CODE.fullmatch(text) is not None


def coded(text: str) -> tuple[str, str] | None:
    """Code and label that a converter put into one cell: 2010350 事业运行."""
    found = _CODED.match(text)
    return (found.group(1), found.group(2).strip()) if found else None


def is_amount(text: str) -> bool:
    """Whether a cell is surely an amount: with a point, with thousands, or per cent."""
    one = figure(text)
    return one is not None and (one.places > 0 or one.percent or "," in text or one.value == 0)


def is_figure(text: str) -> bool:
    """Whether a cell is any number."""
    return figure(text) is not None


def is_integer(text: str) -> bool:
    """Whether a cell is a short whole number, as 行次 and 栏次 are."""
    return _INTEGER.fullmatch(text) is not None


def rows_of_lines(lines: Sequence[Line]) -> list[Row]:
    """The rows of lines with tabs; a line without tabs among them is a row of one cell."""
    rows: list[Row] = []
    gap = False
    for line in lines:
        if not line.text.strip(" \t\f\u3000\r"):
            gap = gap or "\t" not in line.text
            continue
        row = _row(line, gap)
        if row.cells:
            rows.append(row)
            gap = False
    return rows


def _row(line: Line, gap: bool) -> Row:
    cells: dict[int, Piece] = {}
    fields = cut(line.text)
    for index, (offset, field) in enumerate(fields):
        text = squeezed(plain(field))
        if text:
            start, end = offset + len(field) - len(field.lstrip()), offset + len(field.rstrip())
            where = line.place
            cells[index] = Piece(text, Place(where.line, where.end_line, where.page, start, end))
    return Row(cells, len(fields), gap)


def rows_of_grid(grid: Grid) -> list[Row]:
    """The rows of a real table; a cell stands where it begins."""
    rows: dict[int, dict[int, Piece]] = {}
    width = 0
    for cell in grid.cells:
        width = max(width, cell.column + cell.columns)
        text = squeezed(plain(re.sub(r"\s*\n\s*", " ", cell.text)))
        if text:
            piece = Piece(text, cell.place, cell.columns, cell.rows)
            rows.setdefault(cell.row, {})[cell.column] = piece
    return [Row(rows[row], width) for row in sorted(rows)]


def joined(pieces: Iterable[Piece]) -> Piece:
    """Parts of one cell that was cut over lines, as one."""
    parts = list(pieces)
    text = squeezed("".join(part.text for part in parts))
    first, last = parts[0].place, parts[-1].place
    if first.line == last.line:
        place = Place(first.line, last.end_line, first.page, first.start, last.end)
    else:
        place = Place(first.line, last.end_line, first.page)
    return Piece(text, place, parts[0].columns, parts[0].rows)
