"""Reporting a matter of any procedure: the form is built from what its opening needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.cases import actions
from yiwang.cases.belonging import ReporterFacts
from yiwang.engine import register
from yiwang.engine.duties import FIELD
from yiwang.engine.language import Procedure
from yiwang.kernel.refusals import NotAllowed, Refusal
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.web.access import signed_in
from yiwang.web.cases.given import fields, read
from yiwang.web.home import said
from yiwang.web.refusals import sentence
from yiwang.web.ui.picture import Picture, picture


def openable(worker: Worker) -> list[Procedure]:
    """The procedures under which this worker may open a case."""
    return [p for p in register.procedures() if worker.duty in p.opening.by]


@signed_in
def first(request: HttpRequest) -> HttpResponse:
    """To the form of the procedure that this duty reports under most: the last one added."""
    found = openable(request.worker)
    if not found:
        raise NotAllowed("您的岗位不登记案件，请联系受理员")
    return redirect("desk:report", procedure=found[-1].key)


@signed_in
def page(request: HttpRequest, procedure: str) -> HttpResponse:
    """The form of one procedure, and what becomes of it."""
    declared = register.procedure(procedure)
    if declared not in openable(request.worker):
        raise NotAllowed("您的岗位不能登记“{label}”", label=declared.label)
    if request.method != "POST":
        return _form(request, declared, {})
    try:
        number = _open(request, declared)
    except Refusal as refusal:
        response = _form(request, declared, request.POST, sentence(refusal))
        response.status_code = refusal.status
        return response
    said(request, _("已登记 {number}").format(number=number))
    return redirect("cases:page", number=number)


def _form(
    request: HttpRequest, procedure: Procedure, given: Any, refused: str = ""
) -> HttpResponse:
    values = dict(given.items()) if given else {}
    # The title is taken from the beginning of the content.
    left_out = {"title"}
    if request.worker.duty in FIELD:
        # On the street one's channel is known, and nothing comes from above.
        values.setdefault("channel", request.worker.duty.value)
        left_out |= {"outer_number", "outer_due"}
    found = fields(procedure.key, procedure.opening, request.worker, values)
    shown = {
        "procedure": procedure,
        "others": openable(request.worker),
        "fields": [f for f in found if f.need.key not in left_out],
        "place": _place(),
        "asks_reporter": "reporter" in procedure.opening.need_by_key,
        "given": given,
        "refused": refused,
        "files_lost": bool(refused and request.FILES),
    }
    return render(request, "desk/report.html", shown)


def _place() -> Picture | None:
    """The picture of what the select beside it offers."""
    streets = org.areas_with_communities()
    return picture(area for street, below in streets for area in (street, *below))


def _open(request: HttpRequest, procedure: Procedure) -> str:
    reporter = ReporterFacts(
        name=request.POST.get("reporter_name", ""), phone=request.POST.get("reporter_phone", "")
    )
    opening = actions.Opening(
        procedure=procedure.key,
        worker=request.worker,
        given=read(procedure.opening, request),
        reporter=reporter if "reporter" in procedure.opening.need_by_key else None,
    )
    return actions.open_case(opening).number
