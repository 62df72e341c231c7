"""What of each grid was walked: a table with bars and a picture of the grids."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yiwang.fieldwork.patrols import covering, queries
from yiwang.fieldwork.patrols.walking import Share
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, day, own
from yiwang.web.ui.picture import picture

A_PAGE = 60
SPANS = {"day": 1, "week": 7}
# From which share on a grid gets the deeper colour; the same words stand beside the picture.
BANDS = (0.25, 0.5, 0.75)
NO_COVERAGE = covering.GridCoverage(Share(0, 0), Share(0, 0), Share(0, 0))


@dataclass(frozen=True)
class Line:
    """A grid of the table."""

    area: Any
    community: str
    found: covering.GridCoverage
    band: str


@for_duties(*EVERYBODY)
def coverage(request: HttpRequest) -> HttpResponse:
    """Of a day or a week, of a street or of all, by cells or by planned points."""
    given = request.GET
    span = given.get("span") if given.get("span") in SPANS else "week"
    by = "points" if given.get("by") == "points" else "cells"
    first = day(given.get("on", ""))
    first = queries.monday_of(first) if span == "week" else first
    streets = org.areas_with_communities()
    chosen = next((rows for street, rows in streets if street.code == given.get("street")), None)
    areas = [a for s, rows in streets for a in (s, *rows) if chosen is None or a in chosen]
    lines = _lines(areas, covering.coverage(first, SPANS[span]), by, _own(request))
    bands = {line.area.code: line.band for line in lines}
    shown = {
        "page": Paginator(lines, A_PAGE).get_page(given.get("page")),
        "drawn": _drawn(areas, bands),
        "streets": [street for street, _rows in streets],
        "street": given.get("street", ""),
        "span": span,
        "by": by,
        "first": first,
        "last": first + timedelta(days=SPANS[span] - 1),
    }
    return render(request, "field/coverage.html", shown)


def _own(request: HttpRequest) -> set[str] | None:
    person = own(request)
    return None if person is None else queries.own_grids(person)


def _lines(areas: list[Any], found: dict[str, Any], by: str, wanted: set[str] | None) -> list[Line]:
    """The grids, the least covered first; those of which nothing is due last."""
    names = {area.pk: area.name for area in areas}
    lines = []
    for area in areas:
        if area.level != "grid" or (wanted is not None and area.code not in wanted):
            continue
        one = found.get(area.code, NO_COVERAGE)
        lines.append(Line(area, names.get(area.parent_id, ""), one, _band(getattr(one, by))))
    return sorted(lines, key=lambda line: (_order(getattr(line.found, by)), line.area.code))


def _order(share: Share) -> float:
    return 2.0 if share.rate is None else share.rate


def _band(share: Share) -> str:
    if share.rate is None:
        return "none"
    return str(sum(share.rate >= least for least in BANDS))


def _drawn(areas: list[Any], bands: dict[str, str]) -> dict[str, Any] | None:
    """The picture, each grid with its band."""
    if not bands:
        return None
    found = picture([a for a in areas if a.level != "grid" or a.code in bands])
    if found is None:
        return None
    shapes = [(shape, bands.get(shape.code, "")) for shape in found.shapes]
    return {"picture": found, "shapes": shapes}
