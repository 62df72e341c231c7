"""The grids of a day on the map: who looks after each, what was walked of it, what is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import queries, showing
from yiwang.fieldwork.grids.showing import Shown
from yiwang.fieldwork.patrols import covering
from yiwang.fieldwork.patrols import queries as patrols
from yiwang.kernel.refusals import Invalid
from yiwang.org import places
from yiwang.web.access import signed_in
from yiwang.web.field.looking import SEEING_ALL
from yiwang.web.map import geojson
from yiwang.web.map.asked import window

MOST = 2000
SECONDS_KEPT = 60
COVERAGE = {"coverage": patrols.DAYS_OF_WEEK, "coverage_day": 1}
WORKER, UNIT, NOBODY = "worker", "unit", "nobody"


@dataclass(frozen=True)
class Care:
    """Who looks after the grids of a day; what was walked of them, where asked."""

    on_shift: dict[str, set[str]]
    units: frozenset[int]
    own: frozenset[str]
    covered: dict[str, covering.GridCoverage]

    def of(self, grid: Shown) -> str:
        """Somebody is on a shift there, or a unit looks after it, or nobody does."""
        if grid.code in self.on_shift:
            return WORKER
        return UNIT if grid.manager in self.units or grid.area in self.own else NOBODY

    def walked(self, grid: Shown) -> float | None:
        """The percentage of its cells that was walked; None where that is not known."""
        found = self.covered.get(grid.code)
        return found.cells.percent if found else None


def _care(on: date, *, days: int = 0) -> Care:
    """With the coverage of so many days until then."""
    first = on - timedelta(days=days - 1)
    return Care(
        patrols.grids_on_shift(on),
        *places.looking_after(),
        covering.coverage(first, days) if days else {},
    )


@signed_in
def grids(request: HttpRequest) -> HttpResponse:
    """The grids of a day in a window, and those that are planned; none where there are too many."""
    asked, on = window(request), _day(request)
    found = showing.sheet(on).in_box(asked.west, asked.south, asked.east, asked.north)
    more = len(found) > MOST
    care = _care(on, days=_days_covered(request))
    features = [] if more else [_feature(grid, care) for grid in found]
    return geojson.answer(request, geojson.collection(features, more=more), SECONDS_KEPT)


def _days_covered(request: HttpRequest) -> int:
    """How many days of coverage are to be told; none to those who do not see all."""
    if request.worker.duty not in SEEING_ALL:
        return 0
    return COVERAGE.get(request.GET.get("by", ""), 0)


def _day(request: HttpRequest) -> date:
    try:
        text = request.GET.get("on", "")
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise Invalid("日期的写法不对") from None


def _feature(grid: Shown, care: Care) -> dict[str, Any]:
    told = {"code": grid.code, "until": bool(grid.until), "planned": grid.planned}
    told |= {"care": care.of(grid), "walked": care.walked(grid)}
    return geojson.outline(grid.outline, told)


@signed_in
def card(request: HttpRequest) -> HttpResponse:
    """What is known of one grid on a day."""
    on = _day(request)
    found = queries.grid(request.GET.get("code", "")[:20], on)
    sees_all = request.worker.duty in SEEING_ALL
    care = _care(on, days=patrols.DAYS_OF_WEEK if sees_all else 0)
    shown = {
        "grid": found,
        "unit": queries.unit_of(found),
        "names": sorted(care.on_shift.get(found.code, ())),
        "named": sees_all,
        "walked": care.covered.get(found.code),
        "next": queries.replaced_by(found),
        "may_draw": request.worker.duty is Duty.ADMINISTRATOR,
        "on": on,
    }
    return render(request, "map/grid.html", shown)


@dataclass
class Line:
    """The grids of one community, counted."""

    name: str
    grids: int = 0
    worker: int = 0
    unit: int = 0
    nobody: int = 0
    planned: int = 0

    def add(self, grid: Shown, care: str) -> None:
        """Count one grid."""
        self.grids += 1
        self.planned += bool(grid.until)
        setattr(self, care, getattr(self, care) + 1)


@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """How many grids of each community are looked after, and by whom: the layer in words."""
    on = _day(request)
    standing = [grid for grid in showing.sheet(on).grids if not grid.planned]
    lines = _lines(standing, _care(on))
    return render(request, "map/grids_table.html", {"lines": lines, "on": on})


def _lines(grids: Iterable[Shown], care: Care) -> list[Line]:
    found: dict[str, Line] = {}
    for grid in grids:
        found.setdefault(grid.area, Line(grid.community)).add(grid, care.of(grid))
    return [found[area] for area in sorted(found)]
