"""A picture of areas from their outlines: to choose a place in, or to show one."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yiwang.org.outlines import polygons

WIDTH = 1000
MARGIN = 12
# More corners than this would make the page heavy; then the grids are left out.
MOST_CORNERS = 12_000
_ORDER = {"street": 2, "community": 1, "grid": 0}


@dataclass(frozen=True)
class Shape:
    """One area as it is drawn; `label` names those above it too."""

    code: str
    level: str
    name: str
    label: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """Areas on a plane of their own, and how it lies on the earth."""

    shapes: tuple[Shape, ...]
    west: float
    north: float
    # Units of the picture for one degree.
    per_longitude: float
    per_latitude: float
    height: int

    width = WIDTH
    margin = MARGIN

    @property
    def streets(self) -> list[Shape]:
        """What is written into the picture."""
        return [shape for shape in self.shapes if shape.level == "street"]

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position lies in the picture."""
        x = MARGIN + (longitude - self.west) * self.per_longitude
        y = MARGIN + (self.north - latitude) * self.per_latitude
        return round(x, 1), round(y, 1)


def picture(areas: Iterable[Any], *, levels: tuple[str, ...] = tuple(_ORDER)) -> Picture | None:
    """The picture of these areas, the largest beneath; None where no outline is known."""
    rows = list(areas)
    drawn = [row for row in rows if row.level in levels and row.outline]
    if sum(len(ring) for row in drawn for ring in _rings(row)) > MOST_CORNERS:
        drawn = [row for row in drawn if row.level != "grid"]
    if not drawn:
        return None
    frame = _frame([corner for row in drawn for ring in _rings(row) for corner in ring])
    names = {row.code: row.name for row in rows}
    drawn.sort(key=lambda row: (-_ORDER[row.level], row.code))
    shapes = tuple(_shape(row, names, frame) for row in drawn)
    return Picture(shapes, frame.west, frame.north, *_scale(frame), frame.height)


def _rings(row: Any) -> list[list[list[float]]]:
    """The outer borders of an area, without the corner that closes each."""
    return [polygon[0][:-1] for polygon in polygons(row.outline)]


def _frame(corners: list[list[float]]) -> Picture:
    longitudes, latitudes = [c[0] for c in corners], [c[1] for c in corners]
    west, north, south = min(longitudes), max(latitudes), min(latitudes)
    per_longitude = (WIDTH - 2 * MARGIN) / max(max(longitudes) - west, 1e-6)
    per_latitude = per_longitude / math.cos(math.radians((north + south) / 2))
    height = math.ceil((north - south) * per_latitude) + 2 * MARGIN
    return Picture((), west, north, per_longitude, per_latitude, height)


def _scale(frame: Picture) -> tuple[float, float]:
    return frame.per_longitude, frame.per_latitude


def _shape(row: Any, names: dict[str, str], frame: Picture) -> Shape:
    rings = [[frame.at(*corner) for corner in ring] for ring in _rings(row)]
    corners = [corner for ring in rings for corner in ring]
    above = [names[code] for code in row.path.split("/") if code in names]
    return Shape(
        code=row.code,
        level=row.level,
        name=row.name,
        label="·".join(above),
        path="".join("M" + "L".join(f"{x:g} {y:g}" for x, y in r) + "Z" for r in rings),
        x=round(sum(x for x, _ in corners) / len(corners), 1),
        y=round(sum(y for _, y in corners) / len(corners), 1),
    )
