"""What a supervisor does with a topic: names it, takes it up, notes what was done, ends it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.insight.topics import actions, queries
from yiwang.kernel.refusals import Invalid
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.insight.topics import page_of
from yiwang.web.refusals import faults, sentence


def _done(request: HttpRequest, number: int, act: Callable[[], Any], told: str) -> HttpResponse:
    """Back to the page of the topic; a refused form comes back with the fault at its field."""
    try:
        act()
    except Invalid as refused:
        context = page_of(request, number) | {
            "given": request.POST.dict(),
            "refused": sentence(refused),
            "faults": faults(refused),
        }
        return render(request, "insight/topic.html", context, status=refused.status)
    said(request, told)
    return redirect("insight:topic", number)


@require_POST
@for_duties(*queries.ACT)
def name(request: HttpRequest, number: int) -> HttpResponse:
    """A name that a person gives."""
    given = request.POST.get("name", "")
    return _done(
        request,
        number,
        lambda: actions.rename(number=number, name=given, by=request.worker),
        _("已改名，以后的研判不再改动这个名称"),
    )


@require_POST
@for_duties(*queries.ACT)
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take the topic up."""
    posted = request.POST

    def act() -> None:
        unit = posted.get("unit", "")
        if not unit.isdigit():
            raise Invalid("请选择牵头单位", fields={"unit": "请选择牵头单位"})
        days = (_day(posted, "acted_on"), _day(posted, "due_on"))
        aim = posted.get("aim", "")
        actions.take_up(number=number, unit=int(unit), aim=aim, days=days, by=request.worker)

    return _done(request, number, act, _("已立题，治理前后的变化将在本页显示"))


@require_POST
@for_duties(*queries.ACT)
def note(request: HttpRequest, effort: int) -> HttpResponse:
    """What was done, or that the effort ends."""
    posted = request.POST
    number = queries.effort(effort).topic_id

    def act() -> None:
        on = _day(posted, "on")
        given = {"kind": posted.get("kind", ""), "text": posted.get("text", "")}
        actions.note(effort=effort, on=on, by=request.worker, **given)

    return _done(request, number, act, _("已记录"))


@require_POST
@for_duties(*queries.ACT)
def dial(request: HttpRequest) -> HttpResponse:
    """How many weeks the next search looks at, and how many people make a topic."""
    posted = request.POST
    weeks, least = (posted.get(key, "") for key in ("weeks", "least"))
    actions.publish_dial(
        weeks=int(weeks) if weeks.isdigit() else 0,
        least=int(least) if least.isdigit() else 0,
        basis=posted.get("basis", ""),
        by=request.worker,
    )
    said(request, _("已公布，从下一次研判起按此执行"))
    return redirect("insight:topics")


def _day(posted: Any, key: str) -> date:
    try:
        return date.fromisoformat(posted.get(key, ""))
    except ValueError:
        raise Invalid("请填写日期", fields={key: "请填写日期"}) from None
