"""Parts on the map: counted by cell from afar, each with its name close by, by area in words.

Whoever may read the register of parts sees them: everybody who is signed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from yiwang.dials import queries as dials
from yiwang.fieldwork.parts import places
from yiwang.fieldwork.parts.places import Cell, Counts
from yiwang.fieldwork.parts.queries import Filters
from yiwang.org import queries as org
from yiwang.web.access import signed_in
from yiwang.web.map import geojson
from yiwang.web.map.asked import window
from yiwang.web.map.table import line_of
from yiwang.web.registers.parts import part_classes

SECONDS_KEPT = 60
LISTED = 50


def offered() -> dict[str, Any]:
    """What may be chosen beside the switch: classes and states."""
    return {"part_classes": part_classes(), "part_states": places.STANDING}


def _filters(request: HttpRequest) -> Filters:
    """Chosen beside the switch; the area is that of the page."""
    texts = {key: request.GET.get(key, "").strip()[:20] for key in ("part_class", "part_state")}
    area = request.GET.get("area", "").strip()[:20]
    return Filters(category=texts["part_class"], state=texts["part_state"], grid=area)


@signed_in
def parts(request: HttpRequest) -> HttpResponse:
    """The parts of a window, each by itself or counted where several stand together."""
    names = dials.category_names_kept()
    found = places.cells(_filters(request), window(request))
    features = (_feature(cell, names) for cell in found)
    return geojson.answer(request, geojson.collection(features), SECONDS_KEPT)


def _feature(cell: Cell, names: dict[str, str]) -> dict[str, Any]:
    counts, part = cell.counts, cell.part
    told: dict[str, Any] = {"cell": cell.key, "n": counts.total}
    told |= {"damaged": counts.damaged, "lost": counts.lost}
    if part is not None:
        told |= {"code": part.code, "name": part.name or names.get(part.category, "")}
        told |= {"owner": part.owner.name if part.owner else part.owner_name}
    return geojson.dot(cell.x, cell.y, told)


@signed_in
def found(request: HttpRequest) -> HttpResponse:
    """The parts of one cell, by their codes."""
    rows = list(places.in_cell(_filters(request), request.GET.get("cell", ""))[: LISTED + 1])
    shown = {"rows": rows[:LISTED], "more": len(rows) > LISTED, "listed": LISTED}
    return render(request, "map/parts_found.html", shown)


@dataclass
class Line:
    """The parts of one area, counted."""

    code: str
    name: str
    total: int = 0
    damaged: int = 0
    lost: int = 0

    def add(self, counts: Counts) -> None:
        """Count the parts of one grid to this line."""
        self.total += counts.total
        self.damaged += counts.damaged
        self.lost += counts.lost


@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """How many parts stand in each area one level below the chosen one: the layer in words."""
    asked = _filters(request)
    narrowed = {"category": asked.category, "state": asked.state}
    shown = {
        "lines": _lines(places.by_grid(asked), asked.grid),
        "query": urlencode({key: value for key, value in narrowed.items() if value}),
    }
    return render(request, "map/parts_table.html", shown)


def _lines(counted: Iterable[tuple[str, Counts]], chosen: str) -> list[Line]:
    areas = org.areas_below(chosen) if chosen else org.areas_below(level="street")
    lines = {area.code: Line(area.code, area.name) for area in areas.order_by("code")}
    nowhere = gettext("未指明下级区域") if chosen else gettext("不在任何网格内")
    rest, whole = Line("", nowhere), Line("", gettext("合计"))
    for grid, counts in counted:
        line_of(grid, lines, rest).add(counts)
        whole.add(counts)
    found = [line for line in (*lines.values(), rest) if line.total]
    return [*found, whole] if found else []
