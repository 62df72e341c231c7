"""The weights of composite indicators: published with a day and a basis, never changed.

Whole sets are published, so that what adds up to one goes on doing so.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.utils import timezone

from yiwang.dials.actions import By
from yiwang.dials.kept import kept, published
from yiwang.dials.models import WeightNotice
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.measure import register
from yiwang.measure.composites import Composite, Weighed
from yiwang.measure.language import Weights


def composites() -> tuple[Composite, ...]:
    """The indicators that have weights."""
    return tuple(one for one in register.indicators() if isinstance(one, Composite))


def publish(*, indicator: str, weights: Mapping[str, Fraction], by: By) -> WeightNotice:
    """Publish all weights of one composite, by the keys of its parts.

    Raises `NotFound`, and `Invalid` where one is missing, beyond what it may be, or they do not add
    up to one. Figures of periods that end on its day or later follow it; what was frozen does not.
    """
    composite = _composite(indicator)
    parts = {part.of.key: part for part in composite.parts}
    if set(weights) != set(parts):
        said = "、".join(part.of.label for part in composite.parts)
        raise Invalid("请为每一项都填权重：{parts}", parts=said)
    for key, weight in weights.items():
        _check(parts[key], weight)
    total = sum(weights.values(), Fraction(0))
    if total != 1:
        raise Invalid("权重之和应为100%，现在是{total}%", total=f"{float(total) * 100:g}")
    texts = {key: str(weight) for key, weight in weights.items()}
    notice = WeightNotice.objects.create(indicator=indicator, weights=texts, **by.row())
    published()
    return notice


def _composite(key: str) -> Composite:
    found = register.indicator(key)
    if not isinstance(found, Composite):
        raise NotFound("“{label}”没有权重", label=found.label)
    return found


def _check(part: Weighed, weight: Fraction) -> None:
    lowest, highest = part.may_be
    if not lowest <= weight <= highest:
        raise Invalid(
            "{label}的权重应在{lowest}%至{highest}%之间",
            label=part.of.label,
            lowest=f"{float(lowest) * 100:g}",
            highest=f"{float(highest) * 100:g}",
            fields={part.of.key: "超出可调范围"},
        )


def history(indicator: str) -> list[WeightNotice]:
    """What was published of one composite, the newest first."""
    return list(WeightNotice.objects.filter(indicator=indicator).order_by("-id"))


def on(day: date) -> Weights:
    """Every weight of every composite in force at the end of a day; by birth where none is."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    found = dict(born())
    for notice in kept("weights", _notices):
        if notice.valid_from < end:
            found |= _of(notice)
    return found


def _notices() -> list[WeightNotice]:
    """In the order in which they took each other's place."""
    return list(WeightNotice.objects.order_by("valid_from", "id"))


def _of(notice: WeightNotice) -> dict[tuple[str, str], Fraction]:
    """The weights of a notice; none where the composite has other parts since."""
    known = {
        part.of.key for one in composites() if one.key == notice.indicator for part in one.parts
    }
    if known != set(notice.weights):
        return {}
    return {(notice.indicator, part): Fraction(text) for part, text in notice.weights.items()}


def born() -> Weights:
    """The weights of the declarations."""
    return {(one.key, part.of.key): part.weight for one in composites() for part in one.parts}
