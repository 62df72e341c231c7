"""The patrol of a shift: logging in and out, what is recorded, what is to be walked and was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries, today
from yiwang.fieldwork.patrols.points import LONGEST
from yiwang.fieldwork.patrols.walking import Share
from yiwang.fieldwork.people import sight
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.web.phone.access import kept, on_the_street
from yiwang.web.phone.ground import ground
from yiwang.web.phone.pages import shown
from yiwang.web.ui.picture import Picture, picture

# More points than this are drawn as lines only.
MOST_DOTS = 800


@dataclass(frozen=True)
class Dot:
    """A planned point: in the picture and on the earth, and how it is called."""

    x: float
    y: float
    name: str
    at: str
    reach: int
    reached: bool


@on_the_street
def patrol(request: HttpRequest) -> HttpResponse:
    """One's own shift, whether one is logged in, and the picture of the routes."""
    worker = request.worker
    at = ground(worker)
    names = at.names or _of_unit(worker)
    plans = today.rounds_of(worker.person_id, list(names))
    running = queries.running_log_in(worker.person_id)
    cells = today.cells_of(list(names))
    drawn = _ground(names or today.grids_of(plans))
    told = {
        "ground": at,
        "names": names,
        "running": running,
        "ends": _ends(running, at.shift),
        "rounds": plans,
        "cells": [(name, cells.get(code, Share(0, 0))) for code, name in names.items()],
        "drawn": drawn,
        "lines": _lines(drawn, plans),
        "dots": _dots(drawn, plans),
        "track_days": settings.TRACK_DAYS,
    }
    return kept(shown(request, "phone/patrol.html", **told), worker)


def _of_unit(worker: Worker) -> dict[str, str]:
    """Without a shift: the grids of the unit, for those who work in grids."""
    if worker.at_centre:
        return {}
    return grids.names(sight.sight(worker).grids)


def _ends(running: Any, shift: Any) -> str:
    """Until when points may be kept: the end of the shift, else some hours after the log-in."""
    if running and running.shift:
        return running.shift.ends_at.isoformat()
    if running:
        return (running.at + LONGEST).isoformat()
    return shift.ends_at.isoformat() if shift else ""


def _ground(codes: Iterable[str]) -> Picture | None:
    """The outlines of the grids; None where none is known."""
    return picture(org.areas_of_codes(codes), levels=("grid",))


def _lines(drawn: Picture | None, plans: Sequence[today.Round]) -> list[str]:
    """The paths as corners in the picture."""
    if drawn is None:
        return []
    paths = [one.plan.path for one in plans if one.plan.kind == "line"]
    return [" ".join("{:g},{:g}".format(*drawn.at(*corner)) for corner in path) for path in paths]


def _dots(drawn: Picture | None, plans: Sequence[today.Round]) -> list[Dot]:
    """The planned points; none where they would be too many to tell apart."""
    if drawn is None or sum(len(one.plan.planned) for one in plans) > MOST_DOTS:
        return []
    return [
        Dot(
            *drawn.at(*point),
            f"{one.plan.pk}:{place}",
            "{:.6f},{:.6f}".format(*point),
            one.plan.reach_metres,
            place in one.reached,
        )
        for one in plans
        for place, point in enumerate(one.plan.planned)
    ]
