"""The arithmetic of a scheme: exact fractions inside, rounded once, half away from zero.

Monotone and bounded: no score is negative or above its weight, and more of what is wanted never
earns less. A target of zero is a division by zero in the printed formulas and has a rule of its
own here: kept it earns everything, broken nothing.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from yiwang.disclosure.performance import Operator, Target
from yiwang.disclosure.schemes.scheme import Grade, Scheme, Shortfall
from yiwang.kernel.refusals import Invalid

NO_REASON = frozenset({"", "无", "没有", "暂无", "不适用", "/", "\\", "-", "—", "——", "0"})
"""What stands in the field of reasons and is none."""


def met(target: Target, actual: Decimal) -> bool:
    """Whether a measured value keeps the target; more than an “=” that is not 0 keeps it too.

    Forms print 100% or 26 without an operator and mean that much at least; 0 means none.
    """
    bound = _bound(target)
    match target.operator:
        case Operator.MORE:
            return actual > bound
        case Operator.LESS:
            return actual < bound
        case Operator.AT_MOST:
            return actual <= bound
        case Operator.RANGE:
            return bound <= actual <= _upper(target)
        case _ if bound == 0 and target.operator is Operator.EQUAL:
            return actual == 0
        case _:
            return actual >= bound


def score(scheme: Scheme, target: Target, actual: Decimal, weight: Decimal) -> Decimal:
    """What a measured value earns of `weight`. Raises `Invalid` for a target in words."""
    return _rounded(scheme, Fraction(weight) * _share(scheme, target, actual))


def execution_score(scheme: Scheme, budget: Decimal, spent: Decimal) -> Decimal:
    """The weight of execution × B/A, capped at the weight; nothing to spend, nothing missed.

    `budget` (A) is the adjusted budget with what the year before left, `spent` (B) what was paid.
    """
    if budget <= 0:
        return _rounded(scheme, Fraction(scheme.execution))
    return _rounded(scheme, Fraction(scheme.execution) * _held(Fraction(spent) / Fraction(budget)))


def graded(scheme: Scheme, grade: Grade, weight: Decimal, within: Decimal = Decimal(1)) -> Decimal:
    """What a grade earns: `within` 1 is the best of its band, 0 the least. Raises `Invalid`."""
    if not 0 <= within <= 1:
        raise Invalid("档内位置应在 0 到 1 之间，而不是 {within}", within=within)
    band = scheme.band(grade)
    share = band.lowest + (band.highest - band.lowest) * within
    return _rounded(scheme, Fraction(weight) * Fraction(share))


def summed(scores: Iterable[Decimal]) -> Decimal:
    """The total: scores add up as they were rounded, so that readers can add them up too."""
    return sum(scores, Decimal(0))


def result_class(scheme: Scheme, total: Decimal) -> str:
    """The class of a total: 优, 良, 中, 差."""
    return next((label for label, least in scheme.classes if total >= least), scheme.classes[-1][0])


def added(values: Iterable[Decimal]) -> Decimal:
    """Absolute values of several projects: they add up, and are scored afterwards."""
    return sum(values, Decimal(0))


def weighted(scheme: Scheme, values: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Rates or scores of several projects by their funds, as (value, funds).

    Raises `Invalid` where there are no funds to weigh by.
    """
    pairs = [(Fraction(value), Fraction(funds)) for value, funds in values]
    funds = sum((one for _value, one in pairs), Fraction(0))
    if funds <= 0 or any(one < 0 for _value, one in pairs):
        raise Invalid("没有可用于加权的资金额度，请填写各项目资金")
    return _rounded(scheme, sum((value * one for value, one in pairs), Fraction(0)) / funds)


def needs_reason(scheme: Scheme, target: Target, actual: Decimal) -> bool:
    """Whether the deviation must be explained: missed, or overshot by more than the scheme allows.

    Only a wanted minimum above zero can be overshot; a rate of 100 % leaves no room above it.
    """
    if not met(target, actual):
        return True
    bound = _bound(target)
    above = target.operator in {Operator.AT_LEAST, Operator.MORE, Operator.EQUAL}
    return above and bound > 0 and actual > bound * (1 + scheme.overshoot)


def says_nothing(reason: str) -> bool:
    """Whether a reason is none: empty, 无, a stroke."""
    return reason.strip().rstrip("。.") in NO_REASON


def _share(scheme: Scheme, target: Target, actual: Decimal) -> Fraction:
    if met(target, actual):
        return Fraction(1)
    bound, value = Fraction(_bound(target)), Fraction(actual)
    if target.operator is Operator.RANGE and actual > _bound(target):
        return _exceeded(scheme.shortfall, Fraction(_upper(target)), value)
    below = target.operator in {Operator.AT_MOST, Operator.LESS} or bound == 0
    if below:
        return _exceeded(scheme.shortfall, bound, value)
    return _held(value / bound) if bound > 0 else Fraction(0)


def _exceeded(shortfall: Shortfall, bound: Fraction, value: Fraction) -> Fraction:
    """What is left of 1 where `value` lies above `bound`; nothing where that is not above 0."""
    if bound <= 0 or value <= 0:
        return Fraction(0)
    if shortfall is Shortfall.RATIO:
        return _held(bound / value)
    return _held(1 - (value - bound) / bound)


def _held(share: Fraction) -> Fraction:
    return min(max(share, Fraction(0)), Fraction(1))


def _bound(target: Target) -> Decimal:
    if target.operator is Operator.WORDS or target.value is None:
        raise Invalid("“{target}”不是可以计算的目标值，请按定性指标分档评分", target=target.text)
    return target.value


def _upper(target: Target) -> Decimal:
    if target.upper is None:
        raise Invalid("“{target}”缺少上限，请写成 10–20 的样子", target=target.text)
    return target.upper


def _rounded(scheme: Scheme, exact: Fraction) -> Decimal:
    """Rounded half away from zero to the places of the scheme, from the exact fraction."""
    scale: int = 10**scheme.places
    scaled = abs(exact) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    unit = Decimal(1).scaleb(-scheme.places)
    told = (Decimal(whole) / scale).quantize(unit, ROUND_HALF_UP)
    return -told if exact < 0 else told
