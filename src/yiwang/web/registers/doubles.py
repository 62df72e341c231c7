"""Entries that look double, brought together; files of people and houses taken in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engine.duties import UNIT
from yiwang.fieldwork.people import importing, merging, queries, sight
from yiwang.kernel.coordinates import SYSTEM_LABELS
from yiwang.kernel.refusals import Invalid
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.registers.parts import SHOWN, system_of, uploaded
from yiwang.web.ui.ways import KEEPERS


@for_duties(*sorted(UNIT))
def index(request: HttpRequest) -> HttpResponse:
    """What looks double in sight; names are masked, the one registered first is kept."""
    lines = merging.doubles(sight.sight(request.worker))
    return render(request, "registers/doubles.html", {"lines": lines})


@require_POST
@for_duties(*sorted(UNIT))
def merge(request: HttpRequest) -> HttpResponse:
    """Bring two entries together."""
    kept, gone = request.POST.get("kept", ""), request.POST.get("gone", "")
    if not kept.isdigit() or not gone.isdigit():
        raise Invalid("请选择要合并的两项")
    merging.merge(
        kind=request.POST.get("kind", ""),
        kept=int(kept),
        gone=int(gone),
        reason=request.POST.get("reason", ""),
        worker=request.worker,
    )
    said(request, _("已合并，双方的历史都已保留"))
    return redirect("registers:doubles")


@for_duties(*KEEPERS)
def importing_page(request: HttpRequest) -> HttpResponse:
    """Takes a file in; the files that were taken in before."""
    if request.method == "POST":
        return redirect("registers:intake", _import(request))
    shown = {"systems": list(SYSTEM_LABELS.items()), "intakes": queries.intakes()}
    return render(request, "registers/people_import.html", shown)


def _import(request: HttpRequest) -> int:
    name, content = uploaded(request)
    system: Any = request.POST.get("system", "")
    taken = importing.import_file(
        name=name,
        content=content,
        worker=request.worker,
        system=system_of(system) if system else None,
    )
    if taken.intake is None:
        raise taken.refused or Invalid("文件无法读取")
    said(request, _("已导入文件“{name}”").format(name=name))
    return int(taken.intake.pk)


@for_duties(*KEEPERS)
def intake(request: HttpRequest, number: int) -> HttpResponse:
    """What came of one file: the counts and every row not used; it names nobody."""
    found = queries.intake(number)
    told = found.report
    shown = {
        "intake": found,
        "told": told,
        "refused": told["rows_refused"][:SHOWN],
        "elsewhere": told["elsewhere"][:SHOWN],
    }
    return render(request, "registers/intake.html", shown)
