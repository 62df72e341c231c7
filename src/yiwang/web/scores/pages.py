"""Rankings of units: as published, as they would come out now, and how fair they are."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics.scores import actions, queries
from yiwang.analytics.scores.scoring import PLACES, Card, Score
from yiwang.analytics.scores.shapes import SHAPES, Shape
from yiwang.analytics.scores.written import card_read, score_read
from yiwang.engine.duties import UNIT, Duty
from yiwang.kernel.refusals import NotFound
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain, Period, around, parse
from yiwang.measure.reading import rounded
from yiwang.web.access import for_duties
from yiwang.web.home import said

READERS = (Duty.ASSESSOR, Duty.SUPERVISOR, Duty.LEADER, *sorted(UNIT))
_BACK = 12


@dataclass(frozen=True)
class Cell:
    """The points of one item, with the share of all its points for the bar behind them."""

    shown: Decimal | None
    percent: int


@dataclass(frozen=True)
class Line:
    """One unit in a ranking."""

    score: Score
    name: str
    cells: list[Cell]
    taken: list[Decimal]
    before: int | None = None


@for_duties(*READERS)
def shapes(request: HttpRequest) -> HttpResponse:
    """All cards, and what was published."""
    context = {"shapes": SHAPES, "assessments": queries.assessments(), "labels": _labels()}
    return render(request, "scores/shapes.html", context)


def _labels() -> dict[str, str]:
    return {shape.key: shape.label for shape in SHAPES}


@for_duties(*READERS)
def ranking(request: HttpRequest, key: str) -> HttpResponse:
    """The ranking of a period: as published, or a trial by the facts refreshed last."""
    shape, period = queries.shape_of(key), period_of(request)
    published = queries.assessment(key, period.key)
    if published is None and request.worker.duty in UNIT:
        # A unit reads what was published; a trial is for those who prepare it.
        newest = next((one for one in queries.assessments() if one.shape == key), None)
        if newest is None:
            raise NotFound("考核结果还没有公布")
        published, period = newest, parse(newest.period)
    if published is not None:
        card = card_read(published.card)
        scores = [score_read(one) for one in published.scores]
        named = {one["unit"]: one["name"] for one in published.scores}
    else:
        card, _edition = queries.card_of(key)
        scores = queries.live(shape, card, period)
        named = queries.unit_names(scores)
    context = _around(shape, card, period) | {
        "lines": lines(card, scores, named),
        "published": published,
        "publishes": request.worker.duty in actions.KEEPERS,
        "prepares": request.worker.duty not in UNIT,
    }
    return render(request, "scores/ranking.html", context)


def _around(shape: Shape, card: Card, period: Period) -> dict[str, Any]:
    return {
        "shape": shape,
        "card": card,
        "items": [(register.indicator(i.indicator).label, i) for i in card.items],
        "deductions": [(register.indicator(d.indicator).label, d) for d in card.deductions],
        "period": period,
        "periods": list(_periods()),
    }


def _periods() -> list[Period]:
    """The last months and quarters that are over, the newest first."""
    found = []
    for grain, many in ((Grain.MONTH, _BACK), (Grain.QUARTER, 4), (Grain.YEAR, 1)):
        period = around(grain, timezone.localdate()).before()
        for _step in range(many):
            found.append(period)
            period = period.before()
    return found


def period_of(request: HttpRequest) -> Period:
    """The period of the address; without one the month before."""
    wanted = request.GET.get("period") or request.POST.get("period")
    return parse(wanted) if wanted else around(Grain.MONTH, timezone.localdate()).before()


def lines(
    card: Card, scores: list[Score], named: dict[str, str], before: dict[str, int] | None = None
) -> list[Line]:
    """A ranking as it is shown; `before` are places to set beside."""
    return [
        Line(
            one,
            named.get(one.unit, one.unit),
            [_cell(one.given.get(item.indicator), item.points) for item in card.items],
            [rounded(one.taken.get(d.indicator, Fraction(0)), PLACES) for d in card.deductions],
            (before or {}).get(one.unit),
        )
        for one in scores
    ]


def _cell(points: Fraction | None, of: Fraction) -> Cell:
    if points is None:
        return Cell(None, 0)
    return Cell(rounded(points, PLACES), round(100 * points / of) if of else 0)


@require_POST
@for_duties(*actions.KEEPERS)
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish the ranking of a frozen period."""
    period = period_of(request)
    actions.publish(key=key, period=period.key, by=request.worker)
    said(request, _("已公布{period}的考核结果").format(period=period.label))
    return redirect(f"{request.path.removesuffix('publish/')}?period={period.key}")


@for_duties(Duty.ASSESSOR, Duty.SUPERVISOR, Duty.LEADER)
def fairness(request: HttpRequest, key: str) -> HttpResponse:
    """How scores relate to caseload and mix, whom the formula costs most places first."""
    shape, period = queries.shape_of(key), period_of(request)
    by = Dimension.CHANNEL if request.GET.get("mix") == "channel" else Dimension.CATEGORY
    card, _edition = queries.card_of(key)
    scores = queries.live(shape, card, period)
    context = _around(shape, card, period) | {
        "by": by,
        "rows": queries.fair(scores, period, by),
        "names": queries.unit_names(scores),
        "totals": {one.unit: one.shown for one in scores},
        "caseload": queries.with_caseload(scores),
    }
    return render(request, "scores/fairness.html", context)
