"""结案: how many cases should have been closed, were closed, and in time."""

from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import (
    At,
    Condition,
    Due,
    Indicator,
    Selection,
    Side,
    Value,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import NOT_BY
from yiwang.measure.standard.sources import GB_30428, JINHUA, LOOP

WHOLE, PART = Side.WHOLE, Side.PART
# A case that was late before it was suspended stays late: suspending it must not hide that.
NOT_PAUSED = Condition(
    key="due", label="应结案数", sql="NOT coalesce(f.paused, FALSE) OR coalesce(f.lates, 0) > 0"
)
CLOSED = Condition(key="closed", label="结案数", sql="f.closed")
CLOSED_IN_TIME = Condition(
    key="closed_in_time", label="按期结案数", sql="f.closed AND coalesce(f.on_time, FALSE)"
)
NOT_IN_TIME = Condition(
    key="not_in_time",
    label="应结案数 − 按期结案数",
    sql=f"({NOT_PAUSED.sql}) AND NOT ({CLOSED_IN_TIME.sql})",
)
# 应结案 are the cases whose deadline lies in the period, whenever they came in.
DUE = Selection(CASES, Due("due_at"), NOT_PAUSED)
OPEN: dict[str, Value] = {
    "closed": False,
    "closed_at": None,
    "ended": False,
    "ended_at": None,
    "on_time": None,
}
LATE: dict[str, Value] = {"on_time": False, "lates": 1}
NOT_DUE = (
    counts_not("截止时间在7月：属于7月的应结案", due_at="2026-07-02 18:00"),
    counts_not(
        "正在挂账（缓办）：按其事件扣除，恢复后按顺延的期限计入",
        **(OPEN | {"paused": True, "postponed": True}),
    ),
    counts_not("受理时直接答复的，没有办理时限", due_at=None),
)
_SUSPENDED_LATE = counts(
    "先已超期、后来才挂账：挂账不能掩盖超期",
    WHOLE,
    **(OPEN | LATE | {"paused": True, "postponed": True}),
)
_MERGED = counts(
    "到期后并单：并单不算结案",
    WHOLE,
    state="merged",
    closed=False,
    closed_at=None,
    merged=True,
    on_time=None,
)

SHOULD_CLOSE = Count(
    key="should_close",
    label="应结案数",
    of=DUE,
    better=Better.NEITHER,
    not_by=NOT_BY,
    basis=GB_30428,
    note="正在挂账、缓办的按其事件扣除，恢复后按顺延的期限计入；期限未到的不计，哪怕已提前结案。",
    synonyms=("应结数", "应办结数"),
    examples=(
        counts("5月受理、6月到期：按到期的月份计", WHOLE, opened_at="2026-05-20 09:00"),
        counts("到期仍未结案", WHOLE, **(OPEN | LATE)),
        _SUSPENDED_LATE,
        *NOT_DUE,
    ),
)
CLOSED_COUNT = Count(
    key="closed",
    label="结案数",
    of=Selection(CASES, At("closed_at"), CLOSED),
    better=Better.NEITHER,
    not_by=NOT_BY,
    basis=LOOP,
    note="按结案时间计，与应结案数的期限无关；并单、撤销、作废、不予受理不算结案。",
    synonyms=("办结数", "办结量", "结案量"),
    examples=(
        counts("6月结案", WHOLE),
        counts("超期后在6月结案，仍是结案", WHOLE, **LATE),
        counts_not("并单的已终结，不算结案", state="merged", closed=False, closed_at=None),
        counts_not("7月才结案", closed_at="2026-07-01 09:00", ended_at="2026-07-01 09:00"),
    ),
)
LATE_COUNT = Count(
    key="late",
    label="超期数",
    of=Selection(CASES, Due("due_at"), NOT_IN_TIME),
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=GB_30428,
    note="重办后任何一轮超期即为超期；正在挂账、缓办的按其事件扣除。",
    synonyms=("逾期数", "超时数", "超期件", "逾期件"),
    examples=(
        counts("超期后才结案", WHOLE, **LATE),
        counts("到期仍未结案", WHOLE, **(OPEN | LATE)),
        counts_not("按期结案"),
        *NOT_DUE,
    ),
)
CLOSING_RATE = Ratio(
    key="closing_rate",
    label="结案率",
    whole=DUE,
    part=CLOSED,
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=GB_30428,
    note="分母是应结案数，不是受理数；正在挂账、缓办的扣除；并单、撤销、作废不算结案。",
    synonyms=("办结率",),
    examples=(
        counts("6月到期，按期结案", WHOLE, PART),
        counts("6月到期，超期后结案：仍是结案", WHOLE, PART, **LATE),
        counts("到期仍未结案", WHOLE, **(OPEN | LATE)),
        _MERGED,
        *NOT_DUE,
    ),
)
ON_TIME_RATE = Ratio(
    key="on_time_rate",
    label="按期结案率",
    whole=DUE,
    part=CLOSED_IN_TIME,
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=f"{GB_30428}；{JINHUA}",
    note="分母是应结案数，不是受理数；正在挂账、缓办的扣除；重办后任何一轮超期即为超期。",
    synonyms=("按时办结率", "按期办结率", "按时结案率", "及时办结率"),
    examples=(
        counts("6月到期，按期结案", WHOLE, PART),
        counts("5月受理、6月到期、按期：按到期的月份计", WHOLE, PART, opened_at="2026-05-20 09:00"),
        counts("超期后才结案", WHOLE, **LATE),
        counts("到期仍未结案", WHOLE, **(OPEN | LATE)),
        counts("首轮超期、重办那一轮按期：仍为超期", WHOLE, **(LATE | {"reopened": 1})),
        _SUSPENDED_LATE,
        _MERGED,
        *NOT_DUE,
    ),
)
CLOSING: tuple[Indicator, ...] = (
    SHOULD_CLOSE,
    CLOSED_COUNT,
    LATE_COUNT,
    CLOSING_RATE,
    ON_TIME_RATE,
)
