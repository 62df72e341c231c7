"""What is measured of appeals only: each waiting in time, and the three rates (三率)."""

from fractions import Fraction

from yiwang.measure.composites import Composite, Weighed
from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Ratio
from yiwang.measure.language import (
    Condition,
    Due,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.narrowing import of_procedure
from yiwang.measure.reading import Better
from yiwang.measure.standard.calling import SATISFIED_RATE, SOLVED_RATE
from yiwang.measure.standard.intake import NOT_BY, RECEIVED
from yiwang.measure.standard.sources import LOOP, THREE_RATES
from yiwang.measure.standard.steps import Waiting, in_time
from yiwang.procedures.appeals import limits

WHOLE, PART = Side.WHOLE, Side.PART
KEY = "appeals"
_MINE = f"f.procedure = '{KEY}'"
_OPENED = of_procedure(RECEIVED, KEY).of
_MAY = counts_not("5月受理：按受理的月份计", opened_at="2026-05-20 09:00")
_OTHERS = counts_not("别的流程的案件", procedure="another")

SIGN, ESTABLISH, DISPATCH, VERIFY, CALL_BACK = (
    in_time(
        Waiting(
            procedure=KEY,
            steps=(limit.key,),
            key=f"{KEY}_{limit.key}_in_time",
            label=f"诉求{what}及时率",
            what=what,
            basis=LOOP,
            synonyms=(f"按时{what}率", f"{what}及时率"),
        )
    )
    for limit, what in (
        (limits.SIGN, "受理签收"),
        (limits.ESTABLISH, "立案"),
        (limits.DISPATCH, "派遣"),
        (limits.VERIFY, "核查"),
        (limits.CALL_BACK, "回访"),
    )
)
ANSWERED_AT_ONCE = Ratio(
    key=f"{KEY}_answered_at_once_rate",
    label="直接答复率",
    procedures=(KEY,),
    whole=_OPENED,
    part=Condition(
        key="answered_at_once", label="直接答复数", sql="f.closed AND f.dispatched_at IS NULL"
    ),
    better=Better.NEITHER,
    not_by=NOT_BY,
    basis="连云港、宁国等地热线月报：直接答复不转办的占五成至八成",
    note="受理时由知识库直接答复并结案的；派给单位以后才结案的不计。",
    synonyms=("即时答复率", "直接解答率"),
    examples=(
        counts("咨询类，受理时答复", WHOLE, PART, dispatched_at=None, established_at=None),
        counts("派给单位办结", WHOLE),
        counts("还没有派遣，也没有结案", WHOLE, dispatched_at=None, closed=False, closed_at=None),
        _MAY,
        _OTHERS,
    ),
)
DECLINED_RATE = Ratio(
    key=f"{KEY}_declined_rate",
    label="不予受理率",
    procedures=(KEY,),
    whole=_OPENED,
    part=Condition(key="declined", label="不予受理数", sql="f.declined"),
    better=Better.NEITHER,
    basis="北京市接诉即办工作条例：不予受理的应当告知理由",
    note="按受理时间计；撤销、作废、并单都不是不予受理。",
    examples=(
        counts("应走诉讼渠道，不予受理", WHOLE, PART, declined=True, state="declined"),
        counts("诉求人撤销", WHOLE, withdrawn=True, state="withdrawn"),
        _MAY,
        _OTHERS,
    ),
)
CONTACTED_RATE = Ratio(
    key="contacted_rate",
    label="响应率",
    procedures=(KEY,),
    whole=of_procedure(SOLVED_RATE, KEY).whole,
    part=Condition(key="contacted", label="承办单位联系过的", sql="coalesce(f.contacted, FALSE)"),
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=THREE_RATES,
    note="分母是有效回访数；承办单位在办理中联系过诉求人的为响应；中心的回访不算承办单位的联系。",
    synonyms=("联系率", "群众联系率"),
    examples=(
        counts("办理中联系过", WHOLE, PART),
        counts("没有联系就答复", WHOLE, contacted=False),
        counts_not("联系过，但回访没有接通", reached=False, satisfied=None, solved=None),
        counts_not("7月才回访", called_at="2026-07-02 10:00"),
        _OTHERS,
    ),
)
SOLVED = of_procedure(SOLVED_RATE, KEY, key=f"{KEY}_solved_rate", label="诉求解决率")
SATISFIED = of_procedure(SATISFIED_RATE, KEY, key=f"{KEY}_satisfied_rate", label="诉求满意率")
_TENTH = Fraction(1, 10)
THREE = Composite(
    key="three_rates",
    label="三率综合",
    procedures=(KEY,),
    parts=(
        Weighed(of=CONTACTED_RATE, weight=_TENTH, may_be=(Fraction(0), Fraction(1, 2))),
        Weighed(of=SOLVED, weight=5 * _TENTH, may_be=(_TENTH, Fraction(4, 5))),
        Weighed(of=SATISFIED, weight=4 * _TENTH, may_be=(_TENTH, Fraction(4, 5))),
    ),
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=THREE_RATES,
    note="各率先算精确值再加权，合成前不取整；没有有效回访的不计分，也不当作零分；权重以最新公布的为准。",
    synonyms=("三率", "三率得分", "三率成绩"),
)
OUTER_ON_TIME = Ratio(
    key="outer_on_time_rate",
    label="市级期限按期办结率",
    procedures=(KEY,),
    whole=Selection(
        CASES,
        Due("outer_due_at"),
        Condition(key="outer_due", label="市级应办结数", sql=_MINE),
    ),
    part=Condition(
        key="outer_in_time",
        label="市级期限内办结数",
        sql="f.ended_at IS NOT NULL AND NOT coalesce(f.outer_late, FALSE)",
    ),
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis="市级平台转办时给定的期限",
    note="只计市级给了期限的；挂账不停市级的钟；不予受理也是办结；与区内时限分开计算。",
    synonyms=("市级按时办结率", "交办件按期办结率", "省市派件按时办结率"),
    examples=(
        counts("市级期限内办结", WHOLE, PART, outer_due_at="2026-06-10 18:00", outer_late=False),
        counts(
            "区内延期后按期，市级已超期", WHOLE, outer_due_at="2026-06-04 18:00", outer_late=True
        ),
        counts(
            "到期没有办结",
            WHOLE,
            outer_due_at="2026-06-10 18:00",
            outer_late=True,
            ended_at=None,
        ),
        counts_not("市级没有给期限"),
        counts_not("市级期限在7月", outer_due_at="2026-07-02 18:00", outer_late=False),
        counts_not("别的流程", procedure="another", outer_due_at="2026-06-10 18:00"),
    ),
)
INDICATORS: tuple[Indicator, ...] = (
    SIGN,
    ESTABLISH,
    DISPATCH,
    VERIFY,
    CALL_BACK,
    ANSWERED_AT_ONCE,
    DECLINED_RATE,
    CONTACTED_RATE,
    SOLVED,
    SATISFIED,
    THREE,
    OUTER_ON_TIME,
)
