"""Grids cut to the table itself: a title or a unit that stands in the first row becomes a line."""

import re
from collections.abc import Iterator

from yiwang.disclosure.sources.flow import Grid, GridCell
from yiwang.disclosure.tables import Line, Place

# What stands above a table in one row with nothing of the table: its number, unit, department.
_ABOVE = re.compile(r"^\s*(公开\s*\d+\s*表|附?表\s*[\d一二三四五六七八九十]+|.*单位\s*[:：].*)\s*$")
_BELOW = re.compile(r"^\s*(注|备注|说明)\s*\d?\s*[:：]")


def blocks(cells: list[GridCell]) -> Iterator[Line | Grid]:
    """The grid of these cells, and as lines what stands in it above and below the table.

    Sheets and many web pages keep title, unit and notes in rows of the table itself.
    """
    rows = _rows(cells)
    width = max((cell.column + cell.columns for cell in cells), default=0)
    numbers = sorted(rows)
    first = 0
    while first < len(numbers) and _is_above(rows[numbers[first]], width):
        first += 1
    last = len(numbers)
    while last > first and _is_below(rows[numbers[last - 1]]):
        last -= 1
    for number in numbers[:first]:
        yield from _line(rows[number])
    yield from _grid([cell for number in numbers[first:last] for cell in rows[number]])
    for number in numbers[last:]:
        yield from _line(rows[number])


def _rows(cells: list[GridCell]) -> dict[int, list[GridCell]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _told(row: list[GridCell]) -> list[GridCell]:
    return [cell for cell in row if cell.text.strip()]


def _is_above(row: list[GridCell], width: int) -> bool:
    """Empty, one cell over the whole width, or nothing but what stands above tables."""
    told = _told(row)
    if not told:
        return True
    if len(told) == 1 and (told[0].columns == width > 1 or len(row) == 1 == told[0].rows):
        return True
    return len(told) == 1 and bool(_ABOVE.match(told[0].text)) or _is_unit_line(told)


def _is_unit_line(told: list[GridCell]) -> bool:
    """编制单位：… | 单位：万元: nothing of it is a heading of a column."""
    words = [cell.text for cell in told]
    return any("单位" in one and ("：" in one or ":" in one) for one in words) and len(told) <= 4


def _is_below(row: list[GridCell]) -> bool:
    told = _told(row)
    return not told or (len(told) == 1 and bool(_BELOW.match(told[0].text)))


def _line(row: list[GridCell]) -> Iterator[Line]:
    told = _told(row)
    if told:
        place = Place(told[0].place.line, told[-1].place.end_line, told[0].place.page)
        yield Line("    ".join(cell.text.strip() for cell in told), place)


def _grid(cells: list[GridCell]) -> Iterator[Grid]:
    if not any(cell.text.strip() for cell in cells):
        return
    top = min(cell.row for cell in cells)
    moved = tuple(
        GridCell(cell.text, cell.place, cell.row - top, cell.column, cell.rows, cell.columns)
        for cell in cells
    )
    lines = [line for cell in cells for line in (cell.place.line, cell.place.end_line)]
    yield Grid(moved, Place(min(lines), max(lines), cells[0].place.page))
