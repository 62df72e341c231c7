"""The outlines of areas, as shapes that a map can draw."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from yiwang.org.models import Area

MOST = 2000


@dataclass(frozen=True)
class Outlined:
    """An area with its shape: polygons of rings of (longitude, latitude), as in GeoJSON."""

    code: str
    name: str
    level: str
    polygons: list[list[list[list[float]]]]

    def points(self) -> Iterator[list[float]]:
        """Every corner of the outer rings."""
        for polygon in self.polygons:
            yield from polygon[0]


def outlined_areas(levels: Iterable[str]) -> list[Outlined]:
    """The areas of these levels whose outline somebody drew, at most `MOST`; one query."""
    rows = (
        Area.objects.filter(level__in=list(levels), active=True)
        .exclude(outline=[])
        .order_by("code")
    )
    columns = rows.values_list("code", "name", "level", "outline")[:MOST]
    return [Outlined(code, name, level, polygons(drawn)) for code, name, level, drawn in columns]


def polygons(drawn: Any) -> list[Any]:
    """A ring, a polygon, several, or their GeoJSON, as several; every ring is closed."""
    if isinstance(drawn, dict):
        drawn = drawn.get("coordinates", [])
    depth, inner = 0, drawn
    while isinstance(inner, list) and inner:
        depth, inner = depth + 1, inner[0]
    several = {2: [[drawn]], 3: [drawn], 4: drawn}.get(depth, [])
    return [[_closed(ring) for ring in polygon] for polygon in several]


def _closed(ring: list[list[float]]) -> list[list[float]]:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def extent(areas: Iterable[Outlined]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of some areas; None where nothing is drawn."""
    corners = [corner for area in areas for corner in area.points()]
    if not corners:
        return None
    across, along = [c[0] for c in corners], [c[1] for c in corners]
    return min(across), min(along), max(across), max(along)
