"""预计超期: which open cases will be late, by how cases alike went (`measure.forecast`)."""

from yiwang.measure.facts import FORECASTS
from yiwang.measure.forecast import EXPECTED
from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import (
    At,
    Condition,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import NOT_BY
from yiwang.measure.standard.sources import HOUSE

WHOLE, PART = Side.WHOLE, Side.PART
_LATE = Condition(key="expected_late", label="预计超期数", sql=f"f.chance >= {EXPECTED}")
_NOTE = (
    "截止时间在期间内、仍在计时的在办案件；近90天到期的同类案件里，用到同样比例时限的至少一半最后超期，"
    "即为预计超期；已过期限的计入；同类不足20件的不预测；只说现在，不能回看。"
)
_JULY = counts_not("7月才到期", chance=900, due_at="2026-07-02 18:00")

EXPECTED_LATE = Count(
    key="expected_late",
    label="预计超期数",
    of=Selection(FORECASTS, At("due_at"), _LATE),
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note=_NOTE,
    synonyms=("预测超期数", "可能超期数"),
    examples=(
        counts("同类走到这一步的，七成超期", WHOLE, chance=700),
        counts("已过期限，仍没有处置", WHOLE, chance=1000, alike=0),
        counts_not("同类走到这一步的，一成超期", chance=100),
        _JULY,
    ),
)
EXPECTED_LATE_RATE = Ratio(
    key="expected_late_rate",
    label="预计超期率",
    whole=Selection(
        FORECASTS, At("due_at"), Condition(key="foretold", label="可预测的在办数", sql="TRUE")
    ),
    part=_LATE,
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note=_NOTE,
    examples=(
        counts("同类走到这一步的，七成超期", WHOLE, PART, chance=700),
        counts("同类走到这一步的，一成超期", WHOLE, chance=100),
        _JULY,
    ),
)
FORESEEN: tuple[Indicator, ...] = (EXPECTED_LATE, EXPECTED_LATE_RATE)
