"""Tables whose rules are drawn: every cell with its rows, columns and text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pdfplumber.table import Table

from yiwang.disclosure.sources.flow import GridCell
from yiwang.disclosure.sources.pdf.letters import Letter, Row, rows
from yiwang.disclosure.tables import Place

# Edges nearer than this many points are one edge.
_NEAR = 2.5
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ruled:
    """One ruled table of a page: its outline and its cells."""

    box: Box
    cells: tuple[GridCell, ...]

    def holds(self, row: Row) -> bool:
        """Whether a line stands in it."""
        first, middle = row.letters[0], row.middle
        left, top, right, bottom = self.box
        return top <= middle <= bottom and left - _NEAR <= first.left <= right


def ruled(
    tables: Sequence[Table], found: Sequence[Letter], page: int, lines: Sequence[Row]
) -> list[Ruled]:
    """The tables among these boxes; a frame around text or one rule is none."""
    told = (_ruled(table.cells, found, page, lines) for table in tables)
    return [one for one in told if one is not None]


def _ruled(
    boxes: list[Box], found: Sequence[Letter], page: int, lines: Sequence[Row]
) -> Ruled | None:
    across = _edges([edge for box in boxes for edge in (box[0], box[2])])
    down = _edges([edge for box in boxes for edge in (box[1], box[3])])
    if len(across) < 3 or len(down) < 3:
        return None
    outline = (across[0], down[0], across[-1], down[-1])
    inside = [one for one in found if _in(one, outline)]
    middles = [row.middle for row in lines]
    cells = [
        _cell(box, (across, down), inside, (page, middles)) for box in sorted(boxes, key=_from_top)
    ]
    return Ruled(outline, tuple(cells))


def _from_top(box: Box) -> tuple[float, float]:
    return round(box[1]), box[0]


def _edges(given: list[float]) -> list[float]:
    """Edges from the left or the top, near ones counted once."""
    edges: list[float] = []
    for one in sorted(given):
        if not edges or one - edges[-1] > _NEAR:
            edges.append(one)
    return edges


def _in(one: Letter, box: Box) -> bool:
    middle = (one.left + one.right) / 2
    return box[0] <= middle <= box[2] and box[1] <= one.middle <= box[3]


def _cell(
    box: Box,
    edges: tuple[list[float], list[float]],
    found: list[Letter],
    on: tuple[int, list[float]],
) -> GridCell:
    across, down = edges
    page, middles = on
    told = rows([one for one in found if _in(one, box)])
    numbers = [_nearest(middles, row.middle) for row in told]
    if not numbers:
        numbers = [_nearest(middles, (box[1] + box[3]) / 2)]
    column, row = _index(across, box[0]), _index(down, box[1])
    return GridCell(
        "\n".join(row.text for row in told),
        Place(min(numbers), max(numbers), page),
        row,
        column,
        max(1, _index(down, box[3]) - row),
        max(1, _index(across, box[2]) - column),
    )


def _index(edges: list[float], edge: float) -> int:
    return max(0, bisect_right(edges, edge + _NEAR) - 1)


def _nearest(middles: list[float], middle: float) -> int:
    """The number of the line of the page, from 1, that is nearest."""
    place = bisect_right(middles, middle)
    near = [one for one in (place - 1, place) if 0 <= one < len(middles)]
    return 1 + min(near, key=lambda one: abs(middles[one] - middle), default=0)
