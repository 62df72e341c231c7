"""Bills of the operator: handed in, looked at, then taken in or given up."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.fieldwork.terminals import bills as actions
from yiwang.fieldwork.terminals import mapping, queries
from yiwang.fieldwork.uploads import queries as uploads
from yiwang.kernel.refusals import Missing
from yiwang.web.access import for_duties
from yiwang.web.field.looking import PLANNING
from yiwang.web.home import said

# Of rows that were not used a page shows this many; the report holds all.
SHOWN = 200


@for_duties(*PLANNING)
def bills(request: HttpRequest) -> HttpResponse:
    """Hand a bill in; those that were taken in before."""
    if request.method == "POST":
        kept = actions.hand_in(
            name=request.FILES["file"].name if "file" in request.FILES else "",
            content=_content(request, "file", actions.MOST_BYTES),
            mapping=_mapping(request),
            by=request.worker,
        )
        return redirect("field:bill_check", kept.pk)
    waiting = [
        one for one in uploads.listed(actions.KIND, request.worker) if one.state == "checked"
    ]
    shown = {"bills": queries.bills(), "waiting": waiting, "mappings": mapping.shipped()}
    return render(request, "field/bills.html", shown)


def _content(request: HttpRequest, name: str, most: int) -> bytes:
    upload: Any = request.FILES.get(name)
    if upload is None:
        raise Missing("请选择文件", fields={name: "请选择文件"})
    return bytes(upload.read(most + 1))


def _mapping(request: HttpRequest) -> mapping.BillMapping:
    """The layout in a file of one's own, else the chosen one of those that are shipped."""
    if "layout" in request.FILES:
        return mapping.read_text(_content(request, "layout", mapping.MOST_BYTES))
    return mapping.read(Path(Path(request.POST.get("mapping", "")).name))


@for_duties(*PLANNING)
def check(request: HttpRequest, number: int) -> HttpResponse:
    """What was found in a bill; nothing is taken in yet."""
    upload = uploads.upload(number, actions.KIND, request.worker)
    if upload.state != "checked":
        return redirect("field:bills")
    told = upload.report
    shown = {
        "upload": upload,
        "told": told,
        "refused": told["rows_refused"][:SHOWN],
        "known": [month for month in told["months"] if month["known"]],
        "other": actions.refused_as_other(told),
    }
    return render(request, "field/bill_check.html", shown)


@require_POST
@for_duties(*PLANNING)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Take it in, take it in as a new edition of its months, or give it up."""
    wanted = request.POST.get("decision", "")
    if wanted == "drop":
        actions.give_up(upload_id=number, by=request.worker)
        said(request, _("已取消，没有导入"))
        return redirect("field:bills")
    made = actions.confirm(upload_id=number, replace=wanted == "replace", by=request.worker)
    said(request, _("已导入账单，新增{count}行").format(count=made.report["usages_added"]))
    return redirect("field:bill", made.pk)


@for_duties(*PLANNING)
def bill(request: HttpRequest, number: int) -> HttpResponse:
    """What came of one bill."""
    found = queries.bill(number)
    shown = {
        "bill": found,
        "told": found.report,
        "refused": found.report["rows_refused"][:SHOWN],
        "counting": queries.counting(found),
    }
    return render(request, "field/bill.html", shown)


@for_duties(*PLANNING)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """The whole report of one bill as JSON, as the command writes it."""
    found = queries.bill(number)
    response = JsonResponse(found.report, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="bill-{found.pk}.json"'
    return response
