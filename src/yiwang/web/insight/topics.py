"""Topics: what people complain of together, since when, how many; and what acting on it changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop

from yiwang.dials import queries as dials
from yiwang.insight.topics import members, queries
from yiwang.insight.topics.queries import Wanted
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.insight.topic_pictures import bars, drawn, points
from yiwang.web.insight.topic_words import said_effect

DIRECTIONS = (
    ("rising", gettext_noop("上升")),
    ("steady", gettext_noop("平稳")),
    ("falling", gettext_noop("回落")),
    ("gone", gettext_noop("已平息")),
)
PERIODS = ((7, gettext_noop("近7天有反映")), (30, gettext_noop("近30天有反映")))


@for_duties(*queries.LOOK)
def topics(request: HttpRequest) -> HttpResponse:
    """The topics by heat, as far as somebody asked for them."""
    wanted = _wanted(request)
    found = queries.topics(wanted)
    context = {
        "lines": [(one, bars(one), _effort(one)) for one in found],
        "wanted": wanted,
        "narrowed": wanted != Wanted(),
        "run": queries.last_run(),
        "streets": org.areas_with_communities(),
        "categories": dials.categories(level=1),
        "directions": DIRECTIONS,
        "periods": PERIODS,
        "acts": _acts(request),
        "dial": queries.dial(),
    }
    return render(request, "insight/topics.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    given = request.GET
    days = given.get("days", "")
    return Wanted(
        area=given.get("area", "")[:20],
        category=given.get("category", "")[:12],
        direction=given.get("direction", "")[:8],
        days=int(days) if days in {str(number) for number, _ in PERIODS} else 0,
        taken=bool(given.get("taken")),
    )


def _effort(topic: Any) -> str:
    """Whether somebody has taken it up: under way, ended, or empty."""
    efforts = list(topic.efforts.all())
    if not efforts:
        return ""
    return "closed" if all(queries.closed(one) for one in efforts) else "open"


def _acts(request: HttpRequest) -> bool:
    return request.worker.duty in queries.ACT


@for_duties(*queries.LOOK)
def topic(request: HttpRequest, number: int) -> HttpResponse:
    """One topic: weeks, places, units, cases that stand for it, what was done."""
    return render(request, "insight/topic.html", page_of(request, number))


def page_of(request: HttpRequest, number: int) -> dict[str, Any]:
    """What the page of a topic shows; also beside a refused form."""
    one, acts = queries.topic(number), _acts(request)
    made = members.made_of(request.worker, number)
    efforts = [
        (effort, queries.closed(effort), said_effect(queries.effect_of(effort)))
        for effort in queries.efforts(number)
    ]
    return {
        "topic": one,
        "made": made,
        "chart": drawn(one),
        "weeks": list(zip(drawn(one)["names"], one.weeks, strict=True)),
        "map": points(made.points),
        "examples": members.examples(request.worker, number),
        "efforts": efforts,
        "names": queries.names(number),
        "acts": acts,
        "may_take": acts and all(closed for _, closed, _ in efforts),
        "units": list(org.units_that_handle()) if acts else [],
    }


@for_duties(*queries.LOOK)
def cases(request: HttpRequest, number: int) -> HttpResponse:
    """All cases that a topic is made of, as far as the viewer may see them."""
    at = request.GET.get("page", "0")
    page = int(at) if at.isdigit() else 0
    rows, total = members.cases_page(request.worker, number, page)
    more = (page + 1) * members.CASES < total
    context = {
        "topic": queries.topic(number),
        "page": {"rows": rows},
        "total": total,
        "next": f"?page={page + 1}" if more else "",
    }
    return render(request, "insight/topic_cases.html", context)
