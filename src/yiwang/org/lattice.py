"""Squares and hexagons that the map counts cases in, as database expressions and as figures.

Both are laid over longitude and latitude squeezed by the cosine of a whole latitude (`latitude` of
the lattice), so that they look even on the screen. A cell has a key that says all of this; the
cases of a cell are found again from its key alone.
"""

import math
import re
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Func, IntegerField

from yiwang.kernel.refusals import Invalid

MOST_CELLS = 2000
ZOOMS = (2, 20)
# How wide a cell is on the screen; close by, single cases stand apart.
_PIXELS = {"c": 64, "h": 52}
_PIXELS_CLOSE_BY, _CLOSE_BY = 26, 15
_TILE = 512
_ROOT = math.sqrt(3)
_KEY = re.compile(r"([ch])(\d{1,2})\.(-?\d{1,2})\.(-?\d{1,8})\.(-?\d{1,8})")


@dataclass(frozen=True)
class Window:
    """Which part of the earth is looked at, in degrees, and how closely."""

    west: float
    south: float
    east: float
    north: float
    zoom: int


@dataclass(frozen=True)
class Lattice:
    """Even cells over the earth: `c` squares, `h` hexagons that stand on a corner."""

    kind: str
    zoom: int
    latitude: int

    @property
    def width(self) -> float:
        """How wide a cell is, in degrees of longitude."""
        close_by = self.kind == "c" and self.zoom >= _CLOSE_BY
        pixels = _PIXELS_CLOSE_BY if close_by else _PIXELS[self.kind]
        return 360 / 2**self.zoom / _TILE * pixels

    @property
    def height(self) -> float:
        """As many degrees of latitude as look as long as `width`."""
        return self.width * math.cos(math.radians(self.latitude))

    def key(self, x: int, y: int) -> str:
        """The name of one cell."""
        return f"{self.kind}{self.zoom}.{self.latitude}.{x}.{y}"

    def columns(self) -> dict[str, Any]:
        """Database expressions `cell_x` and `cell_y` of a case."""
        x, y = F("longitude") / self.width, F("latitude") / self.height
        if self.kind == "c":
            return {"cell_x": Floor(x), "cell_y": Floor(y)}
        # Charles Chambers' rounding to a hexagon: whole numbers only, no branches.
        up = y * _ROOT + 1.0
        slope = Floor(up + x)
        row = Floor((slope + up - x) / 3.0)
        return {"cell_x": Floor((slope + x * 2.0 + 1.0) / 3.0), "cell_y": row}

    def outline(self, x: int, y: int) -> list[tuple[float, float]]:
        """The corners of a cell, the first one twice."""
        if self.kind == "c":
            corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
            return [(a * self.width, b * self.height) for a, b in corners]
        middle_x, middle_y = (x - y / 2) * self.width, y * _ROOT / 2 * self.height
        turns = [math.radians(60 * turn + 30) for turn in (*range(6), 0)]
        return [
            (
                middle_x + math.cos(a) / _ROOT * self.width,
                middle_y + math.sin(a) / _ROOT * self.height,
            )
            for a in turns
        ]

    def around(self, x: int, y: int) -> Window:
        """A window that holds a cell whole, and a little more."""
        corners = self.outline(x, y)
        across, along = [c[0] for c in corners], [c[1] for c in corners]
        more = self.width / 1000
        west, south = min(across) - more, min(along) - more
        return Window(west, south, max(across) + more, max(along) + more, self.zoom)


class Floor(Func):
    """The whole number at or below a number."""

    function = "FLOOR"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite cuts towards nothing, and Django's own FLOOR there calls Python for each row."""
        template = "(CAST(%(expressions)s + 1000000000 AS INTEGER) - 1000000000)"
        return self.as_sql(compiler, connection, template=template, **more)


def lattice(kind: str, window: Window) -> Lattice:
    """The lattice for a window; coarser where it would hold more than `MOST_CELLS`."""
    found = Lattice(kind, window.zoom, round((window.south + window.north) / 2))
    while _cells(found, window) > MOST_CELLS and found.zoom > 0:
        found = replace(found, zoom=found.zoom - 1)
    return found


def _cells(found: Lattice, window: Window) -> float:
    across = (window.east - window.west) / found.width + 1
    along = (window.north - window.south) / found.height + 1
    return across * along * (2 / _ROOT if found.kind == "h" else 1)


def cell(key: str) -> tuple[Lattice, int, int]:
    """The lattice and the place in it that a key names. Raises `Invalid`."""
    found = _KEY.fullmatch(key)
    if found is None or int(found[2]) > ZOOMS[1]:
        raise Invalid("没有这个地图格子")
    return Lattice(found[1], int(found[2]), int(found[3])), int(found[4]), int(found[5])
