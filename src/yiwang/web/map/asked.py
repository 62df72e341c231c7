"""What a request for the map asks: the window in its address, and whose filters apply."""

import math
from datetime import timedelta

from django.http import HttpRequest
from django.http.request import QueryDict
from django.utils import timezone

from yiwang.cases.places import Looked
from yiwang.kernel.refusals import Invalid
from yiwang.org.lattice import ZOOMS, Window
from yiwang.web.desk.filters import filters
from yiwang.web.ui.tags import SOON_SECONDS

_NO_FILTERS = ("at", "post", "bbox", "zoom", "cell", "numbers", "grids", "of_level")
# Cases that came in during so many days, whether they are open or not.
RECEIVED = ("7", "30")


def window(request: HttpRequest) -> Window:
    """The window `bbox=west,south,east,north` at `zoom`. Raises `Invalid`."""
    try:
        west, south, east, north = map(float, request.GET.get("bbox", "").split(","))
        zoom = float(request.GET.get("zoom", ""))
    except ValueError:
        raise _not_a_window() from None
    if not all(map(math.isfinite, (west, south, east, north, zoom))):
        raise _not_a_window()
    if west >= east or south >= north or not -1 <= zoom <= 30:
        raise _not_a_window()
    nearest, closest = ZOOMS
    zoomed = min(max(math.floor(zoom), nearest), closest)
    return Window(max(west, -180), max(south, -85), min(east, 180), min(north, 85), zoomed)


def _not_a_window() -> Invalid:
    return Invalid("地图范围有误")


def given(request: HttpRequest) -> QueryDict:
    """The filters asked for: of open cases only, unless a state or a period is named."""
    asked = request.GET.copy()
    for key in _NO_FILTERS:
        asked.pop(key, None)
    (received,) = asked.pop("received", [""])[-1:]
    if received in RECEIVED:
        return _received(asked, int(received))
    if not any(asked.get(key) for key in ("state", "from", "box", "mark", "text")):
        asked["open"] = "1"
    return asked


def _received(asked: QueryDict, days: int) -> QueryDict:
    """The same narrowed to what came in lately, today included."""
    for key in ("open", "to"):
        asked.pop(key, None)
    asked["from"] = (timezone.localdate() - timedelta(days=days - 1)).isoformat()
    return asked


def looked(request: HttpRequest) -> Looked:
    """Who looks for what."""
    return Looked(request.worker, filters(given(request)), SOON_SECONDS)
