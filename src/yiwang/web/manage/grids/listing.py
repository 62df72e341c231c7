"""The grids of a day: which a point lies in, who looks after it, what was decided and planned."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions, queries
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.home import said

SHOWN = 20


@for_duties(Duty.ADMINISTRATOR)
def grids(request: HttpRequest) -> HttpResponse:
    """The grids of a day, a question where a point lies, and what was decided."""
    given = request.GET
    text, on = given.get("text", "").strip()[:40], day_of(given.get("on", ""))
    shown = {
        "grids": queries.found(text, on),
        "count": queries.valid(on).count(),
        "text": text,
        "on": on.isoformat(),
        "today": timezone.localdate().isoformat(),
        "adjustments": queries.adjustments(limit=SHOWN),
        "units": org.units(),
        "systems": [(system.value, system.label) for system in System],
        "asked": given,
        "place": _place(given, on),
    }
    return render(request, "manage/grids.html", shown)


def _place(given: QueryDict, on: date) -> dict[str, Any] | None:
    """Where a point lies and who looks after it; None when nobody asked."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", given.get("point", ""))
    if not given.get("point", "").strip():
        return None
    if len(numbers) != 2 or given.get("system") not in list(System):
        raise Invalid("请填写经度和纬度，如 114.305, 30.593")
    position = Position(float(numbers[0]), float(numbers[1]), System(given["system"]))
    found = queries.grid_at(position, on)
    return {"at": found, "unit": queries.unit_of(found.grid) if found.grid else None}


@require_POST
@for_duties(Duty.ADMINISTRATOR)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take an adjustment back before its day."""
    basis = request.POST.get("basis", "")
    actions.undo(adjustment_id=number, worker=request.worker, basis=basis)
    said(request, _("已撤回网格调整"))
    return redirect("manage:grids")


def day_of(text: str) -> date:
    """A day that was written, by default today. Raises `Invalid`."""
    try:
        return date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise Invalid("日期的写法不对") from None
