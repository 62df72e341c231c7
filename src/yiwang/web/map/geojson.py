"""Rows as GeoJSON: short names, five decimals (a metre), nothing personal."""

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from shapely import transform
from shapely.geometry import mapping

from yiwang.cases.places import Cell, Tones
from yiwang.org.outlines import Outlined

DECIMALS = 5
DRAWN = 0.96


def collection(features: Iterable[dict[str, Any]], **more: Any) -> bytes:
    """A FeatureCollection, written, with what else is to be told beside it."""
    return orjson.dumps({"type": "FeatureCollection", "features": list(features), **more})


def written(geometry: dict[str, Any]) -> str:
    """One geometry as text, for an attribute of a page."""
    return orjson.dumps(geometry).decode()


def answer(request: HttpRequest, content: bytes, seconds: int) -> HttpResponse:
    """What was written, with an ETag; the browser keeps it for some seconds, or not at all."""
    response = HttpResponse(content, content_type="application/geo+json")
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={seconds}" if seconds else "no-store"
    return get_conditional_response(request, etag=etag, response=response)


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(cell: Cell) -> dict[str, Any]:
    """The cases of a cell at their mean position; a single case by its number."""
    told: dict[str, Any] = {"cell": cell.key, **_tones(cell.tones)}
    if cell.number:
        told["number"] = cell.number
    return dot(cell.x, cell.y, told)


def dot(x: float, y: float, told: dict[str, Any]) -> dict[str, Any]:
    """A place with what is told of it."""
    return _feature("Point", _short((x, y)), told)


def way(path: Iterable[Iterable[float]], told: dict[str, Any], *, points: bool) -> dict[str, Any]:
    """What is walked, along a line or from point to point, with what is told of it."""
    return _feature("MultiPoint" if points else "LineString", [_short(c) for c in path], told)


def hexagon(cell: Cell) -> dict[str, Any]:
    """A hexagon with what is counted in it, a little smaller, so that neighbours stand apart."""
    corners = cell.outline[:-1]
    x, y = (sum(figures) / len(corners) for figures in zip(*corners, strict=True))
    outline = [_short((x + (a - x) * DRAWN, y + (b - y) * DRAWN)) for a, b in cell.outline]
    return _feature("Polygon", [outline], {"cell": cell.key, **_tones(cell.tones)})


def area(outlined: Outlined) -> dict[str, Any]:
    """An area with its name."""
    shape = [[[_short(c) for c in ring] for ring in polygon] for polygon in outlined.polygons]
    told = {"code": outlined.code, "name": outlined.name, "level": outlined.level}
    return _feature("MultiPolygon", shape, told)


def outline(drawn: Any, told: dict[str, Any]) -> dict[str, Any]:
    """A shape of the registers with what is told of it."""
    plain = mapping(transform(drawn, lambda corners: corners.round(DECIMALS)))
    return _feature(plain["type"], plain["coordinates"], told)


def _tones(tones: Tones) -> dict[str, int]:
    return {"n": tones.total, "late": tones.late, "soon": tones.soon, "fine": tones.fine}


def _short(corner: Iterable[float]) -> list[float]:
    return [round(figure, DECIMALS) for figure in corner]
