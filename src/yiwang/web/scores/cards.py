"""The values of a card: tried on a month that is over, beside those in force, then published."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics.scores import actions, queries
from yiwang.analytics.scores.scoring import Card, Deduction, Item
from yiwang.analytics.scores.shapes import Shape
from yiwang.kernel.refusals import Invalid
from yiwang.measure import register
from yiwang.measure.period import Grain, around
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.scores.pages import lines, period_of


@for_duties(*actions.KEEPERS)
def card(request: HttpRequest, key: str) -> HttpResponse:
    """The values in force, a form for others, and what was published before."""
    shape = queries.shape_of(key)
    if request.method == "POST":
        basis = request.POST.get("basis", "")
        actions.publish_card(key=key, card=given(key, request.POST), basis=basis, by=request.worker)
        said(request, _("已公布新的分值，以后公布的考核结果按它计算"))
        return redirect("scores:card", key)
    found, edition = queries.card_of(key)
    context = {
        "shape": shape,
        "card": found,
        "edition": edition,
        "items": [(register.indicator(one.indicator), one) for one in _items(shape, found)],
        "deductions": [(register.indicator(one.indicator), one) for one in found.deductions],
        "editions": queries.editions(key),
        "month": around(Grain.MONTH, period_of(request).first),
    }
    return render(request, "scores/card.html", context)


def _items(shape: Shape, card: Card) -> list[Item]:
    """Every item of the shape; one that came after this card was published has no points yet."""
    held = {one.indicator: one for one in card.items}
    return [
        held.get(one.indicator, replace(one, points=Fraction(0), least=Fraction(0)))
        for one in shape.born.items
    ]


@require_POST
@for_duties(*actions.KEEPERS)
def tried(request: HttpRequest, key: str) -> HttpResponse:
    """How last month would come out with other values, beside how it comes out now."""
    shape, period = queries.shape_of(key), period_of(request)
    trial = given(key, request.POST)
    actions.check(key, trial)
    in_force, _edition = queries.card_of(key)
    now = {s.unit: s.place for s in queries.live(shape, in_force, period) if s.place}
    scores = queries.live(shape, trial, period)
    shown = {"lines": lines(trial, scores, queries.unit_names(scores), now), "period": period}
    return render(request, "scores/trial.html", shown)


def given(key: str, posted: Any) -> Card:
    """The card of a form. Raises `Invalid` for what is no number."""
    born = queries.shape_of(key).born
    items = tuple(_item(one.indicator, posted) for one in born.items)
    deductions = tuple(
        Deduction(
            one.indicator,
            _number(posted, f"each.{one.indicator}"),
            _number(posted, f"most.{one.indicator}"),
        )
        for one in born.deductions
    )
    return Card(items, deductions, int(_number(posted, "least_cases")))


def _item(indicator: str, posted: Any) -> Item:
    return Item(
        indicator,
        _number(posted, f"points.{indicator}"),
        _number(posted, f"floor.{indicator}") / 100,
        _number(posted, f"full.{indicator}") / 100,
        _number(posted, f"least.{indicator}"),
    )


def _number(posted: Any, field: str) -> Fraction:
    try:
        number = Decimal(posted.get(field, "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > 10**6:
        raise Invalid("请填写数字", fields={field: "请填写数字"})
    return Fraction(number)
