"""The form of a plan: a new route, or another plan for one from a day on."""

from collections.abc import Callable
from datetime import time
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.fieldwork.patrols import queries, route_weeks
from yiwang.fieldwork.patrols import routes as actions
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.field.looking import PLANNING, day, number
from yiwang.web.field.route_pictures import ground
from yiwang.web.home import said
from yiwang.web.refusals import faults, sentence
from yiwang.web.ui.weekdays import WEEKDAYS

MOST_TEXT = 40_000


@for_duties(*PLANNING)
def new(request: HttpRequest) -> HttpResponse:
    """Draw a route and plan it."""

    def keep() -> Any:
        return actions.add(new=_plan(request.POST), by=request.worker)

    begin = {"kind": "line", "weekdays": ["0", "1", "2", "3", "4"], "per_week": "2", "reach": "30"}
    begin["valid_from"] = timezone.localdate().isoformat()
    return _answered(request, keep, begin, {})


@for_duties(*PLANNING)
def change(request: HttpRequest, route: int) -> HttpResponse:
    """The form filled with the last plan; what is handed in holds from its day on."""
    last = route_weeks.plans_of(route)[0]

    def keep() -> Any:
        return actions.change(route_id=route, new=_plan(request.POST), by=request.worker)

    return _answered(request, keep, _given(last), {"last": last})


def _answered(
    request: HttpRequest, keep: Callable[[], Any], begin: dict[str, Any], more: dict[str, Any]
) -> HttpResponse:
    if request.method != "POST":
        return render(request, "field/route_form.html", _shown(request, begin) | more)
    try:
        plan = keep()
    except Refusal as refusal:
        shown = _shown(request, _again(request.POST)) | more
        shown |= {"refused": sentence(refusal), "faults": faults(refusal)}
        return render(request, "field/route_form.html", shown, status=refusal.status)
    said(request, _("已保存，自{day}起按此巡查").format(day=plan.valid_from))
    return redirect("field:route", plan.route_id)


def _plan(given: QueryDict) -> actions.NewPlan:
    """What the form says. Raises `Invalid`."""
    per_week = given.get("per_week", "")
    people = [*given.getlist("people"), given.get("one_more", "")]
    return actions.NewPlan(
        name=given.get("name", ""),
        kind=given.get("kind", ""),
        path=_path(given.get("path", "")),
        weekdays=[number(text) for text in given.getlist("weekdays")],
        per_week=number(per_week) if per_week else 0,
        hours=_hours(given.get("hours_from", ""), given.get("hours_until", "")),
        people=[number(text) for text in people if text],
        reach_metres=number(given.get("reach", "") or "30"),
        valid_from=day(given.get("valid_from", "")),
        basis=given.get("basis", ""),
    )


def _path(text: str) -> list[list[float]]:
    """One point a line: longitude, latitude."""
    found = []
    for line in text[:MOST_TEXT].replace("，", ",").splitlines():
        if line.strip():
            try:
                longitude, latitude = (float(part) for part in line.split(","))
            except ValueError:
                told = {"path": "每行应为一个点：经度,纬度"}
                raise Invalid("每行应为一个点：经度,纬度", fields=told) from None
            found.append([longitude, latitude])
    return found


def _hours(starts: str, ends: str) -> tuple[time, time] | None:
    if not starts and not ends:
        return None
    try:
        return time.fromisoformat(starts), time.fromisoformat(ends)
    except ValueError:
        raise Invalid("请同时填写几点起和几点止，或都不填") from None


def _given(plan: Any) -> dict[str, Any]:
    """A plan as its form would say it; the day is left to who changes it."""
    return {
        "name": plan.name,
        "kind": plan.kind,
        "path": "\n".join(f"{x:.6f},{y:.6f}" for x, y in plan.path),
        "weekdays": [str(one) for one in plan.weekdays],
        "per_week": str(plan.per_week),
        "hours_from": f"{plan.hours_from:%H:%M}" if plan.hours_from else "",
        "hours_until": f"{plan.hours_until:%H:%M}" if plan.hours_until else "",
        "people": [str(person.pk) for person in plan.people.all()],
        "reach": str(plan.reach_metres),
        "valid_from": max(plan.valid_from, timezone.localdate()).isoformat(),
        "area": next((part.grid_code for part in plan.parts.all()), ""),
    }


def _again(given: QueryDict) -> dict[str, Any]:
    """What was handed in, for the same form."""
    told: dict[str, Any] = given.dict()
    return told | {key: given.getlist(key) for key in ("weekdays", "people")}


def _shown(request: HttpRequest, given: dict[str, Any]) -> dict[str, Any]:
    streets = org.areas_with_communities()
    communities = [a for _street, rows in streets for a in rows if a.level == "community"]
    wanted = request.GET.get("area") or given.get("area", "")
    area = next((a for a in communities if wanted.startswith(a.code)), None)
    area = area or (communities[0] if communities else None)
    everybody = list(queries.field_people())
    near = set(queries.people_near(area.code)) if area else set()
    chosen = given.get("people", [])
    return {
        "given": given,
        "place": ground([area.code]) if area else None,
        "area": area,
        "streets": streets,
        "near": [p for p in everybody if p.pk in near or str(p.pk) in chosen],
        "others": [p for p in everybody if p.pk not in near and str(p.pk) not in chosen],
        "kinds": actions.KINDS,
        "weekdays": list(enumerate(WEEKDAYS)),
        "today": timezone.localdate(),
    }
