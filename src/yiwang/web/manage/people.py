"""Who holds which post and who stands in for them; what the city sent that needs a person."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.connect.city_platform import inbound
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.kernel.refusals import Invalid
from yiwang.org import posts as actions
from yiwang.org import queries, staff
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.manage.tokens import posts_offered


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
    text, after = request.GET.get("text", "").strip()[:40], request.GET.get("after", "")
    page = staff.page(text=text, after=int(after) if after.isdigit() and len(after) < 12 else 0)
    following = {"text": text, "after": page.following}
    shown = {
        "text": text,
        "posts": page.posts,
        "next": f"?{urlencode(following)}" if page.following else "",
        "later": bool(after),
        "deputies": queries.deputies(),
        # Without scripts one searches above first: whoever was found there is offered below.
        "found_posts": posts_offered(text),
        "found_persons": _persons(text),
        "units": queries.units(),
        "changes": queries.changes(actions.SUBJECT, limit=20),
        "duties": [duty for duty in Duty if duty not in OUTSIDE],
    }
    return render(request, "manage/people.html", shown)


@for_duties(Duty.ADMINISTRATOR)
def found(request: HttpRequest) -> HttpResponse:
    """A fragment: people to choose from, by a part of their name or the beginning of the login."""
    offered = _persons(request.GET.get("text", "").strip()[:40])
    return render(request, "ui/found.html", {"name": "person", "found": offered})


def _persons(text: str) -> list[tuple[int, str, str]]:
    return [(person.pk, person.name, person.login) for person in staff.persons(text)]


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
