"""What was raised: for whoever is told of it, with the way to the rows behind the figure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yiwang.analytics.alerts import actions, queries
from yiwang.analytics.names import names
from yiwang.kernel.refusals import Refusal
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Indicator
from yiwang.measure.period import Period, parse
from yiwang.measure.plan import Filter
from yiwang.web.access import signed_in


@dataclass(frozen=True)
class Shown:
    """A crossing as people read it; `address` are the parameters of its figure."""

    crossing: Any
    about: str
    indicator: Indicator | None
    period: Period
    parameters: dict[str, list[str]]


def shown(crossings: Iterable[Any]) -> list[Shown]:
    """These crossings with the words for what they are about; one look-up a dimension."""
    found = list(crossings)
    keys: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.rule.by:
            keys[one.rule.by].add(one.key)
    words = {by: names(Dimension(by), some) for by, some in keys.items()}
    return [_shown(one, words.get(one.rule.by, {}).get(one.key, "")) for one in found]


def _shown(one: Any, about: str) -> Shown:
    period = parse(one.period)
    try:
        plan = actions.plan_of(one.rule, period.last).of(period)
        indicator = register.indicator(one.rule.indicator)
    except Refusal:
        return Shown(one, about, None, period, {})
    if plan.by:
        plan = plan.within(Filter(plan.by[0], (one.key,)))
    return Shown(one, about, indicator, period, plan.written())


@signed_in
def raised(request: HttpRequest) -> HttpResponse:
    """What this worker is told of: what is still beyond its line first."""
    found = shown(queries.told(request.worker))
    context = {
        "open": [one for one in found if one.crossing.cleared_at is None],
        "past": [one for one in found if one.crossing.cleared_at is not None],
        "keeps": request.worker.duty in actions.KEEPERS,
    }
    return render(request, "alerts/raised.html", context)
