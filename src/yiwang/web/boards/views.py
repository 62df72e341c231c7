"""The dispatcher's and the supervisor's boards."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop

from yiwang.cases import asked, lists, recusals, suggest
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.language import Procedure
from yiwang.org.actors import Worker
from yiwang.web.access import for_duties
from yiwang.web.ui.tiles import Tile
from yiwang.web.ui.ways import LOOKING


@for_duties(Duty.DISPATCHER)
def dispatch(request: HttpRequest) -> HttpResponse:
    """What waits to be sent, each with the unit that a rule names, and what was asked."""
    found = lists.page(lists.waiting_for(request.worker), after=request.GET.get("after", ""))
    named = suggest.suggestions([suggest.matter_of(row) for row in found.rows])
    kept = recusals.recused_of(row["id"] for row in found.rows if row["confidential"])
    for row, suggestion in zip(found.rows, named, strict=True):
        row["suggestion"] = suggestion
        row["recused"] = suggestion is not None and suggestion.unit.pk in kept.get(row["id"], ())
    shown = {
        "page": found,
        "asked": asked.waiting(request.worker).select_related("case")[:50],
        "next": f"?after={found.following}" if found.following else "",
    }
    return render(request, "boards/dispatch.html", shown)


@for_duties(*LOOKING)
def supervision(request: HttpRequest) -> HttpResponse:
    """What is late, what will be, what was asked, and the four boxes."""
    worker = request.worker
    late = lists.page(lists.listed(worker, lists.Filters(late=True)), size=20)
    soon = lists.page(lists.listed(worker, lists.Filters(due_within_hours=24)), size=20)
    counts = lists.counts_by_state(worker)
    late_count = lists.listed(worker, lists.Filters(late=True)).count()
    tiles = [
        Tile(gettext_noop("已超时"), late_count, _search(late=1, order="due"), alarm=late_count > 0)
    ]
    tiles += [_box(worker, box) for box in lists.BOXES.values()]
    shown = {
        "late": late,
        "soon": soon,
        "tiles": tiles,
        "asked": asked.waiting(worker).select_related("case")[:50],
        "streams": [(p.label, _tiles(p, counts)) for p in register.procedures()],
    }
    return render(request, "boards/supervision.html", shown)


def _tiles(procedure: Procedure, counts: dict[tuple[str, str], int]) -> list[Tile]:
    """How many cases of a procedure stand in each of its open states."""
    return [
        Tile(
            state.label,
            counts.get((procedure.key, state.key), 0),
            _search(state=f"{procedure.key}.{state.key}", order="due"),
        )
        for state in procedure.states
        if not state.final
    ]


def _box(worker: Worker, box: lists.Box) -> Tile:
    number = lists.listed(worker, lists.Filters(box=box.key)).count()
    return Tile(box.label, number, _search(box=box.key), hint=box.hint)


def _search(**filters: str | int) -> str:
    return f"{reverse('desk:search')}?{urlencode(filters)}"
