"""The rota: shifts by the week, planning, publishing, swaps and absences."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols import shifts as actions
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, PLANNING, day, may_plan, number, own, week
from yiwang.web.home import said

A_PAGE = 40
WEEK = timedelta(days=7)


@for_duties(*EVERYBODY)
def shifts(request: HttpRequest) -> HttpResponse:
    """A week: a line for each person, a column for each day."""
    monday, text = week(request.GET.get("week", "")), request.GET.get("text", "").strip()[:20]
    found = queries.people_of_week(monday, text=text, person_id=own(request))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = queries.shifts_of_week(monday, people=page.object_list)
    shown = {
        "days": [monday + timedelta(days=i) for i in range(7)],
        "today": timezone.localdate(),
        "before": (monday - WEEK).isoformat(),
        "after": (monday + WEEK).isoformat(),
        "lines": _lines(monday, list(page.object_list), rows),
        "page": page,
        "text": text,
        "rota": rows[0].rota if rows else queries.rota(monday),
        "names": grids.names(code for row in rows for code in row.grids),
        "monday": monday.isoformat(),
        "planning": may_plan(request),
    }
    return render(request, "field/shifts.html", shown)


def _lines(monday: date, people: list[int], rows: list[Any]) -> list[dict[str, Any]]:
    """For each person their shifts of each day, in the order of the people."""
    lines: dict[int, dict[str, Any]] = {
        person: {"person": None, "days": [[] for _day in range(7)]} for person in people
    }
    for row in rows:
        line = lines[row.person_id]
        line["person"] = row.person
        line["days"][(timezone.localdate(row.starts_at) - monday).days].append(row)
    return list(lines.values())


@for_duties(*PLANNING)
def plan(request: HttpRequest) -> HttpResponse:
    """A form for shifts of one person on some days of a week."""
    given = request.POST if request.method == "POST" else request.GET
    monday = week(given.get("week", ""))
    if request.method == "POST":
        return redirect(f"{reverse('field:shifts')}?week={_planned(request, monday)}")
    area = given.get("area", "")
    streets = org.areas_with_communities()
    communities = [a for _street, rows in streets for a in rows if a.level == "community"]
    shown = {
        "monday": monday.isoformat(),
        "days": [monday + timedelta(days=i) for i in range(7)],
        "people": queries.field_people(),
        "communities": communities,
        "area": area,
        "grids": grids.valid(monday).filter(area__code=area or (communities or [None])[0].code)
        if communities
        else [],
    }
    return render(request, "field/plan.html", shown)


def _planned(request: HttpRequest, monday: date) -> str:
    given = request.POST
    days = [day(text) for text in given.getlist("days")]
    if not days or any(queries.monday_of(one) != monday for one in days):
        raise Invalid("请选择这一周的日期")
    news = [
        actions.NewShift(
            person_id=number(given.get("person", "")),
            day=one,
            starts=_time(given.get("starts", "")),
            ends=_time(given.get("ends", "")),
            grids=given.getlist("grids"),
        )
        for one in days
    ]
    actions.plan_all(news=news)
    said(request, _("已排{count}个班次，发布后本人可见").format(count=len(news)))
    return monday.isoformat()


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise Invalid("时间应写作08:00") from None


@require_POST
@for_duties(*PLANNING)
def change_week(request: HttpRequest) -> HttpResponse:
    """Publish a week, or repeat the week before in it."""
    monday, wanted = week(request.POST.get("week", "")), request.POST.get("change", "")
    if wanted == "publish":
        actions.publish(monday=monday, by=request.worker)
        said(request, _("已发布，本人可见"))
    elif wanted == "repeat":
        count = actions.repeat_week(monday=monday - WEEK, onto=monday)
        said(request, _("已照上一周排{count}个班次").format(count=count))
    else:
        raise Invalid("没有这种变更")
    return redirect(f"{reverse('field:shifts')}?week={monday.isoformat()}")


@for_duties(*EVERYBODY)
def shift(request: HttpRequest, number: int) -> HttpResponse:
    """One shift: what became of it; forms for an absence and a swap."""
    found = queries.shift(number)
    hidden = found.person_id != own(request) or found.rota.published_at is None
    if own(request) is not None and hidden:
        raise NotFound("没有这个班次")
    if request.method == "POST":
        return _changed(request, found)
    planning = may_plan(request)
    begun = found.starts_at <= timezone.now()
    shown = {
        "shift": found,
        "names": grids.names(found.grids),
        "monday": found.rota.monday.isoformat(),
        "planning": planning,
        "begun": begun,
        "absence": getattr(found, "absence", None),
        "swaps": found.swaps.select_related("before", "after").order_by("id"),
        "kinds": actions.KINDS,
        "people": queries.field_people() if planning and not begun else [],
        "others": _others(found) if planning and not begun else [],
    }
    return render(request, "field/shift.html", shown)


def _others(found: Any) -> list[Any]:
    """Shifts of the week that may be swapped with this one."""
    rows = queries.shifts_of_week(found.rota.monday)
    now = timezone.now()
    return [
        row
        for row in rows
        if row.person_id != found.person_id and row.starts_at > now and not hasattr(row, "absence")
    ]


def _changed(request: HttpRequest, found: Any) -> HttpResponse:
    wanted = request.POST.get("change", "")
    if not may_plan(request) or wanted not in _CHANGES:
        raise Invalid("没有这种变更")
    _CHANGES[wanted](request, found.pk)
    if wanted == "remove":
        return redirect(f"{reverse('field:shifts')}?week={found.rota.monday.isoformat()}")
    return redirect("field:shift", found.pk)


def _remove(request: HttpRequest, shift_id: int) -> None:
    actions.remove(shift_id=shift_id)
    said(request, _("已删除班次"))


def _excuse(request: HttpRequest, shift_id: int) -> None:
    given = request.POST
    actions.excuse(
        shift_id=shift_id,
        kind=given.get("kind", ""),
        reason=given.get("reason", ""),
        by=request.worker,
    )
    said(request, _("已登记缺勤"))


def _hand_over(request: HttpRequest, shift_id: int) -> None:
    given = request.POST
    actions.hand_over(
        shift_id=shift_id,
        person_id=number(given.get("person", "")),
        reason=given.get("reason", ""),
        by=request.worker,
    )
    said(request, _("已换班"))


def _swap(request: HttpRequest, shift_id: int) -> None:
    given = request.POST
    actions.swap(
        shift_id=shift_id,
        other_id=number(given.get("other", "")),
        reason=given.get("reason", ""),
        by=request.worker,
    )
    said(request, _("已换班"))


_CHANGES: dict[str, Callable[[HttpRequest, int], None]] = {
    "remove": _remove,
    "excuse": _excuse,
    "hand_over": _hand_over,
    "swap": _swap,
}
