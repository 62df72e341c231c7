"""The limits of each procedure: what holds in general, by class, and what was published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.dials import actions
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.language import Procedure
from yiwang.kernel.refusals import Invalid
from yiwang.kernel.worktime import TimeUnit
from yiwang.web.access import for_duties
from yiwang.web.cases.given import category_options
from yiwang.web.home import said
from yiwang.web.manage.categories import KEEPERS

SHOWN = 100


@for_duties(*KEEPERS)
def limits(request: HttpRequest) -> HttpResponse:
    """One procedure's limits with range, basis and history; a form to publish a new amount."""
    procedures = register.procedures()
    procedure = register.procedure(request.GET.get("procedure") or procedures[0].key)
    if request.method == "POST":
        return _publish(request, procedure)
    category = request.GET.get("category", "")
    notices = [n for n in dials.limit_history(procedure.key) if n.category.startswith(category)]
    shown = {
        "procedure": procedure,
        "procedures": procedures,
        "rows": _rows(procedure),
        "notices": notices[:SHOWN],
        "more": max(0, len(notices) - SHOWN),
        "units": list(TimeUnit),
        "urgencies": procedure.choices_of("urgency"),
        "category": category,
        "categories": category_options(procedure.key),
    }
    return render(request, "manage/limits.html", shown)


def _publish(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    given = request.POST
    wanted = actions.LimitFor(
        procedure=procedure.key,
        limit=given.get("limit", ""),
        amount=_amount(given.get("amount", "")),
        time_unit=given.get("time_unit", ""),
        category=given.get("category", ""),
        urgency=given.get("urgency", ""),
    )
    by = actions.By(name=request.worker.person_name, basis=given.get("basis", ""))
    actions.publish_limit(limit=wanted, by=by)
    said(request, _("已公布，正在计时的案件仍按原时限"))
    return redirect(f"{reverse('manage:limits')}?procedure={procedure.key}")


def _amount(text: str) -> int:
    if not text.strip().isdigit():
        raise Invalid("时限应为整数", fields={"amount": "时限应为整数"})
    return int(text)


def _rows(procedure: Procedure) -> list[dict[str, Any]]:
    """What holds where no class, urgency or unit has an amount of its own."""
    return [
        {"limit": limit, "general": _general(procedure, limit)}
        for limit in procedure.limits
        if not limit.given
    ]


def _general(procedure: Procedure, limit: Any) -> tuple[int, TimeUnit] | None:
    found = dials.limit_for(procedure.key, limit, "", "", None)
    return None if found is None else (found[0], TimeUnit(found[1]))
