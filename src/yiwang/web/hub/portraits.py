"""Portraits: found for a purpose, shown masked, revealed for a reason; and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.hub.bases import portraits as room
from yiwang.hub.bases import queries, rights
from yiwang.hub.bases.looks import Why
from yiwang.hub.bases.words import LINKED, RULES, Base, Purpose
from yiwang.kernel.refusals import Refusal
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.refusals import sentence

RELATIONS = {
    "household": gettext_noop("同一户"),
    "legal": gettext_noop("担任法定代表人的企业"),
    "person": gettext_noop("法定代表人"),
}


@for_duties(*rights.LOOKERS)
def search(request: HttpRequest) -> HttpResponse:
    """Look for a person, an enterprise or a place by its exact number or name."""
    given = request.POST
    context = {
        "linked": [(base.value, base.label) for base in LINKED],
        "purposes": Purpose.choices,
        "given": given,
    }
    status = 200
    if request.method == "POST":
        base = queries.base_of(given.get("base", ""))
        why = _why(request)
        try:
            if given.get("thing"):
                look = room.open_one(base=base, thing=given["thing"], why=why, by=request.worker)
                return redirect("hub:portrait_of", look.pk)
            text = given.get("text", "")
            context["found"] = room.search(base=base, text=text, why=why, by=request.worker)
            context["base"] = base
        except Refusal as refused:
            context["refused"], status = sentence(refused), refused.status
    return render(request, "hub/portrait_search.html", context, status=status)


@for_duties(*rights.LOOKERS)
def portrait(request: HttpRequest, look: int) -> HttpResponse:
    """An opened portrait; a field is revealed by handing in a reason."""
    opened = room.look_of(look, request.worker)
    if request.method == "POST":
        fields, words = request.POST.getlist("field"), request.POST.get("words", "")
        room.reveal(look=opened, fields=fields, words=words, by=request.worker)
        said(request, _("已显示，并记入查看记录"))
        return redirect("hub:portrait_of", look)
    shown = room.portrait(opened, request.worker)
    context = {
        "portrait": shown,
        "look": opened,
        "values": [(one, RULES[one.row["rule"]]) for one in shown.values],
        "hidden": [one for one in shown.values if one.masked],
        "relations": [
            (RELATIONS[why], Base(base), thing, name)
            for why, base, thing, name in room.titles(shown, request.worker)
        ],
        "own_only": rights.only_unit(request.worker) is not None,
    }
    return render(request, "hub/portrait.html", context)


@for_duties(*rights.LOOKERS)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at which portrait, what for and at which fields."""
    before = request.GET.get("before", "")
    rows = queries.looks(request.worker, int(before) if before.isdecimal() else None)
    context = {
        "looks": rows,
        "next": rows[-1].pk if len(rows) == queries.PAGE else None,
        "audits": request.worker.duty in rights.AUDITORS,
        "own_only": rights.only_unit(request.worker) is not None,
    }
    return render(request, "hub/looks.html", context)


def _why(request: HttpRequest) -> Why:
    given = request.POST
    return Why(
        purpose=given.get("purpose", ""),
        words=given.get("words", ""),
        reference=given.get("reference", ""),
    )
