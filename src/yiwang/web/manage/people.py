"""Who holds which post and who stands in for them; what the city sent that needs a person."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.connect.city_platform import inbound
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.kernel.refusals import Invalid
from yiwang.org import posts as actions
from yiwang.org import queries
from yiwang.web.access import for_duties
from yiwang.web.home import said


@for_duties(Duty.ADMINISTRATOR, Duty.SUPERVISOR, Duty.DISPATCHER)
def city(request: HttpRequest) -> HttpResponse:
    """Messages that could not be carried out: carry out again, or say what became of them."""
    if request.method == "POST":
        number = _number(request.POST.get("message", ""))
        if request.POST.get("decision") == "again":
            inbound.try_again(message_id=number)
        else:
            why = request.POST.get("why", "")
            inbound.settle(message_id=number, worker=request.worker, why=why)
        said(request, _("已处理"))
        return redirect("manage:city")
    return render(request, "manage/city.html", {"conflicts": inbound.conflicts()})


@for_duties(Duty.ADMINISTRATOR)
def people(request: HttpRequest) -> HttpResponse:
    """Posts and deputies; give a post, end one, name a deputy."""
    if request.method == "POST":
        _CHANGES.get(request.POST.get("change", ""), _unknown)(request)
        said(request, _("已处理"))
        return redirect("manage:people")
    text = request.GET.get("text", "")[:40]
    shown = {
        "text": text,
        "posts": queries.posts(text=text),
        "deputies": queries.deputies(),
        "persons": queries.persons(),
        "units": queries.units(),
        "changes": queries.changes(actions.SUBJECT, limit=20),
        "duties": [duty for duty in Duty if duty not in OUTSIDE],
    }
    return render(request, "manage/people.html", shown)


def _give(request: HttpRequest) -> None:
    duty = request.POST.get("duty", "")
    if duty not in [item.value for item in Duty]:
        raise Invalid("请选择岗位")
    actions.give(
        person=queries.person(_number(request.POST.get("person", ""))),
        unit=queries.unit(_number(request.POST.get("unit", ""))),
        duty=Duty(duty),
        by=request.worker,
    )


def _end(request: HttpRequest) -> None:
    post = queries.post(_number(request.POST.get("post", "")))
    actions.end(post=post, by=request.worker)


def _deputise(request: HttpRequest) -> None:
    absence = actions.Absence(
        since=_moment(request.POST.get("since", "")),
        until=_moment(request.POST.get("until", "")),
        reason=request.POST.get("reason", "")[:200],
    )
    actions.deputise(
        post=queries.post(_number(request.POST.get("post", ""))),
        person=queries.person(_number(request.POST.get("person", ""))),
        absence=absence,
        by=request.worker,
    )


def _unknown(request: HttpRequest) -> None:
    raise Invalid("没有这种变更")


_CHANGES: dict[str, Any] = {"give": _give, "end": _end, "deputise": _deputise}


def _number(text: str) -> int:
    if not text.isdigit():
        raise Invalid("请选择人员、单位或岗位")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except ValueError:
        raise Invalid("“{text}”不是有效的时间", text=text[:30]) from None
