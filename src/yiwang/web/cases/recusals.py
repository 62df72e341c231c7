"""Who must not see a confidential case: set, end, and find the unit or person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import queries, recusals
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.org import finding
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.place import case_page

_setters = for_duties(*sorted(recusals.SETTERS))


@_setters
def found(request: HttpRequest, number: str) -> HttpResponse:
    """A fragment: the units and people whose name holds the text."""
    queries.case(request.worker, number)
    text = request.GET.get("text", "").strip()[:40]
    rows = []
    if text:
        rows += [(f"unit:{u.pk}", u.name, _("单位")) for u in finding.units(text)]
        rows += [(f"person:{p.pk}", p.name, where) for p, where in finding.people(text)]
    return render(request, "ui/found.html", {"name": "who", "found": rows})


@require_POST
@_setters
def recuse(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the case from a unit or a person."""
    kind, _colon, key = request.POST.get("who", "").partition(":")
    if kind not in ("unit", "person") or not key.isdigit():
        raise Invalid("请指明需要回避的单位或人员")
    case = queries.case(request.worker, number)
    reason = request.POST.get("reason", "")
    who = {kind: int(key)}
    recusals.recuse(case=case, worker=request.worker, reason=reason, **who)
    said(request, _("已设置回避"))
    return _back(request, number)


@require_POST
@_setters
def end(request: HttpRequest, number: str, recusal: int) -> HttpResponse:
    """Let them see it again."""
    case = queries.case(request.worker, number)
    reason = request.POST.get("reason", "")
    recusals.end_recusal(case=case, worker=request.worker, recusal=recusal, reason=reason)
    said(request, _("已解除回避"))
    return _back(request, number)


def _back(request: HttpRequest, number: str) -> HttpResponse:
    """To the case, or to the own list for somebody who stepped back from it."""
    try:
        queries.case(request.worker, number)
    except NotFound:
        return redirect("desk:mine")
    return case_page(request, number)
