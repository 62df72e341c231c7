"""People and enterprises of the base databases by community: one figure of a theme, in shades.

Only codes and counts are sent, never of fewer than a theme may tell.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yiwang.hub.bases import queries, themes
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.map import geojson
from yiwang.web.ui.ways import BASES

SECONDS_KEPT = 60


def _counted(request: HttpRequest) -> tuple[themes.Measure, dict[str, tuple[str, int]]]:
    """The measure asked for and, by the code of each community, its name and count."""
    asked = request.GET.get("measure", "")
    every = [(one, measure) for one in themes.THEMES for measure in one.measures]
    theme, measure = next((pair for pair in every if pair[1].key == asked), every[0])
    told = {one.area: one.value for one in queries.figures(theme.key) if one.measure == measure.key}
    areas = org.areas_below(level="community")
    return measure, {area.code: (area.name, told[area.name]) for area in areas if area.name in told}


@for_duties(*BASES)
def counts(request: HttpRequest) -> HttpResponse:
    """By the codes of communities how many there are."""
    measure, found = _counted(request)
    told = {code: count for code, (_name, count) in found.items() if count > 0}
    content = geojson.collection([], counts=told, measure=measure.key)
    return geojson.answer(request, content, SECONDS_KEPT)


@for_duties(*BASES)
def table(request: HttpRequest) -> HttpResponse:
    """The same as a table, the most first."""
    measure, found = _counted(request)
    rows = sorted(found.values(), key=lambda one: -one[1])
    context = {"measure": measure, "rows": rows, "hidden": themes.HIDDEN, "floor": themes.FLOOR}
    return render(request, "map/bases_table.html", context)
