"""The ledger: every movement with who entered it; entering one, and taking one back."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.budget.register import actions, queries, rights, subjects
from yiwang.budget.register.actions import Moved, Told
from yiwang.budget.register.queries import Wanted
from yiwang.budget.register.words import Phase, Side, Source
from yiwang.kernel.refusals import Refusal
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import day, money, number, scope_of, whole
from yiwang.web.home import said
from yiwang.web.refusals import faults, sentence


@for_duties(*rights.READERS)
def ledger(request: HttpRequest) -> HttpResponse:
    """One page of the ledger, narrowed by phase, project, source, subject."""
    if request.method == "POST":
        return _record(request)
    return render(request, "budget/ledger.html", _shown(request))


def _shown(request: HttpRequest) -> dict[str, Any]:
    scope, given = scope_of(request), request.GET
    chosen = {key: given.get(key, "") for key in ("phase", "project", "side", "code")}
    wanted = Wanted(
        year=scope.year,
        unit=scope.wanted.unit,
        project=whole(chosen["project"], 0) or None,
        phase=chosen["phase"],
        side=chosen["side"],
        code=chosen["code"][:7],
    )
    page = queries.ledger(wanted, whole(given.get("page", ""), 1))
    codes = {code for row in page for code in (row.functional, row.economic)}
    kept = {key: value for key, value in chosen.items() if value}
    return {
        "scope": scope,
        "chosen": chosen,
        "page": page,
        "names": subjects.names(codes, scope.year),
        "address": urlencode(kept | dict(pair.split("=") for pair in scope.query.split("&"))),
        "projects": queries.projects(scope.wanted.unit),
        "phases": Phase.choices,
        "sides": Side.choices,
        "sources": Source.choices,
        "keeps": request.worker.duty in rights.KEEPERS,
        "today": timezone.localdate(),
    }


def _record(request: HttpRequest) -> HttpResponse:
    """One movement of the form; what was typed comes back where it is refused."""
    try:
        row = actions.record(
            moved=_moved(request.POST), told=_told(request.POST), by=request.worker
        )
    except Refusal as refused:
        told = {"refused": sentence(refused), "faults": faults(refused), "typed": request.POST}
        context = _shown(request) | told
        return render(request, "budget/ledger.html", context, status=refused.status)
    said(request, _("已登记分录"))
    return redirect(f"{request.path}?year={row.year}")


def _told(given: Any) -> Told:
    return Told(
        year=number(given.get("year", ""), "year"),
        unit=queries.unit(number(given.get("unit", ""), "unit")),
        on=day(given.get("on", "")),
        basis=given.get("basis", ""),
        document=given.get("document", ""),
    )


def _moved(given: Any) -> Moved:
    chosen = whole(given.get("project", ""), 0)
    return Moved(
        phase=given.get("phase", ""),
        money=money(given),
        source=given.get("source", ""),
        side=given.get("side", ""),
        functional=given.get("functional", "").strip(),
        economic=given.get("economic", "").strip(),
        project=queries.project(chosen) if chosen else None,
    )


@require_POST
@for_duties(*rights.KEEPERS)
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """A counter-entry to one movement."""
    row = actions.take_back(number=number, reason=request.POST.get("reason", ""), by=request.worker)
    said(request, _("已登记冲销分录"))
    return redirect(f"{request.path.partition('ledger/')[0]}ledger/?year={row.year}")
