"""在办: what is still open, overdue, soon late, standing still."""

from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import (
    Condition,
    Indicator,
    Selection,
    Side,
    Still,
    Value,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.closing import OPEN
from yiwang.measure.standard.intake import NOT_BY
from yiwang.measure.standard.sources import HOUSE

WHOLE, PART = Side.WHOLE, Side.PART
RUNNING = Selection(
    CASES,
    Still("opened_at", "ended_at"),
    Condition(key="running", label="在办数", sql="TRUE"),
)
_RUNS = "NOT coalesce(f.paused, FALSE) AND f.handled_at IS NULL"
OVERDUE = Condition(
    key="overdue", label="超期在办数", sql=f"f.due_at < b.moment AND ({_RUNS} OR f.lates > 0)"
)
SOON = Condition(
    key="soon",
    label="24小时内到期的在办数",
    sql=f"{_RUNS} AND f.due_at >= b.moment AND f.due_at < b.moment + INTERVAL 24 hour",
)
PAUSED = Condition(key="paused", label="正在挂账、缓办的在办数", sql="coalesce(f.paused, FALSE)")
LONG = Condition(
    key="long", label="受理满30天的在办数", sql="f.opened_at < b.moment - INTERVAL 720 hour"
)
_UNHANDLED: dict[str, Value] = OPEN | {"handled_at": None}
_LOOKING_BACK = "回看过去的期末时，截止时间和挂账状态取现在已知的值。"
_GONE = counts_not("期末前已结案")


def _among(condition: Condition) -> Selection:
    return Selection(RUNNING.view, RUNNING.when, condition)


BACKLOG = Count(
    key="backlog",
    label="在办数",
    of=RUNNING,
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note="期末（期间未完的为现在）尚未终结的；并单、撤销、作废、不予受理的已经终结，不计；挂账的仍在办，计入。",
    synonyms=("在办量", "积压数", "存量", "未结数"),
    examples=(
        counts("期末尚未结案", WHOLE, **_UNHANDLED),
        counts(
            "7月才结案：6月末仍在办",
            WHOLE,
            closed_at="2026-07-03 10:00",
            ended_at="2026-07-03 10:00",
        ),
        _GONE,
        counts_not("7月才受理", **(_UNHANDLED | {"opened_at": "2026-07-02 09:00"})),
    ),
)
OVERDUE_BACKLOG = Count(
    key="overdue_backlog",
    label="超期在办数",
    of=_among(OVERDUE),
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note=f"期末处置期限已过、尚未终结的；已处置、只待核查回访的不计，除非处置已超期；挂账前未超期的不计。{_LOOKING_BACK}",
    synonyms=("超期未结数", "逾期未结数", "超期积压"),
    examples=(
        counts("6月8日到期，期末仍未处置", WHOLE, **_UNHANDLED),
        counts("已超期处置，期末还在核查", WHOLE, **(OPEN | {"lates": 1, "on_time": False})),
        counts_not("按期处置，期末还在核查", **OPEN),
        counts_not("7月才到期", **(_UNHANDLED | {"due_at": "2026-07-02 18:00"})),
        counts_not("正在挂账，挂账前没有超期", **(_UNHANDLED | {"paused": True})),
        _GONE,
    ),
)
OVERDUE_SHARE = Ratio(
    key="overdue_share",
    label="在办超期率",
    whole=RUNNING,
    part=OVERDUE,
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note=f"挂账的在分母里，挂账前未超期的不在分子里。{_LOOKING_BACK}",
    examples=(
        counts("6月8日到期，期末仍未处置", WHOLE, PART, **_UNHANDLED),
        counts("7月才到期", WHOLE, **(_UNHANDLED | {"due_at": "2026-07-02 18:00"})),
        counts("正在挂账，挂账前没有超期", WHOLE, **(_UNHANDLED | {"paused": True})),
        _GONE,
    ),
)
SOON_LATE = Count(
    key="soon_late",
    label="即将超期数",
    of=_among(SOON),
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note=f"期末（现在）起24小时内到期的；已经超期的不计，见超期在办数；已处置的、正在挂账的不计。{_LOOKING_BACK}",
    synonyms=("快到期数", "临期数", "即将到期数"),
    examples=(
        counts("期末后18小时到期", WHOLE, **(_UNHANDLED | {"due_at": "2026-07-01 18:00"})),
        counts_not("已经超期", **_UNHANDLED),
        counts_not("后天才到期", **(_UNHANDLED | {"due_at": "2026-07-02 18:00"})),
        counts_not("已处置，待核查", **(OPEN | {"due_at": "2026-07-01 18:00"})),
    ),
)
PAUSED_BACKLOG = Count(
    key="paused_backlog",
    label="挂账在办数",
    of=_among(PAUSED),
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note=f"挂过账、已恢复办理的不计。{_LOOKING_BACK}",
    synonyms=("挂账数", "缓办数"),
    examples=(
        counts("正在挂账", WHOLE, **(_UNHANDLED | {"paused": True, "postponed": True})),
        counts_not("已恢复办理", **(_UNHANDLED | {"postponed": True})),
    ),
)
LONG_BACKLOG = Count(
    key="long_backlog",
    label="长期未结数",
    of=_among(LONG),
    better=Better.LOWER,
    not_by=NOT_BY,
    basis=HOUSE,
    note="按受理起的自然时间计，挂账期间也算在内；已终结的不计。",
    synonyms=("久办未结数",),
    examples=(
        counts("5月20日受理，6月末未结", WHOLE, **(_UNHANDLED | {"opened_at": "2026-05-20 09:00"})),
        counts_not("6月8日受理，还不到30天", **(_UNHANDLED | {"opened_at": "2026-06-08 09:00"})),
        counts_not("满30天后已结案", opened_at="2026-05-01 09:00"),
    ),
)
BACKLOGS: tuple[Indicator, ...] = (
    BACKLOG,
    OVERDUE_BACKLOG,
    OVERDUE_SHARE,
    SOON_LATE,
    PAUSED_BACKLOG,
    LONG_BACKLOG,
)
