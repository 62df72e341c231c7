"""Outlines: GeoJSON in WGS-84 read, checked and written, and measured on the ellipsoid."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

from yiwang.kernel.coordinates import Position
from yiwang.kernel.refusals import Invalid

Outline = Polygon | MultiPolygon
Numbers = NDArray[np.float64]
MOST_VERTICES = 50_000
# A tenth of a millimetre: corners that two grids share stay the same number in both.
DECIMALS = 9
# WGS-84; CGCS2000 differs from it by a tenth of a millimetre.
_AXIS, _FLATTENING = 6_378_137.0, 1 / 298.257_223_563
_ECCENTRICITY_2 = _FLATTENING * (2 - _FLATTENING)
_ECCENTRICITY = math.sqrt(_ECCENTRICITY_2)


def read(geojson: Any) -> Outline:
    """An outline from its GeoJSON geometry. Raises `Invalid` for anything but areas on earth.

    Whether it crosses itself is asked apart, with `fault`.
    """
    if not isinstance(geojson, Mapping) or geojson.get("type") not in ("Polygon", "MultiPolygon"):
        raise Invalid("边界应为面（Polygon或MultiPolygon）")
    try:
        with np.errstate(invalid="ignore"):
            found = shape(geojson)
    except Exception as error:  # the library names no kinds: whatever it says, this is no outline
        raise Invalid("边界的坐标写法不对") from error
    return checked(found)


def checked(found: Any) -> Outline:
    """An outline with its heights dropped, on earth and not too large. Raises `Invalid`."""
    if not isinstance(found, Polygon | MultiPolygon) or found.is_empty:
        raise Invalid("边界应为面（Polygon或MultiPolygon）")
    corners = shapely.get_coordinates(found)
    if len(corners) > MOST_VERTICES:
        raise Invalid("一个网格的边界最多{most}个顶点", most=MOST_VERTICES)
    if not np.isfinite(corners).all():
        raise Invalid("经度和纬度应为数字")
    west, south, east, north = found.bounds
    for longitude, latitude in ((west, south), (east, north), (west, north), (east, south)):
        Position(longitude, latitude)
    return rounded(shapely.force_2d(found))


def rounded(outline: Outline) -> Outline:
    """The same with every number as it will be stored."""
    return shapely.transform(outline, lambda corners: np.round(corners, DECIMALS))


def written(outline: Outline) -> dict[str, Any]:
    """The GeoJSON geometry of an outline."""
    told = mapping(outline)
    return {"type": told["type"], "coordinates": _lists(told["coordinates"])}


def fault(outline: Outline) -> str:
    """Where an outline crosses itself or is otherwise no area, in the words of GEOS; or nothing."""
    return "" if outline.is_valid else shapely.is_valid_reason(outline)


def repaired(outline: Outline) -> Outline:
    """An outline that crosses itself turned into areas; what has no area is dropped."""
    parts = shapely.get_parts(shapely.make_valid(outline))
    areas = [p for part in parts for p in shapely.get_parts(part) if isinstance(p, Polygon)]
    if not areas:
        raise Invalid("边界没有面积")
    return areas[0] if len(areas) == 1 else MultiPolygon(areas)


def square_metres(found: Any) -> float:
    """How large an area in WGS-84 is on the ellipsoid; lines and points have none.

    An edge is straight between its longitudes and latitudes, however long: so that a corner set
    into a neighbour's edge makes no difference.
    """
    if not isinstance(found, Polygon):
        return sum(square_metres(part) for part in getattr(found, "geoms", ()))
    if found.is_empty:
        return 0.0
    return _enclosed(found.exterior) - sum(_enclosed(hole) for hole in found.interiors)


def _enclosed(ring: Any) -> float:
    """The ground within a ring: what lies below its edges, added up with their direction."""
    corners = shapely.get_coordinates(ring)
    north = corners[:, 1]
    halfway = (north[:-1] + north[1:]) / 2
    below, between = _below(north) - _below(north[:1]), _below(halfway) - _below(north[:1])
    along = (below[:-1] + 4 * between + below[1:]) / 6
    return abs(float(np.sum(np.radians(np.diff(corners[:, 0])) * along)))


def _below(north: Numbers) -> Numbers:
    """The ground between the equator and a latitude, for one radian of longitude."""
    sine = np.sin(np.radians(north))
    bent = _ECCENTRICITY * sine
    half = sine / (1 - bent**2) + np.log((1 + bent) / (1 - bent)) / (2 * _ECCENTRICITY)
    return _AXIS**2 * (1 - _ECCENTRICITY_2) * half / 2


def _lists(coordinates: Any) -> Any:
    if isinstance(coordinates, tuple | list):
        return [_lists(part) for part in coordinates]
    return coordinates
