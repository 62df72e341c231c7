"""A unit objects to a case in a published figure; somebody else decides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.analytics.frozen import actions, queries
from yiwang.analytics.frozen.reckoning import of_the_log
from yiwang.engine.duties import UNIT
from yiwang.kernel.refusals import NotFound
from yiwang.measure import register
from yiwang.web.access import for_duties, signed_in
from yiwang.web.home import said


@for_duties(*sorted(UNIT))
def ask(request: HttpRequest, period: str) -> HttpResponse:
    """The form of an objection, and handing it in."""
    kept = queries.freeze(period)
    if request.method != "POST":
        shown = {
            "freeze": kept,
            "indicators": [one for one in register.indicators() if of_the_log(one)],
            "number": request.GET.get("case", ""),
        }
        return render(request, "frozen/object.html", shown)
    asked = actions.Asked(
        period=period,
        number=request.POST.get("number", "").strip(),
        indicators=tuple(request.POST.getlist("indicators")),
        reason=request.POST.get("reason", ""),
        evidence=request.POST.get("evidence", ""),
    )
    found = actions.object_to(asked=asked, by=request.worker)
    said(request, _("申诉已提交，由考核员或督办员审定"))
    return redirect("frozen:objection", found.pk)


@signed_in
def objection(request: HttpRequest, number: int) -> HttpResponse:
    """One objection, what it corrected, and the decision."""
    found = queries.objection(number)
    if found not in queries.objections(found.freeze, request.worker):
        raise NotFound("没有这件申诉")
    if request.method == "POST":
        granted = request.POST.get("granted") == "yes"
        decision = request.POST.get("decision", "")
        actions.decide(number=number, granted=granted, decision=decision, by=request.worker)
        said(request, _("已同意剔除，数字已重算") if granted else _("已驳回申诉"))
        return redirect("frozen:objection", number)
    labels = {one.key: one.label for one in register.indicators()}
    context = {
        "objection": found,
        "indicators": [labels.get(key, key) for key in found.indicators],
        "corrected": queries.corrected_whole(found),
        "decides": request.worker.duty in actions.KEEPERS and found.granted is None,
    }
    return render(request, "frozen/objection.html", context)
