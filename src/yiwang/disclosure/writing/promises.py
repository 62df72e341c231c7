"""What performance sheets are written from: targets as promised, values and scores as reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from yiwang.kernel.money import Money


@dataclass(frozen=True)
class Goal:
    """One indicator of a sheet; texts as they are to be printed (≥95%, 95.5%).

    `standard` is the 绩效标准, `past` the values of the last two years, the later first,
    `expected` what is expected this year (target sheets). `actual`, `weight` and `score` are for
    self-evaluations.
    """

    level_one: str
    level_two: str
    name: str
    target: str
    actual: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    standard: str = ""
    past: tuple[str, str] = ("", "")
    expected: str = ""


@dataclass(frozen=True)
class Sheet:
    """A target sheet (申报表) or a self-evaluation (自评表) of a project or of the whole unit.

    `budget` is A, `spent` is B of the head of a self-evaluation; `execution_weight` the weight of
    the execution rate (20 or 10), `execution_score` its score. `score` is the total. `fields` are
    further labelled cells in the order they are printed: 项目概况, 立项依据 …
    """

    subject: str
    whole_unit: bool
    evaluated: bool
    goals: tuple[Goal, ...]
    budget: Money = Money()
    spent: Money = Money()
    execution_weight: Decimal = Decimal(20)
    execution_score: Decimal | None = None
    score: Decimal | None = None
    goal: str = ""
    reason: str = "无"
    improvement: str = "无"
    continued: bool = True
    regular: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
