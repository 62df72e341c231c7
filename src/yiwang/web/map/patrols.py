"""The routes of a day on the map: planned, begun, walked, missed; no word on who walked them.

As on the page of routes: who plans and watches sees all, who walks sees their own.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import route_days
from yiwang.fieldwork.patrols.route_days import RouteDay
from yiwang.org.lattice import Window
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, day, own
from yiwang.web.map import geojson
from yiwang.web.map.asked import window

MOST = 2000
LISTED = 200
SECONDS_KEPT = 60
# In the table those first that somebody has to do something about.
_ORDER = ("unstaffed", "missed", "ahead", "begun", "free", "walked")


def _routes(request: HttpRequest) -> list[RouteDay]:
    on = day(request.GET.get("patrolled_on", ""))
    return route_days.of_day(on, person_id=own(request))


@for_duties(*EVERYBODY)
def routes(request: HttpRequest) -> HttpResponse:
    """The routes of a day that lead through a window; none where there are too many."""
    asked = window(request)
    found = [route for route in _routes(request) if _meets(route, asked)]
    more = len(found) > MOST
    features = [] if more else [_feature(route) for route in found]
    return geojson.answer(request, geojson.collection(features, more=more), SECONDS_KEPT)


def _meets(route: RouteDay, asked: Window) -> bool:
    across, along = zip(*route.plan.path, strict=True)
    return (
        min(across) <= asked.east
        and max(across) >= asked.west
        and min(along) <= asked.north
        and max(along) >= asked.south
    )


def _feature(route: RouteDay) -> dict[str, Any]:
    plan, points = route.plan, route.points
    told = {"route": plan.route_id, "name": plan.name, "state": route.state}
    told |= {"done": points.done, "due": points.due}
    return geojson.way(plan.path, told, points=plan.kind == plan.Kind.POINTS)


@for_duties(*EVERYBODY)
def table(request: HttpRequest) -> HttpResponse:
    """The same in words, what is missing first."""
    found = sorted(_routes(request), key=lambda one: (_ORDER.index(one.state), one.plan.name))
    shown = found[:LISTED]
    told = {
        "rows": shown,
        "count": len(found),
        "walked": sum(one.state == "walked" for one in found),
        "names": grids.names(code for one in shown for code in one.grids),
        "listed": LISTED,
    }
    return render(request, "map/patrols_table.html", told)
