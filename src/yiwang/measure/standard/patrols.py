"""巡查: whether people logged in for their shifts, and what of the grids was walked."""

from yiwang.measure.facts import DUTIES, PATROLS
from yiwang.measure.formulas import Portion, Ratio
from yiwang.measure.language import (
    Condition,
    Due,
    Example,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.sources import GB_34300

WHOLE, PART = Side.WHOLE, Side.PART
# A week counts once its Sunday is over.
_WEEKS = Selection(PATROLS, Due("sunday"), Condition(key="weeks", label="网格巡查周", sql="TRUE"))
_JULY = counts_not("这一周的周日在7月", sunday="2026-07-05")

LOG_IN_RATE = Ratio(
    key="log_in_rate",
    label="签到率",
    whole=Selection(
        DUTIES, Due("day"), Condition(key="due", label="应签到人天", sql="NOT f.excused")
    ),
    part=Condition(key="logged_in", label="已签到人天", sql="f.logged_in"),
    better=Better.HIGHER,
    basis=GB_34300,
    note="有排班的日子为应签到；全天请假的扣除；班前一小时至下班签到的才算；没有排班的签到不计。",
    synonyms=("上岗率", "出勤率", "到岗率"),
    examples=(
        counts("有班，已签到", WHOLE, PART),
        counts("有班，没有签到", WHOLE, logged_in=False),
        counts_not("当天的班都请了假", excused=True, logged_in=False),
        counts_not("7月的班", day="2026-07-01"),
    ),
)


def _portion(key: str, label: str, columns: tuple[str, str], said: tuple[str, ...]) -> Portion:
    part, whole = columns
    note, *synonyms = said
    return Portion(
        key=key,
        label=label,
        of=_WEEKS,
        part=part,
        whole=whole,
        better=Better.HIGHER,
        basis=GB_34300,
        note=note,
        synonyms=tuple(synonyms),
        examples=_weeks(),
    )


def _weeks() -> tuple[Example, ...]:
    return (
        counts("走得较全的一周", WHOLE),
        counts("这一周没有人去", WHOLE, touched=0, reached=0, rounds=0),
        _JULY,
    )


COVERAGE_RATE = _portion(
    "coverage_rate",
    "网格覆盖率",
    ("touched", "cells"),
    (
        "一周内任一天走到的方格算走到；有排班或计划而没有人去的网格计入，两者都没有又没有人去的不计；"
        "精度不够、移动过快和下班后的轨迹不计；周日过完才计这一周。",
        "覆盖率",
        "巡查覆盖率",
    ),
)
POINTS_RATE = _portion(
    "points_rate",
    "计划点到达率",
    ("reached", "points"),
    (
        "计划路线上的点，一周内到过一次即可；没有计划路线的网格不计；周日过完才计这一周。",
        "点位到达率",
    ),
)
ROUNDS_RATE = _portion(
    "rounds_rate",
    "巡查完成率",
    ("rounds", "rounds_due"),
    ("计划每周几次就应完成几次，多走的不抵别处的；周日过完才计这一周。", "路线完成率"),
)
PATROLLING: tuple[Indicator, ...] = (LOG_IN_RATE, COVERAGE_RATE, POINTS_RATE, ROUNDS_RATE)
