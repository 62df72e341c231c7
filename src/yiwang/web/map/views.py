"""The map page, its side panel and the table that says the same in words."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yiwang.cases import lists, places
from yiwang.org import outlines
from yiwang.web.access import signed_in
from yiwang.web.desk.filters import choices
from yiwang.web.field.looking import SEEING_ALL
from yiwang.web.map import parts
from yiwang.web.map.asked import given, looked, window
from yiwang.web.map.layers import layers_for
from yiwang.web.map.table import lines
from yiwang.web.security import policy_with_tiles

LISTED = 50


@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The map with its switches and filters; what it shows is fetched by its layers."""
    asked = looked(request)
    drawn = outlines.extent(outlines.outlined_areas(["district", "street"]))
    extent = drawn or places.extent(asked)
    shown: dict[str, Any] = {
        "layers": layers_for(request.worker.duty),
        "extent": ",".join(map(str, extent)) if extent else "",
        "tiles": settings.TILES,
        "credit": settings.TILES_CREDIT,
        "query": _query(request),
        "by_coverage": request.worker.duty in SEEING_ALL,
        "narrowed": any(value for key, value in request.GET.items() if key != "at"),
    }
    response = render(request, "map/page.html", shown | parts.offered() | choices(request))
    response["Content-Security-Policy"] = policy_with_tiles(settings.TILES)
    return response


def _query(request: HttpRequest) -> str:
    """The filters for what the page fetches; nothing is kept from one post to another."""
    return f"{given(request).urlencode()}&post={request.worker.post_id}"


@signed_in
def found(request: HttpRequest) -> HttpResponse:
    """The cases of a cell, of some numbers, of a window or all, the soonest due first."""
    asked = looked(request)
    if request.GET.get("cell"):
        cases = places.in_cell(asked, request.GET["cell"])
    elif request.GET.get("numbers"):
        cases = places.numbered(asked, request.GET["numbers"].split(","))
    else:
        cases = asked.cases(window(request) if "bbox" in request.GET else None)
    page = lists.page(cases, size=LISTED)
    return render(request, "map/found.html", {"page": page, "listed": LISTED})


@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """How many cases lie in each area: what the map shows, in words."""
    asked = looked(request)
    shown = {"lines": lines(asked), "query": given(request).urlencode()}
    return render(request, "map/table.html", shown)
