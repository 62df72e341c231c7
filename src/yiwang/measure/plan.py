"""A question that can be computed: which figures, of when, divided and narrowed how.

Everything that shows figures asks with a plan: pages, reports, score cards, alerts, and questions
in words, which are nothing but a way to write one.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Period, parse
from yiwang.measure.reading import Reading

MOST_INDICATORS = 60
MOST_DIMENSIONS = 3
MOST_KEYS = 200
MOST_BOUNDS = 5


class Compare(StrEnum):
    """With what a figure is set against."""

    BEFORE = "before"
    YEAR_BEFORE = "year_before"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {Compare.BEFORE: "环比", Compare.YEAR_BEFORE: "同比"}[self]

    def of(self, period: Period) -> Period:
        """The period to compare with."""
        return period.before() if self is Compare.BEFORE else period.year_before()


@dataclass(frozen=True, slots=True)
class Filter:
    """Only rows with one of these keys; an empty key means that nothing is known."""

    dimension: Dimension
    keys: tuple[str, ...]


class Sign(StrEnum):
    """On which side of a bound; 以上, 以下 hold the bound itself, 超过, 不到 do not."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="

    @property
    def label(self) -> str:
        """The Chinese word."""
        return {"<": "低于", "<=": "不超过", ">": "超过", ">=": "不低于"}[self.value]

    def holds(self, value: Fraction, bound: Fraction) -> bool:
        """Whether a value lies on this side."""
        compare: Callable[[Fraction, Fraction], bool] = {
            "<": operator.lt,
            "<=": operator.le,
            ">": operator.gt,
            ">=": operator.ge,
        }[self.value]
        return compare(value, bound)


_BOUND = re.compile(r"(?P<of>\w+)(?P<sign><=|>=|<|>)(?P<value>-?\d{1,9}(?:\.\d{1,4})?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bound:
    """Only rows whose figure lies on one side of a value, told as people read it: 90 for 90 %."""

    of: str
    sign: Sign
    value: Decimal

    def holds(self, reading: Reading) -> bool:
        """Whether a figure is known and on this side; nothing is rounded before."""
        if reading.value is None:
            return False
        return self.sign.holds(reading.value * reading.scale.times, Fraction(self.value))

    @property
    def key(self) -> str:
        """How it is written."""
        return f"{self.of}{self.sign.value}{self.value:f}"


@dataclass(frozen=True, slots=True)
class Order:
    """By which figure rows are ordered, or by how much it rose since what it is compared with."""

    of: str
    down: bool
    change: Compare | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Figures by their keys, of a period.

    `order` is the key of one, with `-` before it for the highest first, and with `:year_before` or
    `:before` behind it for how much it rose since then. `having` leaves only some rows of the
    table, `top` only so many of these; 0 leaves all. `share` also asks which share of all a row
    has.
    """

    indicators: tuple[str, ...]
    period: Period
    by: tuple[Dimension, ...] = ()
    where: tuple[Filter, ...] = ()
    compare: tuple[Compare, ...] = ()
    order: str = ""
    top: int = 0
    having: tuple[Bound, ...] = ()
    share: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.indicators) <= MOST_INDICATORS:
            raise Invalid("请选择指标，一次至多{most}项", most=MOST_INDICATORS)
        if len(self.by) > MOST_DIMENSIONS or len(set(self.by)) < len(self.by):
            raise Invalid("一次至多按{most}个不同的维度划分", most=MOST_DIMENSIONS)
        if any(len(one.keys) > MOST_KEYS for one in self.where):
            raise Invalid("一次至多选{most}项", most=MOST_KEYS)
        if self.top < 0:
            raise Invalid("看不懂的条件：{fault}", fault=f"top {self.top}")
        self._check_order()
        self._check_rows()

    def _check_order(self) -> None:
        sorting = self.sorting
        if sorting is None:
            return
        if sorting.of not in self.indicators:
            raise Invalid("只能按所选的指标排序")
        if sorting.change is not None and sorting.change not in self.compare:
            raise Invalid("只能按所选的比较排序")

    def _check_rows(self) -> None:
        if not self.by and (self.having or self.share):
            raise Invalid("门槛和占比要先选按什么划分")
        if len(self.having) > MOST_BOUNDS or any(
            bound.of not in self.indicators for bound in self.having
        ):
            raise Invalid("只能给所选的指标设门槛，至多{most}个", most=MOST_BOUNDS)

    @property
    def sorting(self) -> Order | None:
        """`order`, read; None where the rows stand by their keys."""
        if not self.order:
            return None
        key, _, change = self.order.removeprefix("-").partition(":")
        if change and change not in list(Compare):
            raise Invalid("看不懂的条件：{fault}", fault=change[:80])
        return Order(key, self.order.startswith("-"), Compare(change) if change else None)

    def within(self, *filters: Filter) -> "Plan":
        """The same, narrowed further."""
        return replace(self, where=(*self.where, *filters))

    def of(self, period: Period) -> "Plan":
        """The same of another period."""
        return replace(self, period=period)

    def undivided(self) -> "Plan":
        """All of its rows together."""
        return replace(self, by=(), order="", top=0, having=(), share=False)

    def cell(self, keys: tuple[str, ...]) -> "Plan":
        """One cell of its table, as a plan that divides nothing.

        A time narrows the period; everything else becomes a filter.
        """
        period, filters = self.period, []
        for dimension, key in zip(self.by, keys, strict=True):
            if dimension.grain is None:
                filters.append(Filter(dimension, (key,)))
            else:
                period = next(
                    p for p in period.split(dimension.grain) if _begins(p, key, dimension)
                )
        return replace(self.undivided(), period=period, where=(*self.where, *filters), compare=())

    def written(self) -> dict[str, list[str]]:
        """As the parameters of an address."""
        found = {
            "indicator": list(self.indicators),
            "period": [self.period.key],
            "by": [dimension.value for dimension in self.by],
            "compare": [compare.value for compare in self.compare],
            "order": [self.order] if self.order else [],
            "top": [str(self.top)] if self.top else [],
            "having": [bound.key for bound in self.having],
            "share": ["1"] if self.share else [],
        }
        for one in self.where:
            found.setdefault(f"in.{one.dimension.value}", []).extend(one.keys)
        return {key: values for key, values in found.items() if values}


def _begins(period: Period, key: str, dimension: Dimension) -> bool:
    whole = parse(key)
    return whole.first <= period.first < whole.until and dimension.grain is whole.grain


def read(parameters: Mapping[str, list[str]]) -> Plan:
    """A plan out of the parameters of an address. Raises `Invalid` with what does not fit."""
    try:
        filters = tuple(
            Filter(Dimension(name.removeprefix("in.")), tuple(keys))
            for name, keys in parameters.items()
            if name.startswith("in.")
        )
        return Plan(
            indicators=tuple(parameters.get("indicator", ())),
            period=parse((parameters.get("period") or [""])[-1]),
            by=tuple(Dimension(value) for value in parameters.get("by", ()) if value),
            where=filters,
            compare=tuple(Compare(value) for value in parameters.get("compare", ()) if value),
            order=(parameters.get("order") or [""])[-1],
            top=int((parameters.get("top") or ["0"])[-1] or 0),
            having=tuple(_bound(text) for text in parameters.get("having", ()) if text),
            share=(parameters.get("share") or [""])[-1] == "1",
        )
    except ValueError as fault:
        raise Invalid("看不懂的条件：{fault}", fault=str(fault)[:80]) from None


def _bound(text: str) -> Bound:
    found = _BOUND.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return Bound(found["of"], Sign(found["sign"]), Decimal(found["value"]))
