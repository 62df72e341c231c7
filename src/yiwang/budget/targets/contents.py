"""What targets and outcomes are, as plain values for the tables and back; pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from yiwang.disclosure.performance import Operator, Target
from yiwang.disclosure.reading.performance import values
from yiwang.measure.dimensions import Dimension
from yiwang.measure.plan import Filter

# The levels of forms (一级指标, 二级指标) in their order.
LEVELS = {
    _("产出指标"): (_("数量指标"), _("质量指标"), _("时效指标"), _("成本指标")),
    _("效益指标"): (_("经济效益指标"), _("社会效益指标"), _("生态效益指标"), _("可持续影响指标")),
    _("满意度指标"): (_("服务对象满意度指标"),),
}


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """Which reading an actual value is: an indicator of Yiwang, narrowed to some keys."""

    indicator: str
    where: dict[str, list[str]] = field(default_factory=dict)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The narrowing as a plan takes it."""
        return tuple(Filter(Dimension(key), tuple(keys)) for key, keys in self.where.items())


@dataclass(frozen=True, slots=True)
class Goal:
    """One indicator that is promised; `target` as typed and printed: ≥95%, 0次, 10–20件, 有效."""

    level_one: str
    level_two: str
    name: str
    target: str
    weight: Decimal
    source: ReadFrom | None = None
    standard: str = ""

    @property
    def promised(self) -> Target:
        """What the text of the target binds to."""
        return values.target(self.target)

    @property
    def in_words(self) -> bool:
        """Whether a person must grade it."""
        return self.promised.operator is Operator.WORDS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one goal; `reading` is set where the value is one of Yiwang's."""

    actual: str = ""
    evidence: str = ""
    attachment: str = ""
    grade: str = ""
    reason: str = ""
    reading: dict[str, Any] | None = None
    score: Decimal | None = None
    met: bool | None = None
    must_explain: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number that the actual value is."""
        return values.actual(self.actual).value


def goals_written(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    """Goals for the table."""
    return [asdict(one) | {"weight": str(one.weight)} for one in goals]


def goals_read(written: Iterable[dict[str, Any]]) -> list[Goal]:
    """Goals again."""
    return [
        Goal(
            **one
            | {"weight": Decimal(one["weight"])}
            | {"source": ReadFrom(**one["source"]) if one["source"] else None}
        )
        for one in written
    ]


def outcomes_written(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Outcomes for the table."""
    return [
        asdict(one) | {"score": None if one.score is None else str(one.score)} for one in outcomes
    ]


def outcomes_read(written: Iterable[dict[str, Any]]) -> list[Outcome]:
    """Outcomes again."""
    return [
        Outcome(**one | {"score": None if one["score"] is None else Decimal(one["score"])})
        for one in written
    ]
