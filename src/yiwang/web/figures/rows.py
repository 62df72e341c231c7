"""The rows of a figure, each leading to its case, as far as the viewer may see them."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.analytics import opening
from yiwang.analytics.names import names
from yiwang.analytics.opening import Opened
from yiwang.engine import register as procedures
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.facts import Column, Kind
from yiwang.measure.language import Side
from yiwang.measure.plan import Plan
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.web.access import for_duties
from yiwang.web.figures import asked
from yiwang.web.ui.tags import duration
from yiwang.web.ui.ways import FIGURES, HUB

# Columns that the case beside them tells already.
_TOLD = frozenset({"id", "number", "state", "procedure"})
# Where the record of a row is that belongs to no case, by its resource; for those who may go there.
_PAGES = {"deliveries": "hub:resource", "data_checks": "hub:quality_resource"}
_NAMED = {"unit": Dimension.UNIT, "person": Dimension.PERSON, "registered_by": Dimension.PERSON}


@for_duties(*FIGURES)
def page(request: HttpRequest) -> HttpResponse:
    """One page of the rows of part or whole of one figure."""
    plan, side = asked.plan(request.GET), _side(request.GET.get("side", ""))
    found = opening.opened(plan, side, request.worker, after=request.GET.get("after", ""))
    columns = [column for column in found.columns if column.key not in _TOLD]
    given = request.GET.copy()
    given["after"] = found.following
    return render(
        request,
        "figures/rows.html",
        {
            "plan": plan,
            "found": found,
            "side": side,
            "condition": found.indicator.sides()[side].where.label,
            "filters": narrowed_to(plan),
            "columns": columns,
            "lines": _lines(found, columns, request.worker),
            "next": f"?{given.urlencode()}" if found.following else "",
            "others": _sides(request, found, side),
            "back": asked.way_back(request.GET),
        },
    )


def _side(text: str) -> Side:
    try:
        return Side(text or Side.WHOLE)
    except ValueError:
        raise Invalid("看不懂的条件：{fault}", fault=text[:80]) from None


def _sides(request: HttpRequest, found: Opened, side: Side) -> list[tuple[str, str, bool]]:
    """Part and whole as pages beside each other; nothing where there is only one."""
    sides = found.indicator.sides()
    if len(sides) < 2:
        return []
    kept = {key: values for key, values in request.GET.lists() if key != "after"}
    return [
        (of.where.label, f"?{urlencode(kept | {'side': one.value}, doseq=True)}", one is side)
        for one, of in sides.items()
    ]


def narrowed_to(plan: Plan) -> list[tuple[Dimension, str]]:
    """What a plan is narrowed to, in words."""
    return [
        (one.dimension, "、".join(names(one.dimension, one.keys)[key] for key in one.keys))
        for one in plan.where
    ]


def _lines(found: Opened, columns: list[Column], worker: Worker) -> list[dict[str, Any]]:
    words = _Words(found)
    page = _PAGES.get(found.view.key, "") if worker.duty in HUB else ""
    return [
        {
            "case": line.case,
            "facts": [
                (
                    column,
                    words.of(column, line.facts[column.key]),
                    reverse(page, args=[line.facts[column.key]])
                    if page and column.key == "resource"
                    else "",
                )
                for column in columns
            ],
        }
        for line in found.lines
    ]


class _Words:
    """Facts in words; the names of units and people are read once for all lines."""

    def __init__(self, found: Opened) -> None:
        self.names: dict[str, dict[str, str]] = {}
        for key, dimension in _NAMED.items():
            keys = {str(line.facts[key]) for line in found.lines if line.facts.get(key)}
            self.names[key] = names(dimension, keys) if keys else {}

    def of(self, column: Column, value: Any) -> str:
        """One fact as people read it."""
        if value is None:
            return "—"
        if column.key in self.names:
            return self.names[column.key].get(str(value), str(value))
        if column.key.endswith("_seconds"):
            return duration(value)
        return _said(column, value)


def _said(column: Column, value: Any) -> str:
    match column.kind:
        case Kind.YES_NO:
            return _("是") if value else _("否")
        case Kind.MOMENT if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        case Kind.DAY if isinstance(value, date):
            return value.isoformat()
    return _declared(column.key, str(value))


def _declared(key: str, value: str) -> str:
    """The word that is declared for a key of an act, a limit, a duty, an area or a choice."""
    if key == "duty":
        return _(Duty(value).label)
    if key in ("area", "grid"):
        return org.area_label(value) or value
    if key in _PARTS:
        for one in procedures.procedures():
            for part in getattr(one, _PARTS[key]):
                if part.key == value:
                    return _(part.label)
    try:
        return names(Dimension(key), [value])[value]
    except ValueError:
        return value


_PARTS = {"what": "actions", "step": "limits"}
