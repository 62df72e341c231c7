"""Grids drawn on a map: the page, what a drawing would do, and the outlines around it."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import drawing, outlines, proposals, showing
from yiwang.fieldwork.grids.actions import Order
from yiwang.fieldwork.grids.drawing import Drawing, Kind, Piece
from yiwang.fieldwork.grids.importing import Import
from yiwang.fieldwork.grids.importing import drawn as drawn_in
from yiwang.fieldwork.grids.proposals import BEYOND, GAP, MISSING, OVERLAP, Asked, Finding
from yiwang.kernel.coordinates import SYSTEM_LABELS, System
from yiwang.kernel.refusals import Missing, Refusal, TooLarge
from yiwang.org import outlines as areas
from yiwang.web.access import for_duties
from yiwang.web.manage.grids.changing import drawn
from yiwang.web.manage.grids.listing import day_of
from yiwang.web.map import geojson
from yiwang.web.map.asked import window
from yiwang.web.refusals import sentence
from yiwang.web.security import policy_with_tiles

# As many grids are sent at once; farther away the map asks to come nearer.
MOST_SHOWN = 1500
# A form holds a hundred outlines; a whole district is imported by the command.
MOST_BYTES = 8 * 1024 * 1024
TOOLS = (
    (Kind.REDRAW, gettext_noop("改边界")),
    (Kind.SPLIT, gettext_noop("拆分")),
    (Kind.MERGE, gettext_noop("合并")),
    (Kind.ADD, gettext_noop("画新网格")),
)
_WORDS = {
    OVERLAP: gettext_noop("{codes}重叠{metres}平方米"),
    GAP: gettext_noop("{codes}之间留有空隙{metres}平方米"),
    MISSING: gettext_noop("{codes}少了{metres}平方米"),
    BEYOND: gettext_noop("{codes}超出原边界{metres}平方米"),
}


@for_duties(Duty.ADMINISTRATOR)
def draw(request: HttpRequest) -> HttpResponse:
    """The page on which a change is drawn or written."""
    given = request.GET.copy()
    given.setdefault("change", Kind.REDRAW)
    wanted = drawn(given)
    if wanted.change == Kind.REDRAW:
        wanted = drawing.on_record(wanted)
    elif wanted.change == Kind.ADD:
        wanted = replace(wanted, pieces=(Piece(),))
    return _page(request, wanted, {})


@require_POST
@for_duties(Duty.ADMINISTRATOR)
def look(request: HttpRequest) -> HttpResponse:
    """What the drawing would do; a line is cut and neighbours are joined on the way."""
    before = drawn(request.POST)
    told: dict[str, Any] = {}
    try:
        if request.POST.get("read"):
            before = read(request, before)
        wanted = _worked_out(before, request.POST)
        told = _told(wanted)
    except Refusal as refusal:
        wanted, told = before, {"refusal": sentence(refusal), "looked": True}
    if not getattr(request, "htmx", False):
        return _page(request, wanted, told)
    shown = {"drawing": wanted, "anew": wanted.pieces != before.pieces}
    return render(request, "manage/grid_look.html", shown | told)


def read(request: HttpRequest, wanted: Drawing) -> Drawing:
    """The drawing with the outlines of a file, in the system that was named."""
    file, system = request.FILES.get("file"), request.POST.get("system", "")
    if file is None or system not in list(System):
        raise Missing("请选择文件，并说明它的坐标系")
    if file.size > MOST_BYTES:
        raise TooLarge("文件超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    order = Order(worker=request.worker, basis="", effective_on=wanted.on)
    source = Import(name=str(file.name), content=file.read(), system=System(system), order=order)
    pieces = [Piece(d.code, d.name, drawing.written(d.outline)) for d in drawn_in(source)]
    return replace(wanted, pieces=tuple(pieces))


def _worked_out(wanted: Drawing, given: QueryDict) -> Drawing:
    """The drawing with what the server adds to it."""
    if given.get("fetch"):
        return drawing.on_record(wanted)
    if wanted.change == Kind.SPLIT and wanted.line and wanted.line != given.get("cut", ""):
        return drawing.cut(wanted)
    if wanted.change == Kind.MERGE:
        return drawing.joined(wanted)
    if given.get("fit"):
        wanted = drawing.fitted(wanted)
    return drawing.with_codes(wanted) if wanted.change == Kind.ADD else wanted


def _told(wanted: Drawing) -> dict[str, Any]:
    """What was found about a drawing, in words and on the map; nothing of an empty one."""
    if not any(piece.wkt for piece in wanted.pieces):
        return {}
    asked = Asked(
        change=wanted.change,
        on=wanted.on,
        drawn=wanted.drawn(),
        codes=wanted.codes,
        outer=wanted.outer,
    )
    found = proposals.proposal(asked)
    return {
        "looked": True,
        "refusal": sentence(found.refusal) if found.refusal else "",
        "findings": [told(finding) for finding in found.findings],
        "overlaps": any(finding.kind == OVERLAP for finding in found.findings),
        "outwards": wanted.change == Kind.REDRAW and not wanted.outer,
    }


def told(finding: Finding) -> dict[str, Any]:
    """One finding: its words, and its ground for the map."""
    metres = f"{finding.square_metres:,.1f}"
    words = _(_WORDS[finding.kind]).format(codes="、".join(finding.codes), metres=metres)
    ground = geojson.written(outlines.written(finding.ground))
    return {"kind": finding.kind, "words": words, "ground": ground}


def _page(request: HttpRequest, wanted: Drawing, told: dict[str, Any]) -> HttpResponse:
    extent = areas.extent(areas.outlined_areas(["district", "street"]))
    shown = {
        "drawing": wanted,
        "tools": TOOLS,
        "systems": list(SYSTEM_LABELS.items()),
        "codes": " ".join(wanted.codes),
        "effective_on": wanted.on.isoformat(),
        "basis": request.POST.get("basis", ""),
        "today": timezone.localdate().isoformat(),
        "extent": ",".join(map(str, extent)) if extent else "",
        "tiles": settings.TILES,
        "credit": settings.TILES_CREDIT,
    }
    response = render(request, "manage/grid_draw.html", shown | told)
    response["Content-Security-Policy"] = policy_with_tiles(settings.TILES)
    return response


@for_duties(Duty.ADMINISTRATOR)
def around(request: HttpRequest) -> HttpResponse:
    """The grids of a window with every decimal: drawn shapes must meet them exactly."""
    asked, on = window(request), day_of(request.GET.get("on", ""))
    found = showing.sheet(on).in_box(asked.west, asked.south, asked.east, asked.north)
    more = len(found) > MOST_SHOWN
    features = [] if more else [_feature(grid) for grid in found]
    return geojson.answer(request, geojson.collection(features, more=more), 0)


def _feature(grid: showing.Shown) -> dict[str, Any]:
    told = {
        "code": grid.code,
        "name": grid.name,
        "until": grid.until.isoformat() if grid.until else "",
        "planned": grid.planned,
    }
    return {"type": "Feature", "geometry": outlines.written(grid.outline), "properties": told}
