"""Targets and self-evaluations after reading: indicators with operator, value, weight, score."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from yiwang.disclosure.tables import Cell, Line, Place


class Operator(StrEnum):
    """How a target binds."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    MORE = ">"
    LESS = "<"
    RANGE = "range"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator promises: operator, bounds and unit, or words; `text` as printed.

    `upper` is set for a range only. `misprinted` tells of an operator behind its number (5%≤).
    """

    text: str
    operator: Operator
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    misprinted: bool = False


@dataclass(frozen=True, slots=True)
class Actual:
    """What was reached: a number with its unit, or words; `text` as printed."""

    text: str
    value: Decimal | None = None
    unit: str = ""
    operator: Operator | None = None


@dataclass(frozen=True)
class Indicator:
    """One row of a performance form."""

    level_one: str
    level_two: str
    name: str
    target: Target
    actual: Actual | None
    weight: Decimal | None
    score: Decimal | None
    place: Place
    cells: dict[str, Cell] = field(default_factory=dict)
    # The weight that its group prints behind its name: 数量指标（20分）.
    group_weight: Decimal | None = None


@dataclass(frozen=True)
class Execution:
    """The head of a self-evaluation: budget A, spent B, rate and score of execution."""

    budget: Cell | None
    spent: Cell | None
    rate: Cell | None
    score: Cell | None
    weight: Decimal | None
    place: Place


@dataclass(frozen=True)
class PerformanceForm:
    """A target sheet (申报) or a self-evaluation (自评) of a project or of the whole unit.

    `fields` are the other labelled cells of the sheet: 偏差大或目标未完成原因分析, 项目总投入 …
    """

    title: str
    subject: str
    whole_unit: bool
    evaluated: bool
    execution: Execution | None
    indicators: tuple[Indicator, ...]
    total: Cell | None
    fields: dict[str, Cell]
    place: Place
    notes: tuple[Line, ...] = ()
