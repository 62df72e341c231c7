"""Sending bad rows back: first what the case would say, then the case itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.hub.quality import queries, returning
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import HUB_KEEPERS


@require_POST
@for_duties(*HUB_KEEPERS)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go to which unit."""
    run = queries.run(pk)
    chosen = request.POST.getlist("rule")
    context = {"run": run, "chosen": chosen, "told": returning.preview(run, chosen)}
    return render(request, "hub/quality_preview.html", context)


@require_POST
@for_duties(*HUB_KEEPERS)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the case."""
    run = queries.run(pk)
    row = returning.send(run=run, chosen=request.POST.getlist("rule"), by=request.worker)
    told = {"unit": row.unit_name, "number": row.case_number}
    said(request, _("已回流给{unit}，案件编号{number}。").format(**told))
    return redirect("hub:quality_resource", run.resource.key)
