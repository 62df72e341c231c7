"""How much of a grid was walked: figures from its outline, its plan and the points of tracks.

Pure. The rules, which no standard gives and a district may read out to those it assesses:

- The earth is laid out in cells of 0.0005 degrees (about 55 by 48 metres at 30 degrees north). A
  grid has the cells whose middle lies in its outline; one too small for any has the cell that its
  inner point lies in.
- A cell is touched when one point or more lies in it. Share of cells = touched / all.
- A line is planned as its beginning, its end and a point every 50 metres between; a planned point
  is reached when a point lies within the reach of its route. Share of points = reached / planned.
- A route counts as walked on a day when 80 % of its planned points were reached.
- A week counts what was touched or reached on any of its days, once.
- Only points with an accuracy of 100 metres or better that were not too fast to be true count.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from yiwang.kernel.refusals import Invalid

CELL = 0.0005
PLANNED_EVERY = 50.0
WALKED_FROM = 0.8
GOOD_ACCURACY = 100.0
MOST_CELLS = 250_000
MOST_PLANNED = 2_000
_METRES_A_DEGREE = 111_195.08
# A cell is told as one number: its column times this and its row.
_ROWS = 1_000_000

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Share:
    """So many of so many; `rate` is None where there was nothing to be done."""

    done: int
    due: int

    @property
    def rate(self) -> float | None:
        """Between 0 and 1."""
        return self.done / self.due if self.due else None

    @property
    def percent(self) -> float | None:
        """Rounded to a tenth, for people."""
        return None if self.rate is None else round(self.rate * 100, 1)


def cells_of(outline: shapely.Geometry) -> frozenset[int]:
    """The cells of a grid; none for an area so large that it is no grid."""
    west, south, east, north = outline.bounds
    columns = np.arange(math.floor(west / CELL), math.floor(east / CELL) + 1)
    rows = np.arange(math.floor(south / CELL), math.floor(north / CELL) + 1)
    if len(columns) * len(rows) > MOST_CELLS:
        return frozenset()
    column, row = (part.ravel() for part in np.meshgrid(columns, rows))
    inside = shapely.intersects_xy(outline, (column + 0.5) * CELL, (row + 0.5) * CELL)
    found = frozenset((column[inside] * _ROWS + row[inside]).tolist())
    if found:
        return found
    inner = outline.representative_point()
    return frozenset(_numbers(np.array([[inner.x, inner.y]])))


def touched(cells: frozenset[int], points: Numbers) -> frozenset[int]:
    """The cells of a grid that points (longitude, latitude) lie in."""
    return cells & frozenset(_numbers(points)) if len(points) else frozenset()


def _numbers(points: Numbers) -> list[int]:
    at = np.floor(points / CELL).astype(np.int64)
    return [int(number) for number in np.unique(at[:, 0] * _ROWS + at[:, 1])]


def along(path: Sequence[Sequence[float]], *, every: float = PLANNED_EVERY) -> list[list[float]]:
    """A line as points: both ends and one every so many metres. Raises `Invalid`."""
    corners = np.asarray(path, dtype=np.float64).reshape(-1, 2)
    scale = _scale(corners)
    steps = np.hypot(*(np.diff(corners, axis=0) * scale).T)
    length = float(steps.sum())
    if length == 0:
        raise Invalid("路线没有长度")
    if length / every > MOST_PLANNED:
        raise Invalid("路线过长，请分成几条")
    walked = np.concatenate([[0.0], np.cumsum(steps)])
    stops = [*np.arange(0, length, every), length]
    found = np.column_stack([np.interp(stops, walked, corners[:, i]) for i in (0, 1)])
    return [[round(float(x), 7), round(float(y), 7)] for x, y in found]


def reached(planned: Numbers, points: Numbers, *, metres: float) -> frozenset[int]:
    """The places in `planned` of the points that were passed within so many metres."""
    if not len(planned) or not len(points):
        return frozenset()
    scale = _scale(planned)
    tree = shapely.STRtree(shapely.points(points * scale))
    near = tree.query(shapely.points(planned * scale), predicate="dwithin", distance=metres)
    return frozenset(int(i) for i in np.unique(near[0]))


def _scale(points: Numbers) -> Numbers:
    """Metres for a degree east and north, in the middle of these points."""
    middle = math.radians((points[:, 1].min() + points[:, 1].max()) / 2)
    return np.array([_METRES_A_DEGREE * math.cos(middle), _METRES_A_DEGREE])


def is_walked(planned: int, got: int) -> bool:
    """Whether a route counts as walked on a day."""
    return planned > 0 and got >= WALKED_FROM * planned


def of_week(days: Iterable[frozenset[int]] | Iterable[frozenset[str]]) -> int:
    """How many different cells or points all days together have."""
    return len(frozenset().union(*days))
