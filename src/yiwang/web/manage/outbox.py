"""What was and will be told outside; what failed waits here for a person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import outbox
from yiwang.connect.city_platform import client as city
from yiwang.connect.webhooks import queries as webhooks
from yiwang.engine.duties import Duty
from yiwang.web.access import for_duties
from yiwang.web.home import said

KEEPERS = (Duty.ADMINISTRATOR, Duty.SUPERVISOR)
A_PAGE = 50


@for_duties(*KEEPERS)
def index(request: HttpRequest) -> HttpResponse:
    """What goes where and whether it arrived, the newest first."""
    state, before = request.GET.get("state", ""), request.GET.get("before", "")
    earlier = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    found = outbox.listed(state=state, before=earlier, size=A_PAGE + 1)
    names = webhooks.names()
    labels = webhooks.kind_labels()
    rows = found[:A_PAGE]
    shown = {
        "lines": [(row, labels.get(row.kind, row.kind), _destination(row, names)) for row in rows],
        "earlier": rows[-1].pk if len(found) > A_PAGE else None,
        "state": state,
        "states": outbox.STATES,
        "dead": outbox.dead_count(),
        "linked": request.worker.duty is Duty.ADMINISTRATOR,
    }
    return render(request, "manage/outbox.html", shown)


def _destination(row: Any, names: dict[str, webhooks.Name]) -> webhooks.Name:
    """By which name people know where a row goes."""
    if row.destination == city.DESTINATION:
        return webhooks.Name(_("市级平台"))
    return names.get(row.destination) or webhooks.Name(_("已删除的订阅"))


@require_POST
@for_duties(*KEEPERS)
def decide(request: HttpRequest, row_id: int) -> HttpResponse:
    """Send once more, or give up with a reason."""
    if request.POST.get("decision") == "again":
        outbox.try_again(row_id=row_id, worker=request.worker)
    else:
        outbox.give_up(row_id=row_id, worker=request.worker, why=request.POST.get("why", ""))
    said(request, _("已处理"))
    return redirect("manage:outbox")
