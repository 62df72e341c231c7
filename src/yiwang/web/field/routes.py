"""Routes: what is walked in a week, one route with its plans, planning by drawing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import route_weeks
from yiwang.fieldwork.patrols import routes as actions
from yiwang.fieldwork.patrols.queries import monday_of
from yiwang.fieldwork.patrols.rounds import Mark, in_words
from yiwang.fieldwork.patrols.route_weeks import Wanted
from yiwang.kernel.refusals import NotFound
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, PLANNING, day, may_plan, own, week
from yiwang.web.field.route_pictures import drawn
from yiwang.web.home import said
from yiwang.web.ui.weekdays import WEEKDAYS

A_PAGE = 30
WEEK = timedelta(days=7)


@for_duties(*EVERYBODY)
def routes(request: HttpRequest) -> HttpResponse:
    """A week: a line for each route, a column for each day; on the street one's own."""
    monday, text = week(request.GET.get("week", "")), request.GET.get("text", "").strip()[:20]
    area = request.GET.get("area", "").strip()[:20]
    wanted = Wanted(area=area, text=text, person_id=own(request))
    page = Paginator(route_weeks.of_week(monday, wanted), A_PAGE).get_page(request.GET.get("page"))
    lines = route_weeks.lines(page.object_list, monday)
    shown = {
        "lines": lines,
        "page": page,
        "names": grids.names(code for line in lines for code in line.grids),
        "rhythms": {line.plan.pk: rhythm_in_words(line.plan) for line in lines},
        "days": [monday + timedelta(days=i) for i in range(7)],
        "today": timezone.localdate(),
        "monday": monday.isoformat(),
        "before": (monday - WEEK).isoformat(),
        "after": (monday + WEEK).isoformat(),
        "streets": org.areas_with_communities() if own(request) is None else [],
        "area": area,
        "text": text,
        "planning": may_plan(request),
        "unstaffed": sum(d.mark is Mark.UNSTAFFED for line in lines for d in line.days),
        "missed": sum(d.mark is Mark.MISSED for line in lines for d in line.days),
    }
    return render(request, "field/routes.html", shown)


def rhythm_in_words(plan: Any) -> str:
    """When a plan is walked, as 周一–周五 08:00–12:00 or 每周2次."""
    if plan.weekdays:
        told = in_words(plan.weekdays, [_(name) for name in WEEKDAYS])
    else:
        told = _("每周{count}次").format(count=plan.per_week)
    if plan.hours_from is None:
        return told
    return f"{told} {plan.hours_from:%H:%M}–{plan.hours_until:%H:%M}"


@for_duties(*EVERYBODY)
def route(request: HttpRequest, number: int) -> HttpResponse:
    """One route: the plan of a day in the picture, four weeks of it, every plan that it had."""
    plans, on = route_weeks.plans_of(number), day(request.GET.get("on", ""))
    plan = route_weeks.holding(plans, on)
    person = own(request)
    if person is not None and not route_weeks.is_own(plan, person):
        raise NotFound("没有这条路线")
    today = timezone.localdate()
    reached = route_weeks.reached(plan, on)
    codes = route_weeks.grids_of(plan)
    lines = route_weeks.lines([number], monday_of(on) - 3 * WEEK, 28)
    shown = {
        "plan": plan,
        "rhythm": rhythm_in_words(plan),
        "plans": [(one, rhythm_in_words(one)) for one in plans],
        "upcoming": plans[0] if plans[0].valid_from > today else None,
        "last": plans[0],
        "on": on,
        "today": today,
        "line": lines[0] if lines else None,
        "reached": len(reached),
        "path": drawn(plan, codes, reached),
        "names": grids.names(codes),
        "gone": gone(codes),
        "weekdays": WEEKDAYS,
        "planning": may_plan(request),
    }
    return render(request, "field/route.html", shown)


def gone(codes: Sequence[str]) -> list[str]:
    """Those of some grids that are no more; a route through them is to be changed."""
    there = grids.valid().filter(code__in=codes).values_list("code", flat=True)
    return sorted(set(codes) - set(there))


@require_POST
@for_duties(*PLANNING)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """The route is walked no more from a day on."""
    found = actions.end(
        route_id=number,
        on=day(request.POST.get("on", "")),
        basis=request.POST.get("basis", ""),
        by=request.worker,
    )
    said(request, _("路线自{day}起停用").format(day=found.valid_from))
    return redirect("field:route", number)
