"""The list of reports, one of them with every figure open, and when each is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.analytics.reports import actions, layout, queries
from yiwang.analytics.reports.bulletins import Bulletin
from yiwang.measure.period import Period, around
from yiwang.web.access import for_duties
from yiwang.web.figures.asked import REPORT, rows_address
from yiwang.web.home import said
from yiwang.web.ui.ways import FIGURES, REPORTS

_BACK = 6


@for_duties(*REPORTS)
def reports(request: HttpRequest) -> HttpResponse:
    """All that this worker may read; what waits for them stands first."""
    worker = request.worker
    context = {
        "reports": queries.reports(worker),
        "waiting": queries.waiting(worker),
        "dues": queries.dues(),
        "keeps": worker.duty in queries.KEEPERS,
        "prepares": worker.duty in queries.PREPARE,
        "choices": list(_choices()) if worker.duty in queries.KEEPERS else (),
    }
    return render(request, "reports/reports.html", context)


def _choices() -> Iterator[tuple[Bulletin, list[Period]]]:
    """The last periods that are over, for each kind of report."""
    for due in queries.dues():
        period, found = around(due.bulletin.grain, timezone.localdate()).before(), []
        for _step in range(_BACK):
            found.append(period)
            period = period.before()
        yield due.bulletin, found


@dataclass(frozen=True)
class Cell:
    """A cell of a report with the address that its figure opens on."""

    cell: layout.Cell
    address: str


@for_duties(*REPORTS)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """One report: its sentences and tables, each figure leading to its rows."""
    one = queries.report(number, request.worker)
    return render(request, "reports/report.html", _shown(request, one))


def _shown(request: HttpRequest, one: queries.Report) -> dict[str, Any]:
    worker, contents = request.worker, one.kept
    blocks = layout.blocks(contents, queries.bulletin_of(one.bulletin), _)
    opens = worker.duty in FIGURES
    state, states = one.state, queries.Report.State
    return {
        "report": one,
        "contents": contents,
        "blocks": [(block, _rows(block, one.pk, opens)) for block in blocks],
        "editions": queries.editions(one) if worker.duty in queries.PREPARE else (),
        "reviews": state is states.DRAFT and queries.may_review(one, worker),
        "releases": state is states.REVIEWED and queries.may_release(one, worker),
        "withdraws": state is not states.WITHDRAWN and worker.duty in queries.WITHDRAW,
        "remakes": state is not states.RELEASED and worker.duty in queries.KEEPERS,
        "opens": opens,
        "formats": queries.formats(one),
    }


def _rows(block: layout.Block, number: int, opens: bool) -> list[list[Cell]]:
    return [
        [Cell(cell, _address(cell, number) if opens else "") for cell in row] for row in block.rows
    ]


def _address(cell: layout.Cell, number: int) -> str:
    if cell.opening is None:
        return ""
    found = cell.opening
    return rows_address(found.plan, found.key, found.side, f"{REPORT}{number}")


@for_duties(*queries.KEEPERS)
def timing(request: HttpRequest, key: str) -> HttpResponse:
    """When a report is made: as it is now, another time to publish, and those of before."""
    one = queries.bulletin_of(key)
    if request.method == "POST":
        given = {name: _number(request.POST.get(name, "")) for name in ("days", "hour")}
        given["runs"] = request.POST.get("runs") == "yes"
        basis = request.POST.get("basis", "")
        actions.publish_timing(key=key, timing=given, basis=basis, by=request.worker)
        said(request, _("已公布新的生成时间"))
        return redirect("reports:timing", key)
    context = {
        "bulletin": one,
        "due": queries.due(one),
        "timings": queries.timings(key),
        "most": actions.LATEST_DAYS,
    }
    return render(request, "reports/timing.html", context)


def _number(text: str) -> int:
    """A whole number; what is none is out of every range."""
    return int(text) if text.isdigit() and len(text) < 4 else -1
