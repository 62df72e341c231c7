"""Whether a point lies in an outline, by casting a ray in exact fractions: no library, no index."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Corner = tuple[float, float]


def inside(point: Corner, outline: Mapping[str, Any]) -> bool:
    """Whether a point is in a GeoJSON area or on its border."""
    x, y = Fraction(point[0]), Fraction(point[1])
    odd = False
    for start, end in _edges(outline):
        if (start[1] > y) == (end[1] > y):
            if _on_edge(x, y, start, end):
                return True
            continue
        crossing = start[0] + (y - start[1]) * (end[0] - start[0]) / (end[1] - start[1])
        if crossing == x:
            return True
        odd ^= crossing > x
    return odd


def place(point: Corner, outlines: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The lowest code whose outline holds the point."""
    return next((code for code in sorted(outlines) if inside(point, outlines[code])), None)


def all_inside(points: NDArray[np.float64], outline: Mapping[str, Any]) -> NDArray[np.bool_]:
    """The same for many points at once, in floats and without the rule for borders."""
    x, y = points.T
    odd = np.zeros(len(points), dtype=bool)
    for start, end in _edges(outline, float):
        if start[1] == end[1]:
            continue
        level = (start[1] > y) != (end[1] > y)
        slope = (end[0] - start[0]) / (end[1] - start[1])
        odd ^= level & (start[0] + (y - start[1]) * slope > x)
    return odd


def _on_edge(x: Fraction, y: Fraction, start: Any, end: Any) -> bool:
    between = min(start[0], end[0]) <= x <= max(start[0], end[0])
    level = min(start[1], end[1]) <= y <= max(start[1], end[1])
    turn = (end[0] - start[0]) * (y - start[1]) - (end[1] - start[1]) * (x - start[0])
    return between and level and turn == 0


def _edges(outline: Mapping[str, Any], number: type = Fraction) -> Iterable[tuple[Any, Any]]:
    many = outline["type"] == "MultiPolygon"
    for polygon in outline["coordinates"] if many else [outline["coordinates"]]:
        for ring in polygon:
            corners = [(number(c[0]), number(c[1])) for c in ring]
            yield from zip(corners, corners[1:] + corners[:1], strict=True)
