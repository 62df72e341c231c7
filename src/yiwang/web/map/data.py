"""GeoJSON for the layers: bounded, without personal data, kept by the browser for some seconds."""

from django.http import HttpRequest, HttpResponse

from yiwang.cases import places
from yiwang.org import outlines
from yiwang.web.access import signed_in
from yiwang.web.map import geojson
from yiwang.web.map.asked import looked, window

SECONDS_KEPT = 15
SECONDS_KEPT_OUTLINES = 300


@signed_in
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of a window, each by itself or counted where several lie together."""
    found = places.cells(looked(request), "c", window(request))
    return geojson.answer(request, geojson.collection(map(geojson.point, found)), SECONDS_KEPT)


@signed_in
def heat(request: HttpRequest) -> HttpResponse:
    """How many cases lie in each hexagon of a window."""
    found = places.cells(looked(request), "h", window(request))
    return geojson.answer(request, geojson.collection(map(geojson.hexagon, found)), SECONDS_KEPT)


@signed_in
def areas(request: HttpRequest) -> HttpResponse:
    """The outlines of the district, its streets and communities; with `grids=1` of the grids."""
    grids = request.GET.get("grids") == "1"
    found = outlines.outlined_areas(["grid"] if grids else ["district", "street", "community"])
    return geojson.answer(
        request, geojson.collection(map(geojson.area, found)), SECONDS_KEPT_OUTLINES
    )
