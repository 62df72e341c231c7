"""A scoring scheme as data, and the two that ship: the national one and Wuhan's form.

Every number of a scheme is a default that a finance bureau may set otherwise: `dataclasses.replace`
makes another scheme of one of these, and the arithmetic of `scoring` follows what it says.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Grade(StrEnum):
    """What is found of a target in words; only a person may say it."""

    MET = "达成预期指标"
    PARTLY = "部分达成预期指标并具有一定效果"
    MISSED = "未达成预期指标且效果较差"


class Shortfall(StrEnum):
    """What an exceeded upper bound (反向指标, ≤) still earns; T target, A actual.

    `RATIO` is w·T/A. `LINEAR` is w·(1 − (A − T)/T), nothing left from 2T on.
    """

    RATIO = "ratio"
    LINEAR = "linear"


@dataclass(frozen=True, slots=True)
class Band:
    """The shares of the weight that a grade may earn, both ends included: 0.5 to 0.8."""

    grade: Grade
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """The weights, formulas and rounding of one way of scoring; `basis` is where it is written.

    `groups` are the weights of the groups below the execution rate where the scheme fixes them;
    an empty one leaves them to the unit, and they share what execution leaves of `total`.
    `overshoot` is the share of the target from which reaching more asks for a reason too.
    `classes` are the lowest total of each class of the result, best first.
    """

    key: str
    label: str
    basis: str
    execution: Decimal
    groups: tuple[tuple[str, Decimal], ...]
    shortfall: Shortfall
    bands: tuple[Band, ...]
    total: Decimal = Decimal(100)
    places: int = 2
    overshoot: Decimal = Decimal("0.3")
    classes: tuple[tuple[str, Decimal], ...] = (
        ("优", Decimal(90)),
        ("良", Decimal(80)),
        ("中", Decimal(60)),
        ("差", Decimal(0)),
    )

    @property
    def left(self) -> Decimal:
        """What the indicators share: the total without the weight of execution."""
        return self.total - self.execution

    def band(self, grade: Grade) -> Band:
        """The band of a grade."""
        return next(one for one in self.bands if one.grade is grade)


def _bands(met: str, partly: str) -> tuple[Band, ...]:
    return (
        Band(Grade.MET, Decimal(met), Decimal(1)),
        Band(Grade.PARTLY, Decimal(partly), Decimal(met)),
        Band(Grade.MISSED, Decimal(0), Decimal(partly)),
    )


NATIONAL = Scheme(
    key="national",
    label="国家样式",
    basis="财预〔2020〕10号《项目支出绩效评价管理办法》；权重为原则，财政部门可调整",
    execution=Decimal(10),
    groups=(
        ("产出指标", Decimal(50)),
        ("效益指标", Decimal(30)),
        ("满意度指标", Decimal(10)),
    ),
    shortfall=Shortfall.LINEAR,
    bands=_bands("0.8", "0.6"),
)

WUHAN = Scheme(
    key="wuhan",
    label="武汉样式",
    basis="武汉市部门决算公开自评表所印备注：执行率20分，得分=权重×B/A、权重×A/B，不得突破权重",
    execution=Decimal(20),
    groups=(),
    shortfall=Shortfall.RATIO,
    bands=_bands("0.8", "0.5"),
)

SCHEMES = (NATIONAL, WUHAN)
