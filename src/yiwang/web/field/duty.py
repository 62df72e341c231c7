"""Who is on duty now and logged in or not; logging in and out; the rates of a week."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import log_ins, queries
from yiwang.fieldwork.patrols.walking import Share
from yiwang.kernel.coordinates import Position
from yiwang.kernel.refusals import Invalid
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, own, week
from yiwang.web.home import said

WEEK = timedelta(days=7)


@for_duties(*EVERYBODY)
def duty(request: HttpRequest) -> HttpResponse:
    """Shifts that run now, those without a log-in first; one's own button."""
    rows = queries.on_duty(person_id=own(request))
    on_street = request.worker.duty in FIELD
    shown = {
        "rows": rows,
        "missing": sum(row.log_in is None for row in rows),
        "outside": sum(bool(row.log_in and row.log_in.inside is False) for row in rows),
        "names": grids.names(code for row in rows for code in row.shift.grids),
        "on_street": on_street,
        "running": queries.running_log_in(request.worker.person_id) if on_street else None,
    }
    return render(request, "field/duty.html", shown)


@require_POST
@for_duties(*sorted(FIELD))
def here(request: HttpRequest) -> HttpResponse:
    """Log in or out, with the place where the phone told one."""
    wanted, position = request.POST.get("change", ""), _position(request)
    if wanted == "in":
        found = log_ins.log_in(worker=request.worker, position=position)
        said(request, _("已签到") + _told(found.inside))
    elif wanted == "out":
        found = log_ins.log_out(worker=request.worker, position=position)
        said(request, _("已签退") + _told(found.out_inside))
    else:
        raise Invalid("没有这种变更")
    return redirect("field:duty")


def _told(inside: bool | None) -> str:
    if inside is None:
        return ""
    return "，" + (_("在网格内") if inside else _("不在网格内"))


def _position(request: HttpRequest) -> Position | None:
    longitude, latitude = request.POST.get("longitude", ""), request.POST.get("latitude", "")
    if not longitude or not latitude:
        return None
    try:
        return Position(float(longitude), float(latitude))
    except ValueError:
        raise Invalid("经度和纬度应为数字") from None


@for_duties(*EVERYBODY)
def entries(request: HttpRequest) -> HttpResponse:
    """The log-in rates of a week, and the last log-ins."""
    monday = week(request.GET.get("week", ""))
    rates = queries.log_in_rates(monday, 7, person_id=own(request))
    last = queries.last_log_ins(person_id=own(request), limit=20)
    shown = {
        "rates": rates,
        "whole": _whole(rates),
        "last": last,
        "names": grids.names(row.grid_code for row in last if row.grid_code),
        "monday": monday,
        "before": (monday - WEEK).isoformat(),
        "after": (monday + WEEK).isoformat(),
    }
    return render(request, "field/log_ins.html", shown)


def _whole(rates: list[Any]) -> Share:
    """Of all together, from the same days that stand in the table."""
    shares = [row.found.share for row in rates]
    return Share(sum(s.done for s in shares), sum(s.due for s in shares))
