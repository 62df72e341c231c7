"""Trainings: which were held, who passed, whose pass expires."""

from datetime import timedelta
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols import training as actions
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, day, may_plan, number, own
from yiwang.web.home import said

SOON = timedelta(days=30)


@for_duties(*EVERYBODY)
def training(request: HttpRequest) -> HttpResponse:
    """Courses and results; forms for those who plan."""
    if request.method == "POST":
        return _changed(request)
    planning, today = may_plan(request), timezone.localdate()
    results = queries.attendances(person_id=own(request))
    shown = {
        "courses": queries.courses() if own(request) is None else [],
        "results": results,
        "planning": planning,
        "people": queries.field_people() if planning else [],
        "kinds": actions.RESULTS,
        "today": today,
        "soon": today + SOON,
    }
    return render(request, "field/training.html", shown)


def _changed(request: HttpRequest) -> HttpResponse:
    if not may_plan(request):
        raise NotAllowed("此页供{allowed}使用，请切换岗位", allowed=_("值班长"))
    given = request.POST
    if given.get("change") == "course":
        months = given.get("valid_months", "")
        new = actions.NewCourse(
            title=given.get("title", ""),
            held_on=day(given.get("held_on", "")),
            hours=_hours(given.get("hours", "")),
            valid_months=number(months) if months else None,
        )
        actions.add(new=new, by=request.worker)
        said(request, _("已登记课程"))
    elif given.get("change") == "result":
        actions.record(
            course_id=number(given.get("course", "")),
            person_id=number(given.get("person", "")),
            result=given.get("result", ""),
            by=request.worker,
        )
        said(request, _("已登记结果"))
    else:
        raise Invalid("没有这种变更")
    return redirect("field:training")


def _hours(text: str) -> Decimal:
    try:
        return Decimal(text).quantize(Decimal("0.1"))
    except InvalidOperation:
        raise Invalid("学时应为数字") from None
