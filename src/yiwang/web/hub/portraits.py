"""Portraits: found for a purpose, shown masked, revealed for a reason; and who looked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.hub.bases import portraits as room
from yiwang.hub.bases import queries, reading, rights
from yiwang.hub.bases.certificates import VALIDITY, Certificate, judged
from yiwang.hub.bases.happenings import MATCHED, MOST_CASES
from yiwang.hub.bases.households import MOST_MEMBERS
from yiwang.hub.bases.looks import Why
from yiwang.hub.bases.relations import RELATIONS
from yiwang.hub.bases.words import RULES, SUBJECTS, WITHOUT_CASES, Base, Purpose
from yiwang.hub.bases.words import field as field_of
from yiwang.kernel.refusals import NotFound, Refusal
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.refusals import sentence


@for_duties(*rights.LOOKERS)
def search(request: HttpRequest) -> HttpResponse:
    """Look for a person, an enterprise or a place by its exact number or name."""
    given = request.POST
    context = {
        "subjects": [(base.value, base.label) for base in SUBJECTS],
        "purposes": Purpose.choices,
        "given": given,
    }
    status = 200
    if request.method == "POST":
        base = _subject(given.get("base", ""))
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
    plain = {one.field.key: one.row["value"] for one in shown.values}
    context = {
        "portrait": shown,
        "look": opened,
        "values": [(one, RULES[one.row["rule"]]) for one in shown.values],
        "hidden": [one for one in shown.values if one.masked],
        "relations": [(RELATIONS[one.why], one) for one in shown.relations],
        "certificates": [_certificate(one) for one in shown.certificates],
        "validity": VALIDITY[judged(plain)] if shown.base is Base.CERTIFICATE else "",
        "cases": [(one, MATCHED[one.matched]) for one in shown.cases],
        "most_cases": MOST_CASES,
        "most_members": MOST_MEMBERS,
        "without_cases": opened.purpose in WITHOUT_CASES or shown.base is Base.CERTIFICATE,
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


def _subject(key: str) -> Base:
    if key not in SUBJECTS:
        raise NotFound("没有“{key}”这类画像", key=key)
    return Base(key)


def _certificate(one: Certificate) -> dict[str, Any]:
    number = field_of(Base.CERTIFICATE, "number")
    told = reading.masked(number, one.plain.get("number", "")) if number else ""
    return one.plain | {
        "thing": one.thing,
        "number": told,
        "validity": one.validity,
        "label": VALIDITY[one.validity],
    }
