"""A change of grids that is handed in, drawn on the map or written."""

import re

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions, drawing
from yiwang.fieldwork.grids.drawing import Drawing, Piece
from yiwang.kernel.refusals import Missing, NotFound
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.manage.grids.listing import day_of

REASSIGN, RETIRE = "reassign", "retire"


@require_POST
@for_duties(Duty.ADMINISTRATOR)
def change(request: HttpRequest) -> HttpResponse:
    """Hand a change in; what refuses it leaves the drawing where it is."""
    given = request.POST
    if not given.get("effective_on"):
        raise Missing("请填写生效日期", fields={"effective_on": "请填写生效日期"})
    order = actions.Order(
        worker=request.worker,
        basis=given.get("basis", ""),
        effective_on=day_of(given["effective_on"]),
    )
    if given.get("change") == REASSIGN:
        made = _reassign(given, order)
    elif given.get("change") == RETIRE:
        made = actions.retire(codes=codes_of(given), order=order)
    else:
        made = drawing.carry_out(drawn(given), order)
    said(request, _("已记录，自{day}起生效").format(day=made.effective_on))
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("manage:grids"))
    return redirect("manage:grids")


def _reassign(given: QueryDict, order: actions.Order) -> actions.Adjustment:
    unit = given.get("unit", "")
    managed_by = org.unit(int(unit)) if unit.isdigit() else None
    return actions.reassign(codes=codes_of(given), managed_by=managed_by, order=order)


def drawn(given: QueryDict) -> Drawing:
    """A change as the form has it. Raises `NotFound` for one that is not drawn."""
    if given.get("change") not in drawing.DRAWN:
        raise NotFound("没有这种网格调整")
    columns = (given.getlist(f"piece_{name}") for name in ("code", "name", "outline"))
    return Drawing(
        change=given["change"],
        on=day_of(given.get("effective_on", "")),
        codes=codes_of(given),
        pieces=tuple(Piece(*(text.strip() for text in row)) for row in zip(*columns, strict=False)),
        line=given.get("line", "").strip(),
        outer=given.get("outer") == "on",
    )


def codes_of(given: QueryDict) -> tuple[str, ...]:
    """The codes that were written, however they are separated."""
    return tuple(dict.fromkeys(re.findall(r"\d+", given.get("codes", ""))))
