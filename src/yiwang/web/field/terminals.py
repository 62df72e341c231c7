"""Terminals: what a month used against what is paid for, by unit and by number."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.fieldwork.patrols.queries import field_people
from yiwang.fieldwork.terminals import actions, queries
from yiwang.fieldwork.terminals.queries import Group, Line
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.web.access import for_duties
from yiwang.web.field.looking import EVERYBODY, day, may_plan, number, own
from yiwang.web.home import said

A_PAGE = 60
MONTHS_SHOWN = 12
# What is shown of the numbers.
NARROWED = {"over": "over", "missed": "missed", "idle": "idle"}


@for_duties(*EVERYBODY)
def terminals(request: HttpRequest) -> HttpResponse:
    """A month by units, then its numbers; those over their quota first."""
    if request.method == "POST":
        return _changed(request)
    months, person = queries.months(), own(request)
    month = _month(request.GET.get("month", ""), months)
    every = queries.of_month(month, person_id=person)
    groups = queries.by_unit(month, every) if month and person is None else []
    unit, only = request.GET.get("unit", ""), request.GET.get("only", "")
    lines = [line for line in every if _wanted(line, unit, only)]
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    planning = may_plan(request)
    shown = {
        "months": months,
        "month": month,
        "groups": groups,
        "whole": Group(None, "", month, tuple(every)) if month else None,
        "page": page,
        "unit": unit,
        "only": only,
        "history": _history(months, unit) if month and person is None else [],
        "planning": planning,
        "terminals": [line.terminal for line in every if line.terminal] if planning else [],
        "people": field_people() if planning else [],
    }
    return render(request, "field/terminals.html", shown)


def _month(asked: str, months: list[date]) -> date | None:
    wanted = day(asked) if asked else None
    return wanted if wanted in months else (months[0] if months else None)


def _wanted(line: Line, unit: str, only: str) -> bool:
    own_unit = str(line.holding.unit_id or "none") if line.holding else "none"
    return (not unit or own_unit == unit) and (only not in NARROWED or bool(getattr(line, only)))


def _history(months: list[date], unit: str) -> list[Any]:
    """The last months of the chosen unit, or of all."""
    shown = months[:MONTHS_SHOWN]
    return queries.history(shown, unit_id=int(unit) if unit.isdigit() and len(unit) < 19 else None)


def _changed(request: HttpRequest) -> HttpResponse:
    if not may_plan(request):
        raise NotAllowed("此页供{allowed}使用，请切换岗位", allowed=_("值班长"))
    given = request.POST
    if given.get("change") == "register":
        new = actions.NewTerminal(
            device=given.get("device", ""),
            number=given.get("number", ""),
            sim=given.get("sim", ""),
            since=day(given.get("since", "")),
        )
        actions.register(new=new)
        said(request, _("已登记终端"))
    elif given.get("change") == "give":
        person = given.get("person", "")
        actions.give(
            terminal_id=number(given.get("terminal", "")),
            person_id=number(person) if person else None,
            by=request.worker,
            since=day(given.get("since", "")),
        )
        said(request, _("已登记领用"))
    else:
        raise Invalid("没有这种变更")
    return redirect("field:terminals")
