"""The pages of the phone: my tasks, one task, a report, what waits to be sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yiwang.cases import lists, queries
from yiwang.kernel.refusals import NotAllowed, NotFound
from yiwang.web.desk.report import openable
from yiwang.web.phone import forms
from yiwang.web.phone.access import kept, on_the_street
from yiwang.web.phone.bounds import MOST_PHOTOS
from yiwang.web.phone.ground import ground


@on_the_street
def tasks(request: HttpRequest) -> HttpResponse:
    """What waits for this person in the grids of their shift, the soonest due first."""
    at = ground(request.worker)
    waiting = lists.waiting_for(request.worker)
    if at.codes is not None:
        waiting = lists.on_ground(waiting, request.worker, at.codes)
    found = lists.page(waiting, order="due", after=request.GET.get("after", ""))
    response = shown(request, "phone/tasks.html", page=found, ground=at)
    return response if found.rows and request.GET.get("after") else kept(response, request.worker)


@on_the_street
def task(request: HttpRequest, number: str) -> HttpResponse:
    """One task: what was seen, its photos, and the forms of what may be done now."""
    case = queries.case(request.worker, number)
    codes = ground(request.worker).codes
    if codes is not None and lists.off_ground(case, request.worker, codes):
        raise NotFound("这件任务不在您当前班次的网格内，可请本单位经办人办理")
    possible = queries.possible_actions(case, request.worker)
    told = {
        "case": case,
        "files": [f for f in queries.attachments(case) if f.mime.startswith("image/")],
        "timeline": queries.timeline(case)[:5],
        "forms": [forms.acting(case, i, request.worker) for i in possible if i.refusal is None],
        "refused": [i for i in possible if i.refusal is not None],
        "classes": forms.classes(case.procedure),
    }
    response = shown(request, "phone/task.html", **told)
    return response if case.confidential else kept(response, request.worker)


@on_the_street
def choose(request: HttpRequest) -> HttpResponse:
    """To the one form there is, or the choice of what is reported."""
    found = openable(request.worker)
    if not found:
        raise NotAllowed("您的岗位不登记案件，请联系受理员")
    if len(found) == 1:
        return redirect("phone:report", procedure=found[0].key)
    return kept(shown(request, "phone/choose.html", procedures=found), request.worker)


@on_the_street
def report(request: HttpRequest, procedure: str) -> HttpResponse:
    """The form of a report under one procedure."""
    declared = next((p for p in openable(request.worker) if p.key == procedure), None)
    if declared is None:
        raise NotAllowed("您的岗位不能登记“{label}”", label=procedure)
    form = forms.opening(declared.key, declared.opening, request.worker)
    told = {"procedure": declared, "form": form, "classes": forms.classes(declared.key)}
    return kept(shown(request, "phone/report.html", **told), request.worker)


@on_the_street
def queue(request: HttpRequest) -> HttpResponse:
    """What waits on this phone; the phone itself fills the page."""
    return kept(shown(request, "phone/queue.html"), request.worker)


_HERE = {"choose": "report", "report": "report", "queue": "queue", "houses": "houses",
         "house": "houses", "reveal": "houses", "patrol": "patrol"}  # fmt: skip


def shown(request: HttpRequest, template: str, **told: Any) -> HttpResponse:
    """A page of the app, with the moment at which it was made."""
    here = _HERE.get(request.resolver_match.url_name or "", "tasks")
    told |= {"made_at": timezone.now(), "most_photos": MOST_PHOTOS, "here_is": here}
    return render(request, template, told)
