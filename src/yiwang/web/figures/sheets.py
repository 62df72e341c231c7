"""What each indicator means: its formula, what must not count, where it comes from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.analytics import queries, store
from yiwang.engine import register as procedures
from yiwang.measure import register
from yiwang.measure.examples import worked
from yiwang.measure.language import Example, Indicator, Side, Still
from yiwang.measure.period import Grain, around
from yiwang.measure.plan import Plan
from yiwang.org.actors import Worker
from yiwang.web.access import for_duties
from yiwang.web.figures import asked, choices
from yiwang.web.figures.shown import Line, number, shown
from yiwang.web.ui.ways import FIGURES


@for_duties(*FIGURES)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator under its heading, with formula and what does not count."""
    return render(request, "figures/sheets.html", {"subjects": choices.subjects()})


@for_duties(*FIGURES)
def page(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator, with what it comes to this month."""
    one = register.indicator(key)
    plan = Plan((one.key,), around(Grain.MONTH, timezone.localdate()))
    return render(
        request,
        "figures/sheet.html",
        {
            "one": one,
            "sides": _sides(one),
            "procedures": [procedures.procedure(key) for key in one.procedures],
            "plan": plan,
            "address": asked.address(plan),
            "line": _line(plan, request.worker),
            "examples": [_example(one, example) for example in one.examples],
            "worked": _worked(one),
        },
    )


def _sides(one: Indicator) -> list[tuple[str, str, str, str]]:
    """Of whole and part: its name, the moment that decides, the condition."""
    found = []
    for side, of in one.sides().items():
        when = of.when
        key = when.came if isinstance(when, Still) else when.moment
        found.append((side.value, of.where.label, of.view.column_by_key[key].label, of.where.sql))
    return found


def _example(one: Indicator, example: Example) -> tuple[str, str, str]:
    """How an example counts, as the tone of a lamp and in words, and why."""
    if not example.sides:
        return "late", _("不计入"), example.why
    if len(one.sides()) < 2:
        return "fine", _("计入"), example.why
    if Side.PART in example.sides:
        return "fine", _("计入分子"), example.why
    return "soon", _("只计入分母"), example.why


def _worked(one: Indicator) -> str:
    """What the examples come to together."""
    if not one.examples:
        return ""
    reading = worked(one)
    made_of = f"{reading.part} ÷ {reading.whole} = " if Side.PART in one.sides() else ""
    return f"{made_of}{number(reading)}"


def _line(plan: Plan, worker: Worker) -> Line | None:
    """The figure of this month, where there are facts."""
    try:
        return shown(queries.table(plan, worker), plan).total
    except store.NoFacts:
        return None
