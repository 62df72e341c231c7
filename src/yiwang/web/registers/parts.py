"""Parts: the list with its search, one part with its history and cases, a census taken in."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.cases import lists
from yiwang.dials import queries as dials
from yiwang.fieldwork import tables
from yiwang.fieldwork.parts import importing, queries
from yiwang.fieldwork.parts.actions import Census
from yiwang.fieldwork.parts.reading import PARTS
from yiwang.kernel.coordinates import SYSTEM_LABELS, Position, System
from yiwang.kernel.refusals import Invalid, Missing
from yiwang.org import queries as org
from yiwang.web.access import for_duties, signed_in
from yiwang.web.home import said
from yiwang.web.ui.picture import picture
from yiwang.web.ui.ways import KEEPERS

SIZE = 50
# Of each kind of finding a page shows this many; the file of the report holds all.
SHOWN = 200


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The parts, searched, by their codes."""
    given = {key: request.GET.get(key, "").strip()[:40] for key in ("text", "category", "state")}
    given["grid"] = request.GET.get("grid", "").strip()[:20]
    rows = queries.listed(queries.Filters(**given))
    after = request.GET.get("after", "")
    found = list(rows.filter(code__gt=after)[: SIZE + 1])
    following = {**given, "after": found[SIZE - 1].code} if len(found) > SIZE else {}
    shown = {
        "rows": found[:SIZE],
        "next": f"?{urlencode(following)}" if following else "",
        "given": given,
        "classes": part_classes(),
        "states": queries.STATES,
        "may_import": request.worker.duty in KEEPERS,
    }
    return render(request, "registers/parts.html", shown)


def part_classes() -> list[tuple[str, str]]:
    """The classes that parts may have, by their codes."""
    rows = dials.categories(level=2)
    return [(row.code, row.name) for row in rows if int(row.code[:2]) in PARTS]


@signed_in
def part(request: HttpRequest, code: str) -> HttpResponse:
    """One part: where it stands, whose it is, what was seen of it, which cases are about it."""
    found = queries.part(code)
    place = picture(org.areas_around(found.grid)) if found.grid else None
    here = Position(found.longitude, found.latitude)
    beside = queries.near(here, limit=9)
    about = lists.listed(request.worker, lists.Filters(part_code=found.code))
    shown = {
        "part": found,
        "place": place,
        "dot": place.at(found.longitude, found.latitude) if place else None,
        "history": queries.history(found),
        "beside": [item for item in beside if item.part.pk != found.pk],
        "page": lists.page(about, order="new", size=20),
    }
    return render(request, "registers/part.html", shown)


@for_duties(*KEEPERS)
def importing_page(request: HttpRequest) -> HttpResponse:
    """Takes a file of a census in; the files that were taken in before."""
    if request.method == "POST":
        return redirect("registers:parts_survey", _import(request))
    shown = {"systems": list(SYSTEM_LABELS.items()), "surveys": queries.surveys()}
    return render(request, "registers/parts_import.html", shown)


def _import(request: HttpRequest) -> int:
    name, content = uploaded(request)
    day = tables.day(request.POST.get("surveyed_on", ""))
    if day is None:
        raise Missing("请填写普查日期", fields={"surveyed_on": "请填写普查日期"})
    census = Census(
        batch=request.POST.get("batch", ""),
        surveyed_on=day,
        system=system_of(request.POST.get("system", "")),
        worker=request.worker,
    )
    taken = importing.import_file(name=name, content=content, census=census)
    if taken.survey is None:
        raise taken.refused or Invalid("文件无法读取")
    said(request, _("已导入普查文件“{name}”").format(name=name))
    return int(taken.survey.pk)


def uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """Name and content of the file that was handed in. Raises `Missing`."""
    upload: Any = request.FILES.get("file")
    if upload is None:
        raise Missing("请选择文件", fields={"file": "请选择文件"})
    return str(upload.name), upload.read(tables.MOST_BYTES + 1)


def system_of(key: str) -> System:
    """The coordinate system that was named; nothing is guessed. Raises `Missing`."""
    if key not in set(System):
        raise Missing("请选择坐标系", fields={"system": "请选择坐标系"})
    return System(key)


@for_duties(*KEEPERS)
def survey(request: HttpRequest, number: int) -> HttpResponse:
    """What came of one file: the counts, every row not used, what looks doubtful."""
    found = queries.survey(number)
    told = found.report
    names = ("rows_refused", "same_place", "moved", "outside_of_grids")
    shown = {
        "survey": found,
        "told": told,
        "system": SYSTEM_LABELS[System(found.system)],
        "lists": {name: told[name][:SHOWN] for name in names},
        "unknown": sorted(told["unknown_units"].items(), key=lambda item: -item[1])[:SHOWN],
    }
    return render(request, "registers/parts_survey.html", shown)
