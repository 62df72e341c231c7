"""In which grid a point lies: one at once for a person who types, a million for a report.

The rule: a point on the border of several grids belongs to the one with the lowest code; a point
on the outer border is inside; a point in none gets none, with the nearest as a hint only.
The same rule decides where outlines overlap by mistake. Whether a point lies on a border is
decided exactly, on the numbers as they are written, not within a distance.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from yiwang.fieldwork.grids.outlines import Numbers, Outline
from yiwang.kernel.coordinates import Position, System, distance_in_metres

NOWHERE = -1
# Of latitude, on a ball of the earth's mean radius.
METRES_A_DEGREE = 111_195.08


@dataclass(frozen=True)
class Place:
    """Where a point lies: a code, or none and what is nearest."""

    code: str | None
    nearest: str | None = None
    metres: float | None = None
    # Other grids that have it on their border too; the lowest code got it.
    shared: tuple[str, ...] = ()


class Locator:
    """The outlines of one moment, by their codes, made ready to be asked."""

    def __init__(self, outlines: Mapping[str, Outline]) -> None:
        self.codes: tuple[str, ...] = tuple(sorted(outlines))
        self._areas = np.array([outlines[code] for code in self.codes], dtype=object)
        shapely.prepare(self._areas)
        self._bounds = shapely.bounds(self._areas).reshape(-1, 4)
        self._tree = shapely.STRtree(self._areas)
        self._level = _Level(self._areas)

    def one(self, position: Position) -> Place:
        """The grid of one position, in whichever system it is written."""
        plain = position.to(System.WGS_84)
        found = self._holding(plain.longitude, plain.latitude)
        if found:
            return Place(self.codes[found[0]], shared=tuple(self.codes[i] for i in found[1:]))
        return self._hint(plain) if self.codes else Place(None)

    def code(self, longitude: float, latitude: float) -> str:
        """The code of the grid of a point in WGS-84; empty outside of all."""
        found = self._holding(longitude, latitude)
        return self.codes[found[0]] if found else ""

    def _holding(self, longitude: float, latitude: float) -> list[int]:
        """The outlines that hold a point or have it on their border, by their codes."""
        near = self._tree.query(shapely.Point(longitude, latitude))
        inside = shapely.intersects_xy(self._areas[near], longitude, latitude)
        return sorted(near[inside].tolist())

    def near(self, position: Position, metres: float) -> list[str]:
        """The codes of the grids that are no further away, by their codes."""
        plain = position.to(System.WGS_84)
        return [self.codes[index] for index in self._level.within(plain, metres)]

    def assign(self, points: Numbers) -> NDArray[np.int32]:
        """For each row (longitude, latitude) in WGS-84 its place in `codes`, or `NOWHERE`."""
        points = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        order = np.argsort(points[:, 0], kind="stable")
        east, north = points[order, 0], points[order, 1]
        found = np.full(len(points), NOWHERE, dtype=np.int32)
        starts = np.searchsorted(east, self._bounds[:, 0], side="left")
        ends = np.searchsorted(east, self._bounds[:, 2], side="right")
        # From the highest code down, so that the lowest has the last word.
        for index in range(len(self.codes) - 1, -1, -1):
            low, high = self._bounds[index, 1], self._bounds[index, 3]
            strip = north[starts[index] : ends[index]]
            near = np.flatnonzero((strip >= low) & (strip <= high)) + starts[index]
            inside = shapely.intersects_xy(self._areas[index], east[near], north[near])
            found[near[inside]] = index
        unsorted = np.empty_like(found)
        unsorted[order] = found
        return unsorted

    def _hint(self, plain: Position) -> Place:
        index, longitude, latitude = self._level.nearest(plain)
        metres = distance_in_metres(plain, Position(longitude, latitude))
        return Place(None, self.codes[index], metres)


class _Level:
    """The outlines on a plane in metres, on which "near" means what it says."""

    def __init__(self, areas: NDArray[np.object_]) -> None:
        bounds = shapely.total_bounds(areas) if len(areas) else (0.0, 0.0, 0.0, 0.0)
        narrow = math.cos(math.radians((bounds[1] + bounds[3]) / 2))
        self._scale = np.array([max(narrow, 1e-6), 1.0])
        self._areas = shapely.transform(areas, lambda corners: corners * self._scale)
        self._tree = shapely.STRtree(self._areas)

    def within(self, plain: Position, metres: float) -> list[int]:
        """The areas that are no further away than so many metres."""
        point = shapely.Point(np.array([plain.longitude, plain.latitude]) * self._scale)
        degrees = metres / METRES_A_DEGREE
        return sorted(self._tree.query(point, predicate="dwithin", distance=degrees).tolist())

    def nearest(self, plain: Position) -> tuple[int, float, float]:
        """The nearest area (the lowest of equally near ones) and its nearest point."""
        point = shapely.Point(np.array([plain.longitude, plain.latitude]) * self._scale)
        index = int(min(self._tree.query_nearest(point)))
        line = shapely.get_coordinates(shapely.shortest_line(point, self._areas[index]))
        longitude, latitude = line[-1] / self._scale
        return index, float(longitude), float(latitude)
