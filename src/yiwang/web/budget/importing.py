"""Files of the finance system: dropped, looked at, confirmed, undone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.budget.register import intakes, queries, rights, subjects
from yiwang.budget.register.report import Order
from yiwang.budget.register.words import Phase
from yiwang.fieldwork.uploads import queries as uploads
from yiwang.kernel.refusals import Missing
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import scope_of, whole
from yiwang.web.home import said

# Of rows and sums a page shows this many; the report holds all.
SHOWN = 200


@for_duties(*rights.KEEPERS)
def page(request: HttpRequest) -> HttpResponse:
    """Hand a file in; those that were taken in before."""
    if request.method == "POST":
        upload = intakes.hand_in(order=_order(request), by=request.worker)
        return redirect("budget:import_check", upload.pk)
    waiting = [o for o in uploads.listed(intakes.KIND, request.worker) if o.state == "checked"]
    context = {"scope": scope_of(request), "waiting": waiting, "intakes": queries.intakes()}
    return render(request, "budget/import.html", context)


def _order(request: HttpRequest) -> Order:
    upload: Any = request.FILES.get("file")
    if upload is None:
        raise Missing("请选择文件", fields={"file": "请选择文件"})
    unit = whole(request.POST.get("unit", ""), 0)
    return Order(
        name=upload.name or "",
        content=bytes(upload.read(intakes.MOST_BYTES + 1)),
        year=whole(request.POST.get("year", ""), 0) or None,
        unit=queries.unit(unit) if unit else None,
    )


@for_duties(*rights.KEEPERS)
def check(request: HttpRequest, number: int) -> HttpResponse:
    """What was found in a file; nothing is taken in yet."""
    upload = uploads.upload(number, intakes.KIND, request.worker)
    if upload.state != "checked":
        return redirect("budget:import")
    context = {"upload": upload, **_told(upload.report or {})}
    return render(request, "budget/import_check.html", context)


def _told(report: dict[str, Any]) -> dict[str, Any]:
    """A report as the page shows it: totals that differ first."""
    totals = sorted(report["totals"], key=lambda told: (told["same"], told["line"]))
    year = max(report["years"], default=0)
    codes = [told["code"] for told in (*report["sums"], *totals)]
    return {
        "told": report,
        "totals": totals[:SHOWN],
        "wrong": sum(not told["same"] for told in totals),
        "refused": report["rows_refused"][:SHOWN],
        "sums": report["sums"][:SHOWN],
        "phases": dict(Phase.choices),
        "names": subjects.names(codes, year),
    }


@require_POST
@for_duties(*rights.KEEPERS)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Take it in, or give it up."""
    if request.POST.get("decision") == "drop":
        intakes.give_up(upload_id=number, by=request.worker)
        said(request, _("已取消，没有导入"))
        return redirect("budget:import")
    made = intakes.confirm(upload_id=number, by=request.worker)
    said(request, _("已导入{count}条分录").format(count=made.report["entries_added"]))
    return redirect("budget:intake", made.pk)


@for_duties(*rights.READERS)
def intake(request: HttpRequest, number: int) -> HttpResponse:
    """What came of one file, and undoing it as a whole."""
    found = queries.intake(number)
    if request.method == "POST":
        intakes.undo(number=number, reason=request.POST.get("reason", ""), by=request.worker)
        said(request, _("已撤销这次导入，每条分录都有冲销分录"))
        return redirect("budget:intake", number)
    context = {"intake": found, "keeps": request.worker.duty in rights.KEEPERS}
    return render(request, "budget/intake.html", context | _told(found.report))
