"""How many cases lie in each street, community or grid: heat by area, and the same in a table.

The outlines are those of the layer of areas, which a browser keeps; here go codes and counts only.
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from yiwang.cases import places
from yiwang.cases.places import AreaCount, Looked
from yiwang.org import queries as org
from yiwang.web.access import signed_in
from yiwang.web.map import geojson
from yiwang.web.map.asked import given, looked
from yiwang.web.map.table import Line, line_of

SECONDS_KEPT = 15
LISTED = 200
LEVELS = {
    "community": gettext_noop("社区"),
    "street": gettext_noop("街道"),
    "grid": gettext_noop("网格"),
}


@dataclass
class Counted:
    """The areas of one level with their counts, those in none of them, and all together."""

    level: str
    lines: dict[str, Line] = field(default_factory=dict)
    rest: Line = field(default_factory=lambda: Line("", gettext("不在所列区域内")))
    whole: Line = field(default_factory=lambda: Line("", gettext("合计")))

    @property
    def filter(self) -> str:
        """By which filter a list is narrowed to one of them."""
        return "grid" if self.level == "grid" else "area"

    def add(self, count: AreaCount) -> None:
        """Count the cases of one code."""
        line_of(count.code, self.lines, self.rest).add(count)
        self.whole.add(count)


def _counted(request: HttpRequest) -> Counted:
    asked = request.GET.get("of_level", "")
    found = Counted(asked if asked in LEVELS else "community")
    for area in org.areas_below(level=found.level).select_related("parent"):
        above = f"{area.parent.name}·" if area.parent and found.level != "street" else ""
        found.lines[area.code] = Line(area.code, f"{above}{area.name}")
    asked = looked(request)
    for count in places.by_grid(asked) if found.level == "grid" else places.by_area(asked):
        found.add(count)
    _narrow(found, asked)
    return found


def _narrow(found: Counted, asked: Looked) -> None:
    """Where the filters name something within an area, its list is of that only."""
    own = asked.filters.grid if found.level == "grid" else asked.filters.area
    for code, line in found.lines.items():
        line.code = own if own.startswith(code) else code


@signed_in
def counts(request: HttpRequest) -> HttpResponse:
    """By the codes of areas how many cases lie in them."""
    found = _counted(request)
    told = {code: line.total for code, line in found.lines.items() if line.total}
    received = request.GET.get("received", "")[:4]
    content = geojson.collection([], counts=told, level=found.level, received=received)
    return geojson.answer(request, content, SECONDS_KEPT)


@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """The same in words, most cases first; each line leads to its cases."""
    found = _counted(request)
    lines = sorted(found.lines.values(), key=lambda line: (-line.total, line.code))
    there = [line for line in lines if line.total]
    shown: dict[str, Any] = {
        "lines": there[:LISTED],
        "cut": len(there) > LISTED,
        "listed": LISTED,
        "rest": found.rest,
        "whole": found.whole,
        "query": given(request).urlencode(),
        "filter": found.filter,
        "level": LEVELS[found.level],
    }
    return render(request, "map/heat_areas_table.html", shown)
