"""Who is on duty on the street and where they told last that they were.

For those who direct the street while it works, and for nobody else: planning shifts, scoring and
keeping the system need no position. No browser keeps an answer.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache

from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import last_seen
from yiwang.fieldwork.patrols.last_seen import STALE, Seen
from yiwang.org.lattice import Window
from yiwang.web.access import for_duties
from yiwang.web.map import geojson
from yiwang.web.map.asked import window

WATCHING = (Duty.SHIFT_LEADER, Duty.SUPERVISOR)
MOST = 2000
LISTED = 200
STALE_MINUTES = int(STALE.total_seconds()) // 60


@for_duties(*WATCHING)
def workers(request: HttpRequest) -> HttpResponse:
    """Those on duty in a window; none where there are too many to be told apart."""
    asked = window(request)
    found = [seen for seen in last_seen.on_duty() if _inside(seen, asked)]
    more = len(found) > MOST
    features = [] if more else [_feature(seen) for seen in found]
    return geojson.answer(request, geojson.collection(features, more=more), 0)


def _inside(seen: Seen, asked: Window) -> bool:
    place = seen.place
    return (
        place is not None
        and asked.west <= place.longitude <= asked.east
        and asked.south <= place.latitude <= asked.north
    )


def _feature(seen: Seen) -> dict[str, Any]:
    told = {"id": seen.log_in.pk, "name": seen.log_in.person.name}
    told |= {"stale": seen.stale, "age": age(seen.minutes)}
    place = seen.place
    return geojson.dot(place.longitude, place.latitude, told) if place else {}


def age(minutes: int) -> str:
    """How long ago something was told, in words."""
    if minutes < 1:
        return gettext("刚刚")
    if minutes < 60:
        return ngettext("{count}分钟前", "{count}分钟前", minutes).format(count=minutes)
    hours = minutes // 60
    return ngettext("{count}小时前", "{count}小时前", hours).format(count=hours)


@never_cache
@for_duties(*WATCHING)
def table(request: HttpRequest) -> HttpResponse:
    """Those on duty in words, those who were silent longest first."""
    rows = last_seen.on_duty()
    shown = {
        "rows": _told(rows[:LISTED]),
        "count": len(rows),
        "stale": sum(row.stale and row.place is not None for row in rows),
        "nowhere": sum(row.place is None for row in rows),
        "listed": LISTED,
        "minutes": STALE_MINUTES,
    }
    return render(request, "map/workers_table.html", shown)


@never_cache
@for_duties(*WATCHING)
def card(request: HttpRequest) -> HttpResponse:
    """One of them, while they are on duty."""
    asked = request.GET.get("id", "")
    found = last_seen.one(int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
    own = found.log_in.shift.grids if found.log_in.shift else []
    shown = {"row": _told([found])[0], "names": grids.names(own), "own": own}
    return render(request, "map/worker.html", shown | {"minutes": STALE_MINUTES})


def _told(rows: Sequence[Seen]) -> list[dict[str, Any]]:
    """Each with the name of the grid where they were last, and how long ago in words."""
    codes = last_seen.grids_of(rows)
    names = grids.names(code for code in codes if code)
    return [
        {"seen": row, "grid": names.get(code, ""), "age": age(row.minutes)}
        for row, code in zip(rows, codes, strict=True)
    ]
