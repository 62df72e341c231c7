"""数据质量: which share of the values that units delivered keeps the published rules."""

from yiwang.measure.facts import CHECKS
from yiwang.measure.formulas import Count, Portion
from yiwang.measure.language import At, Condition, Indicator, Selection, Side, counts, counts_not
from yiwang.measure.reading import Better
from yiwang.measure.standard.sources import HOUSE

WHOLE = Side.WHOLE
BASIS = f"GB/T 36344-2018：符合规则的数量与检查数量之比；{HOUSE}"
_CHECKED = Selection(
    CHECKS,
    At("checked_at"),
    Condition(key="checked", label="数据检查次数", sql="NOT f.replaced"),
)
_NOT = (
    counts_not("同一版数据后来又检查过，以后一次为准", replaced=True),
    counts_not("7月检查的", checked_at="2026-07-01 00:30"),
)

CHECKED = Count(
    key="data_checked",
    label="数据检查次数",
    of=_CHECKED,
    better=Better.NEITHER,
    basis=BASIS,
    note="一个资源的一版数据计一次，按检查完成的时间计；同一版查过几次的只计最后一次；没有新数据就没有检查。",
    synonyms=("质量检查次数",),
    examples=(
        counts("新一版数据的检查", WHOLE),
        counts("查出问题的也计", WHOLE, passed=900, bad_rows=80),
        *_NOT,
    ),
)
QUALITY_RATE = Portion(
    key="data_quality_rate",
    label="数据质量合格率",
    of=_CHECKED,
    part="passed",
    whole="evaluated",
    better=Better.HIGHER,
    basis=BASIS,
    note=(
        "各规则检查的值里符合规则的占比，期内各次检查的数量分别相加再相除；空值只由必填规则检查，一处错误只计一次；"
        "同一版查过几次的只计最后一次；规则以检查时公布的为准。"
    ),
    synonyms=("数据合格率", "质量合格率", "数据质量得分"),
    examples=(
        counts("全部符合", WHOLE, passed=1000, bad_rows=0),
        counts("十分之一不符合", WHOLE, passed=900, bad_rows=100),
        *_NOT,
    ),
)
DATA_QUALITY: tuple[Indicator, ...] = (CHECKED, QUALITY_RATE)
