"""数据报送: whether units delivered their data in time, how late, with how much more time."""

from yiwang.measure.facts import DELIVERIES
from yiwang.measure.formulas import Average, Count, Ratio
from yiwang.measure.language import (
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
from yiwang.measure.standard.sources import HOUSE

WHOLE, PART = Side.WHOLE, Side.PART
BASIS = f"政务数据共享条例：按约定的周期提供数据；{HOUSE}"
# By the moment until which it had to be in, an extension or the grace counted in.
_OWED = Selection(
    DELIVERIES,
    Due("limit_at"),
    Condition(key="owed", label="应报期数", sql="NOT f.excused"),
)
_LATE: dict[str, Value] = {
    "state": "recovered",
    "delivered_at": "2026-06-03 14:00",
    "delay_seconds": 10_800,
    "on_time": False,
}
_MISSING: dict[str, Value] = {
    "state": "severe",
    "delivered_at": None,
    "delay_seconds": None,
    "on_time": False,
    "severe": True,
}
_NOT_OWED = (
    counts_not("这几天免报", state="excused", excused=True, delivered_at=None, on_time=False),
    counts_not("7月才到期", due_at="2026-07-03 10:00", limit_at="2026-07-03 11:00"),
)

OWED = Count(
    key="deliveries_owed",
    label="应报期数",
    of=_OWED,
    better=Better.NEITHER,
    basis=BASIS,
    note="一个接入任务一期计一次，按最迟报送时间计；免报、停用的不计；还没有到期的不计，哪怕已经报送。",
    synonyms=("应报数", "数据应报期数"),
    examples=(
        counts("按期报送", WHOLE),
        counts("到期没有报送", WHOLE, **_MISSING),
        *_NOT_OWED,
    ),
)
ON_TIME_RATE = Ratio(
    key="delivery_on_time_rate",
    label="数据按期报送率",
    whole=_OWED,
    part=Condition(key="on_time", label="按期报送期数", sql="f.on_time"),
    better=Better.HIGHER,
    basis=BASIS,
    note="分母是应报期数；在宽限内、在同意的延期内报送的算按期；运行失败、被冻结、行数不足的不算报送，不论原因。",
    synonyms=("报送及时率", "按时报送率", "数据报送率", "报数及时率"),
    examples=(
        counts("按期报送", WHOLE, PART),
        counts("过了期限才报送", WHOLE, **_LATE),
        counts("到期没有报送", WHOLE, **_MISSING),
        counts(
            "在同意的延期内报送",
            WHOLE,
            PART,
            extensions=1,
            limit_at="2026-06-05 18:00",
            delivered_at="2026-06-05 12:00",
        ),
        *_NOT_OWED,
    ),
)
SEVERE_RATE = Ratio(
    key="delivery_severe_rate",
    label="报送严重逾期率",
    whole=_OWED,
    part=Condition(key="severe", label="严重逾期期数", sql="f.severe"),
    better=Better.LOWER,
    basis=BASIS,
    note="分母是应报期数；曾经催到严重逾期这一级的，后来补报的也计；何时算严重逾期以公布的催报级次为准。",
    synonyms=("严重逾期率", "严重迟报率"),
    examples=(
        counts("到现在没有报送", WHOLE, PART, **_MISSING),
        counts("严重逾期后补报", WHOLE, PART, **(_LATE | {"severe": True})),
        counts("逾期，还没有到严重", WHOLE, **_LATE),
        counts("按期报送", WHOLE),
        counts_not("严重逾期后免报", **(_MISSING | {"state": "excused", "excused": True})),
        *_NOT_OWED,
    ),
)
DELAY = Average(
    key="delivery_delay_average",
    label="平均迟报时长",
    of=Selection(
        DELIVERIES,
        Due("limit_at"),
        Condition(key="came", label="已报送的期数", sql="NOT f.excused"),
    ),
    amount="delay_seconds",
    better=Better.LOWER,
    basis=BASIS,
    note="超过最迟报送时间的自然时间，按期的计零；还没有报送的没有时长，不计，请与按期报送率同看。",
    synonyms=("平均迟报时间", "报送平均延迟"),
    examples=(
        counts("按期报送，计零", WHOLE),
        counts("迟了3小时", WHOLE, **_LATE),
        counts_not("还没有报送", **_MISSING),
        *_NOT_OWED,
    ),
)
EXTENDED_RATE = Ratio(
    key="delivery_extended_rate",
    label="报送延期率",
    whole=_OWED,
    part=Condition(key="extended", label="同意过延期的期数", sql="f.extensions > 0"),
    better=Better.LOWER,
    basis=BASIS,
    note="分母是应报期数；一期延几次都只计一期；申请而未获同意的不计。",
    examples=(
        counts("同意延期一次", WHOLE, PART, extensions=1, limit_at="2026-06-05 18:00"),
        counts("延了两次，只计一期", WHOLE, PART, extensions=2, limit_at="2026-06-09 18:00"),
        counts("申请延期，未获同意", WHOLE, **_LATE),
        *_NOT_OWED,
    ),
)
DELIVERED: tuple[Indicator, ...] = (OWED, ON_TIME_RATE, SEVERE_RATE, DELAY, EXTENDED_RATE)
