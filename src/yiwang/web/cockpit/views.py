"""The cockpit's page and the two fragments that it asks for again and again."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response

from yiwang.analytics import store
from yiwang.cases import watch
from yiwang.org import lying, outlines
from yiwang.web.access import for_duties
from yiwang.web.cockpit.board import board as told
from yiwang.web.cockpit.spans import SPANS, span
from yiwang.web.map.layers import layers_for
from yiwang.web.security import policy_with_tiles
from yiwang.web.ui.ways import COCKPIT

THEME = "cockpit_theme"
HOURS = 24
LISTED, HAPPENINGS = 8, 12
# The layers that the cockpit draws; those that are on at first.
MAP = {"areas": True, "heat": True, "cases": False}


@for_duties(*COCKPIT)
def page(request: HttpRequest) -> HttpResponse:
    """Everything at once; afterwards it asks for what is new."""
    drawn = outlines.extent(outlines.outlined_areas(["district", "street"]))
    layers = [layer for layer in layers_for(request.worker.duty) if layer.key in MAP]
    shown = {
        "district": lying.district_name(),
        "spans": SPANS,
        "layers": [(layer, MAP[layer.key]) for layer in layers],
        "extent": ",".join(map(str, drawn)) if drawn else "",
        "tiles": settings.TILES,
        "credit": settings.TILES_CREDIT,
        "query": f"open=1&post={request.worker.post_id}",
        "dark": request.COOKIES.get(THEME) != "light",
        "theme_cookie": THEME,
    }
    shown |= _board(request) | _now(request)
    response = render(request, "cockpit/page.html", shown)
    response["Content-Security-Policy"] = policy_with_tiles(settings.TILES)
    return response


@for_duties(*COCKPIT)
def board(request: HttpRequest) -> HttpResponse:
    """The figures; the same as before is not sent again."""
    return _fresh(request, "cockpit/board.html", _board(request))


@for_duties(*COCKPIT)
def now(request: HttpRequest) -> HttpResponse:
    """What is late and what happened; the same as before is not sent again."""
    return _fresh(request, "cockpit/now.html", _now(request))


def _fresh(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    response = render(request, template, shown)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    answer: HttpResponse = get_conditional_response(request, etag=etag, response=response)
    return answer


def _board(request: HttpRequest) -> dict[str, Any]:
    chosen = span(request.GET.get("span", ""))
    found: dict[str, Any] = {"span": chosen, "board": None}
    try:
        found["board"] = told(request.worker, chosen, timezone.localdate())
    except store.NoFacts:
        return found
    return found


def _now(request: HttpRequest) -> dict[str, Any]:
    worker = request.worker
    return {
        "due": watch.due(worker, hours=HOURS),
        "hours": HOURS,
        "soon": watch.due_first(worker, LISTED, late=False),
        "late": watch.due_first(worker, LISTED, late=True),
        "happened": watch.latest(worker, HAPPENINGS),
    }
