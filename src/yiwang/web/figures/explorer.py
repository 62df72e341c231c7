"""The page of figures: whatever a plan can ask, as table and chart, to be shared and kept."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics import queries, store
from yiwang.cases import belonging, lists
from yiwang.kernel.refusals import Refusal
from yiwang.measure.language import Indicator
from yiwang.measure.period import Grain, around
from yiwang.measure.plan import Compare, Plan
from yiwang.web.access import for_duties
from yiwang.web.figures import asked, choices
from yiwang.web.figures.chart import chart
from yiwang.web.figures.shown import shown as lines_of
from yiwang.web.home import said
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import FIGURES

PAGE = "figures"
TOPS = (5, 10, 20, 50)
PLACES = 2


@for_duties(*FIGURES)
def page(request: HttpRequest) -> HttpResponse:
    """A plan by its address; what the form hands in is sent to the address of its plan."""
    if "form" in request.GET:
        return redirect(asked.address(asked.plan_of_form(request.GET)))
    plan = asked.plan(request.GET)
    if "from" in request.GET:
        return redirect(asked.address(plan.of(asked.period(request.GET))))
    shown = _shown(request, plan)
    return render(request, "figures/page.html", shown, status=shown.get("status", 200))


def _shown(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    worker = request.worker
    found: dict[str, Any] = {
        "plan": plan,
        "query": asked.query(plan),
        "subjects": choices.subjects(),
        "narrowings": choices.narrowings(plan, worker),
        "divisions": choices.divisions(worker),
        "places": [plan.by[at] if at < len(plan.by) else None for at in range(PLACES)],
        "compares": [(one, one in plan.compare) for one in Compare],
        "tops": TOPS,
        "views": lists.saved_views(worker, PAGE),
        "periods": _periods(plan),
    }
    try:
        table = queries.table(plan, worker)
    except store.NoFacts:
        return found
    except Refusal as refusal:
        # A fragment leaves the page as it was and tells why; a page shows the form to put it right.
        if request.htmx:
            raise
        return found | {"fault": sentence(refusal), "status": refusal.status}
    lines = lines_of(table, plan)
    return found | {
        "table": table,
        "shown": lines,
        "chart": chart(lines, plan),
        "heads": heads(plan, table.indicators),
        "unfinished": plan.period.last > timezone.localdate(table.as_of),
    }


def heads(plan: Plan, indicators: Sequence[Indicator]) -> list[dict[str, str]]:
    """What stands above the figures: a click sorts by it, the highest first, then the lowest."""
    found = []
    for one in indicators:
        down, up = f"-{one.key}", one.key
        order = up if plan.order == down else down
        sorts = {down: "descending", up: "ascending"}.get(plan.order, "")
        address = asked.address(replace(plan, order=order))
        found.append({"label": one.label, "address": address, "sorted": sorts})
    return found


def _periods(plan: Plan) -> dict[str, Any]:
    """The period before and after, and the same day in periods of other lengths."""
    period, today = plan.period, timezone.localdate()
    within = min(max(period.first, min(period.last, today)), period.last)
    grains = [grain for grain in Grain if grain is not Grain.RANGE]
    after = period.after()
    return {
        "before": asked.address(plan.of(period.whole.before())),
        "so_far": asked.address(plan.of(period.up_to(within))),
        "after": asked.address(plan.of(after)) if after.first <= today else "",
        "grains": [
            (grain, asked.address(plan.of(around(grain, within))), grain is period.grain)
            for grain in grains
        ],
        "ranged": period.grain is Grain.RANGE,
    }


@require_POST
@for_duties(*FIGURES)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a plan under a name, or forget a kept one."""
    if request.POST.get("forget", "").isdigit():
        belonging.drop_view(worker=request.worker, view_id=int(request.POST["forget"]))
        return redirect("figures:explorer")
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    belonging.keep_view(worker=request.worker, name=name, query=query, page=PAGE)
    said(request, _("已收藏“{name}”").format(name=name.strip()[:40]))
    return redirect(f"{reverse('figures:explorer')}?{query}")
