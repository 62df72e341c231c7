"""A plan in words (理解为：…), as parts that can be looked at one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_noop

from yiwang.analytics.names import names, period_name
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.plan import Bound, Compare, Filter, Order, Plan, Sign
from yiwang.measure.reading import Scale
from yiwang.measure.words.outcome import Role

# More names than this are told by how many they are.
MOST_NAMES = 4


@dataclass(frozen=True)
class Part:
    """One thing that a plan says; `without` is the plan that does not say it, where it can go."""

    role: Role
    text: str
    without: Plan | None = None


def sentence(plan: Plan) -> str:
    """The whole plan in one sentence."""
    return gettext("，").join(part.text for part in parts(plan))


def parts(plan: Plan) -> Iterator[Part]:
    """What a plan says, part by part, in the order in which people say it."""
    yield Part(Role.PERIOD, period_name(plan.period))
    yield from _only(plan)
    for dimension in plan.by:
        text = gettext("按{what}划分").format(what=gettext(dimension.label))
        yield Part(Role.DIVIDE, text, _undivided_by(plan, dimension))
    yield Part(Role.FIGURE, gettext("、").join(_label(key) for key in plan.indicators))
    for compare in plan.compare:
        yield Part(Role.COMPARE, gettext(compare.label), _uncompared(plan, compare))
    for bound in plan.having:
        rest = tuple(one for one in plan.having if one != bound)
        yield Part(Role.BOUND, _bounded(bound), replace(plan, having=rest))
    if plan.sorting:
        unordered = replace(plan, order="", top=0)
        yield Part(Role.ORDER, _ordered(plan.sorting), unordered)
    if plan.top:
        yield Part(Role.ORDER, gettext("前{n}行").format(n=plan.top), replace(plan, top=0))
    if plan.share:
        yield Part(Role.SHARE, gettext("占比"), replace(plan, share=False))


def _label(key: str) -> str:
    return gettext(register.indicator(key).label)


def _only(plan: Plan) -> Iterator[Part]:
    for one in plan.where:
        rest = tuple(other for other in plan.where if other != one)
        told = {"what": gettext(one.dimension.label), "names": _names(one)}
        text = gettext("只看{what}：{names}").format(**told)
        yield Part(Role.ONLY, text, replace(plan, where=rest))


def _names(one: Filter) -> str:
    found = names(one.dimension, one.keys)
    called = [found[key] for key in one.keys]
    told = gettext("、").join(called[:MOST_NAMES])
    if len(called) <= MOST_NAMES:
        return told
    return gettext("{names}等{n}项").format(names=told, n=len(called))


def _undivided_by(plan: Plan, dimension: Dimension) -> Plan:
    by = tuple(one for one in plan.by if one is not dimension)
    return replace(plan, by=by) if by else plan.undivided()


def _uncompared(plan: Plan, compare: Compare) -> Plan:
    rest = tuple(one for one in plan.compare if one is not compare)
    by_change = plan.sorting is not None and plan.sorting.change is compare
    plan = replace(plan, order="", top=0) if by_change else plan
    return replace(plan, compare=rest)


_BOUNDS = {
    Sign.BELOW: gettext_noop("{what}低于{value}"),
    Sign.AT_MOST: gettext_noop("{what}不超过{value}"),
    Sign.ABOVE: gettext_noop("{what}超过{value}"),
    Sign.AT_LEAST: gettext_noop("{what}不低于{value}"),
}
_ENDS = {Scale.HOURS: gettext_noop("小时"), Scale.POINTS: gettext_noop("分")}


def _bounded(bound: Bound) -> str:
    scale = register.indicator(bound.of).scale
    end = gettext(_ENDS[scale]) if scale in _ENDS else scale.sign
    text = gettext(_BOUNDS[bound.sign])
    return text.format(what=_label(bound.of), value=f"{bound.value:f}{end}")


def _ordered(order: Order) -> str:
    what = _label(order.of)
    if order.change is None:
        text = gettext("以{what}从高到低排") if order.down else gettext("以{what}从低到高排")
        return text.format(what=what)
    text = gettext("以{what}{compare}增加从多到少排")
    if not order.down:
        text = gettext("以{what}{compare}减少从多到少排")
    return text.format(what=what, compare=gettext(order.change.label))
