"""Rows of cells become columns with headings and rows of data; the same for tabs and grids."""

from collections.abc import Sequence

from yiwang.disclosure.forms import SHEETS
from yiwang.disclosure.reading.heads import heads_of, is_numbers, split
from yiwang.disclosure.reading.repairs import repaired
from yiwang.disclosure.reading.roles import columns_of
from yiwang.disclosure.reading.rows import Row
from yiwang.disclosure.reading.shaped import Shaped
from yiwang.disclosure.tables import Cell, Column, Role

_OUTLIERS = 0.1


def labelled(rows: Sequence[Row], form: str | None) -> Shaped:
    """Columns and rows of data of a table whose cells are known."""
    if not rows:
        return Shaped((), ())
    if is_sheet(rows, form):
        return _sheet(rows)
    top = split(rows)
    headings, data = rows[:top], _without_repeated(rows[:top], rows[top:])
    width = _width(headings, data)
    trimmed = all(max(row.cells) + 1 == row.width for row in rows if row.cells)
    heads = heads_of(headings, width, trimmed)
    samples = [
        [row.cells[index].text for row in data if index in row.cells] for index in range(width)
    ]
    columns = columns_of(heads, samples)
    return Shaped(columns, repaired(data, columns))


def is_sheet(rows: Sequence[Row], form: str | None) -> bool:
    """Whether a table is a form to be filled in, whose rows have no one heading."""
    at = next((at for at, row in enumerate(rows) if "一级指标" in "".join(row.texts)), None)
    if at == 0 and len(rows[0].cells) > 3:
        return False
    return form in SHEETS or at is not None


def _sheet(rows: Sequence[Row]) -> Shaped:
    """Every printed row in its order, columns without headings."""
    width = max(max(row.cells) + 1 for row in rows)
    columns = tuple(Column(index, (), Role.TEXT) for index in range(width))
    cells = tuple(
        {index: Cell(one.text, one.place, at, index) for index, one in sorted(row.cells.items())}
        for at, row in enumerate(rows)
    )
    return Shaped(columns, cells)


def _without_repeated(headings: Sequence[Row], data: Sequence[Row]) -> list[Row]:
    """Data without the headings that are printed again on the next page."""
    printed = {tuple(row.texts) for row in headings}
    return [
        row
        for row in data
        if tuple(row.texts) not in printed or (len(row.texts) == 1 and not is_numbers(row))
    ]


def _width(headings: Sequence[Row], data: Sequence[Row]) -> int:
    """How many columns there are: as many as have a heading, unless many rows have more."""
    headed = max((max(row.cells) + 1 for row in headings if row.cells), default=0)
    reach = max((row.width for row in headings if _spans_to_end(row)), default=0)
    used = sorted(max(row.cells) + 1 for row in data if row.cells)
    usual = used[int((len(used) - 1) * (1 - _OUTLIERS))] if used else 0
    lowest = headings[-1] if headings else None
    if lowest is not None and len(lowest.cells) >= headed * 0.6 and usual <= headed:
        return max(headed, 1)
    return max(headed, min(reach, usual), usual, 1)


def _spans_to_end(row: Row) -> bool:
    """Whether empty cells behind the last heading may belong to it."""
    return bool(row.cells) and max(row.cells) + 1 < row.width
