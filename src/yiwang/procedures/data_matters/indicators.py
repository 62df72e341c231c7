"""What is measured of data matters only: late and wrong data put right in time, or again."""

from dataclasses import replace

from yiwang.measure.formulas import Ratio
from yiwang.measure.language import Condition, Indicator, counts_not
from yiwang.measure.narrowing import of_procedure
from yiwang.measure.standard.closing import ON_TIME_RATE
from yiwang.measure.standard.quality import REWORK_RATE
from yiwang.measure.standard.steps import Waiting, in_time
from yiwang.procedures.data_matters import limits
from yiwang.procedures.data_matters.needs import DISPUTED, LATE, WRONG

KEY = "data_matters"
BASIS = "政务数据共享条例：谁提供、谁负责；公式为本系统的定义"


def _of_natures(indicator: Ratio, natures: tuple[str, ...], **words: str) -> Ratio:
    """The same ratio over the data matters of these natures only."""
    mine = of_procedure(indicator, KEY, basis=BASIS, **words)
    named = ", ".join(f"'{nature}'" for nature in natures)
    where = mine.whole.where
    narrowed = Condition(
        key=f"{words['key']}_{where.key}",
        label=where.label,
        sql=f"({where.sql}) AND f.nature IN ({named})",
    )
    examples = tuple(
        replace(one, changes=(("nature", natures[0]), *one.changes)) for one in mine.examples
    )
    other = counts_not("别的类别的数据事项", procedure=KEY, nature="another")
    return replace(mine, whole=replace(mine.whole, where=narrowed), examples=(*examples, other))


LATE_CLOSED_IN_TIME = _of_natures(
    ON_TIME_RATE,
    (LATE,),
    key="data_late_closed_in_time",
    label="催报事项按期办结率",
    note="只计逾期报送的数据事项；数据到了由系统办结；分母是期限在期内的，到期没有补报的也在内。",
)
RECTIFIED_IN_TIME = _of_natures(
    ON_TIME_RATE,
    (WRONG, DISPUTED),
    key="data_rectified_in_time",
    label="数据问题按期整改率",
    note="计数据质量问题和异议校核两类；整改后复核通过才算办结；复核不通过的重新计时，任何一轮超期即为超期。",
)
REPEATED = _of_natures(
    REWORK_RATE,
    (WRONG, DISPUTED),
    key="data_rework_rate",
    label="数据问题返工率",
    note="计数据质量问题和异议校核两类；复核不通过退回整改的，不论几次都算一件。",
)
DISPATCHED, VERIFIED = (
    in_time(
        Waiting(
            procedure=KEY,
            steps=(limit.key,),
            key=f"data_{key}_in_time",
            label=f"数据事项{what}及时率",
            what=what,
            basis=BASIS,
        )
    )
    for key, limit, what in (
        ("dispatch", limits.DISPATCH, "派单"),
        ("verify", limits.VERIFY, "复核"),
    )
)
INDICATORS: tuple[Indicator, ...] = (
    LATE_CLOSED_IN_TIME,
    RECTIFIED_IN_TIME,
    REPEATED,
    DISPATCHED,
    VERIFIED,
)
