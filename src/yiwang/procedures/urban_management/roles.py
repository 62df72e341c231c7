"""综合评价 of people and departments of urban management: points by weights that are dials."""

from fractions import Fraction

from yiwang.measure.composites import Banded, Composite, Weighed
from yiwang.measure.facts import STEPS
from yiwang.measure.formulas import Count
from yiwang.measure.language import (
    At,
    Condition,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.narrowing import of_procedure
from yiwang.measure.reading import Better, Scale
from yiwang.measure.standard.closing import CLOSING_RATE
from yiwang.measure.standard.intake import ESTABLISHED_COUNT, NOT_BY, VALID_REPORT_RATE
from yiwang.measure.standard.quality import REWORK_RATE
from yiwang.measure.standard.sources import GB_30428
from yiwang.measure.standard.units import DISPATCH_ACCURACY, DISPATCHED_COUNT, UNIT_HANDLE_IN_TIME
from yiwang.procedures.urban_management import figures, limits

KEY = "urban_management"
WHOLE = Side.WHOLE
_MONTHLY = "分档按每月的件数定，只宜按月统计；件数相同的得分相同。"
_WEIGHED = "没有发生的一项不计分，也不当作零分；权重以最新公布的为准。"
# The highest band first; read in the same implementation.
RECEIVED_BANDS = ((2001, 100), (1201, 90), (501, 75), (301, 60), (101, 40), (0, 0))
ESTABLISHED_BANDS = ((1000, 0), (501, 40), (201, 60), (101, 75), (51, 90), (0, 100))


RECEIPTS = Count(
    key="urban_receipts",
    label="城管受理件数",
    procedures=(KEY,),
    of=Selection(
        STEPS,
        At("done_at"),
        Condition(
            key="receipts",
            label="城管受理件数",
            sql=f"f.procedure = '{KEY}' AND f.step = '{limits.ACCEPT.key}'",
        ),
    ),
    better=Better.NEITHER,
    basis=GB_30428,
    note="按受理的人和受理完成的时间计；监督员上报后由受理员受理的也算；登记而未受理的不计。",
    examples=(
        counts("受理员受理", WHOLE, procedure=KEY, step="accept"),
        counts("超过受理时限才受理，也是受理", WHOLE, procedure=KEY, step="accept", late=True),
        counts_not("还没有受理", procedure=KEY, step="accept", done_at=None, person=None),
        counts_not("不是受理，是核实", procedure=KEY, step="check"),
        counts_not("别的流程的受理", procedure="another", step="accept"),
    ),
)
DISPATCHES = of_procedure(DISPATCHED_COUNT, KEY, key="urban_dispatched", label="城管派遣数")
ESTABLISHED = of_procedure(ESTABLISHED_COUNT, KEY, key="urban_established", label="城管立案数")


def _banded(key: str, label: str, of: Count, steps: tuple[tuple[int, int], ...]) -> Banded:
    return Banded(
        key=key,
        label=label,
        procedures=(KEY,),
        of=of,
        steps=steps,
        better=Better.HIGHER,
        basis=GB_30428,
        note=_MONTHLY,
        examples=of.examples,
    )


RECEIPT_POINTS = _banded("receipt_points", "受理数分值", RECEIPTS, RECEIVED_BANDS)
DISPATCH_POINTS = _banded("dispatch_points", "派遣数分值", DISPATCHES, RECEIVED_BANDS)
ESTABLISHED_POINTS = _banded("established_points", "立案数分值", ESTABLISHED, ESTABLISHED_BANDS)
VALID_REPORTS = of_procedure(
    VALID_REPORT_RATE, KEY, key="urban_valid_report_rate", label="城管有效上报率"
)
ACCURATE_DISPATCHES = of_procedure(
    DISPATCH_ACCURACY, KEY, key="urban_dispatch_accuracy", label="城管派遣准确率"
)
CLOSED_SHARE = of_procedure(CLOSING_RATE, KEY, key="urban_closing_rate", label="城管结案率")
HANDLED_IN_TIME = of_procedure(
    UNIT_HANDLE_IN_TIME, KEY, key="urban_handle_in_time", label="城管按期处置率"
)
REWORKED = of_procedure(REWORK_RATE, KEY, key="urban_rework_rate", label="城管返工率")
PARTS: tuple[Indicator, ...] = (
    RECEIPTS,
    DISPATCHES,
    ESTABLISHED,
    RECEIPT_POINTS,
    DISPATCH_POINTS,
    ESTABLISHED_POINTS,
    VALID_REPORTS,
    ACCURATE_DISPATCHES,
    CLOSED_SHARE,
    HANDLED_IN_TIME,
    REWORKED,
)


def _part(of: Indicator, percent: int, *, inverse: bool = False) -> Weighed:
    half = (Fraction(0), Fraction(percent, 100) + Fraction(1, 4))
    return Weighed(of=of, weight=Fraction(percent, 100), may_be=half, inverse=inverse)


def _role(key: str, label: str, note: str, *parts: Weighed) -> Composite:
    return Composite(
        key=f"{key}_score",
        not_by=NOT_BY if key == "department" else (),
        label=label,
        procedures=(KEY,),
        parts=parts,
        told=Scale.POINTS,
        better=Better.HIGHER,
        basis=GB_30428,
        note=f"{note}{_WEIGHED}",
    )


COLLECTOR = _role(
    "collector",
    "监督员综合得分",
    "按人员统计时漏报不能归到个人，漏报率不计，其余权重按比例放大；按网格统计时计入。",
    _part(VALID_REPORTS, 40),
    _part(figures.MISSED_RATE, 20, inverse=True),
    _part(figures.CHECK, 20),
    _part(figures.VERIFY, 20),
)
OPERATOR = _role(
    "operator",
    "受理员综合得分",
    "核查派发以反馈审核及时率计。",
    _part(RECEIPT_POINTS, 25),
    _part(figures.ACCEPT, 40),
    _part(figures.FEED_BACK, 35),
)
SHIFT_LEADER = _role(
    "shift_leader",
    "值班长综合得分",
    "准确立案率以立案后没有作废的计。",
    _part(figures.ESTABLISH, 25),
    _part(figures.ESTABLISH_ACCURACY, 40),
    _part(figures.CLOSE, 35),
)
DISPATCHER = _role(
    "dispatcher",
    "派遣员综合得分",
    "派遣数的分档借用受理数的分档；派遣不准以退单、改派计，不以返工计。",
    _part(DISPATCH_POINTS, 20),
    _part(figures.DISPATCH, 40),
    _part(ACCURATE_DISPATCHES, 40),
)
DEPARTMENT = _role(
    "department",
    "专业部门综合得分",
    "立案越少分值越高，是该标准的取向。",
    _part(ESTABLISHED_POINTS, 10),
    _part(CLOSED_SHARE, 30),
    _part(HANDLED_IN_TIME, 30),
    _part(REWORKED, 30, inverse=True),
)
ROLES: tuple[Indicator, ...] = (
    *PARTS,
    COLLECTOR,
    OPERATOR,
    SHIFT_LEADER,
    DISPATCHER,
    DEPARTMENT,
)
