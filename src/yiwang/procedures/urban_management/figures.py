"""What is measured of urban management only: its waitings, 监督举报, 漏报 and declined reports."""

from yiwang.measure.dimensions import Dimension
from yiwang.measure.facts import ACTS
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
from yiwang.measure.narrowing import of_procedure
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import ESTABLISHED_COUNT, RECEIVED
from yiwang.measure.standard.sources import GB_30428
from yiwang.measure.standard.steps import Waiting, in_time
from yiwang.procedures.urban_management import limits

WHOLE, PART = Side.WHOLE, Side.PART
KEY = "urban_management"
_CAME_TO_BE = of_procedure(ESTABLISHED_COUNT, KEY).of
_OPENED = of_procedure(RECEIVED, KEY).of
_MINE = {"procedure": KEY}
_OTHERS = counts_not("别的流程的案件", procedure="another")
_ESTABLISHED_IN_MAY = counts_not("5月立案", established_at="2026-05-31 17:00", **_MINE)

ACCEPT, CHECK, ESTABLISH, DISPATCH, FEED_BACK, VERIFY, CLOSE = (
    in_time(
        Waiting(
            procedure=KEY,
            steps=(limit.key,),
            key=f"urban_{limit.key}_in_time",
            label=f"城管{what}及时率",
            what=what,
            basis=GB_30428,
            synonyms=(f"按时{what}率", f"{what}及时率"),
        )
    )
    for limit, what in (
        (limits.ACCEPT, "受理"),
        (limits.CHECK, "核实"),
        (limits.ESTABLISH, "立案"),
        (limits.DISPATCH, "派遣"),
        (limits.FEED_BACK, "反馈审核"),
        (limits.VERIFY, "核查"),
        (limits.CLOSE, "结案审批"),
    )
)
MISSED_COUNT = Count(
    key="missed",
    label="漏报数",
    procedures=(KEY,),
    of=Selection(
        _CAME_TO_BE.view,
        At("established_at"),
        Condition(key="missed", label="漏报数", sql=f"({_CAME_TO_BE.where.sql}) AND f.missed"),
    ),
    better=Better.LOWER,
    basis=GB_30428,
    note="公众举报、经核实属实、本应由监督员先发现的；并入主案的不再计一次；归网格，不归登记人。",
    synonyms=("漏报量", "漏报件"),
    not_by=(Dimension.PERSON,),
    examples=(
        counts("群众举报，核实属实", WHOLE, missed=True, found_true=True, **_MINE),
        counts_not("监督员先发现", from_street=True, **_MINE),
        counts_not("群众举报，核实不属实", found_true=False, established_at=None, **_MINE),
        _ESTABLISHED_IN_MAY,
        _OTHERS,
    ),
)
MISSED_RATE = Ratio(
    key="missed_rate",
    label="漏报率",
    procedures=(KEY,),
    whole=_CAME_TO_BE,
    part=Condition(key="missed", label="漏报数", sql="f.missed"),
    better=Better.LOWER,
    basis=GB_30428,
    note="漏报数÷立案数；不能归到个人：登记举报的是受理员，不是漏报的人，按网格看。",
    not_by=(Dimension.PERSON,),
    examples=(
        counts("群众举报，核实属实", WHOLE, PART, missed=True, found_true=True, **_MINE),
        counts("监督员先发现", WHOLE, from_street=True, **_MINE),
        _ESTABLISHED_IN_MAY,
        _OTHERS,
    ),
)
PUBLIC_REPORT_RATE = Ratio(
    key="public_report_rate",
    label="监督举报率",
    procedures=(KEY,),
    whole=_CAME_TO_BE,
    part=Condition(
        key="public_true",
        label="监督举报核实数",
        sql="NOT f.from_street AND coalesce(f.found_true, FALSE)",
    ),
    better=Better.LOWER,
    basis=GB_30428,
    note="监督举报核实属实并立案的÷立案数；没有经现场核实的举报不在分子里。",
    synonyms=("公众举报率", "群众举报率"),
    not_by=(Dimension.PERSON,),
    examples=(
        counts("群众举报，核实属实后立案", WHOLE, PART, found_true=True, **_MINE),
        counts("监督员上报", WHOLE, from_street=True, **_MINE),
        counts("举报后没有核实即立案", WHOLE, found_true=None, **_MINE),
        _ESTABLISHED_IN_MAY,
        _OTHERS,
    ),
)
DECLINED_RATE = Ratio(
    key="urban_declined_rate",
    label="不予立案率",
    procedures=(KEY,),
    whole=_OPENED,
    part=Condition(key="declined", label="不予立案数", sql="f.declined"),
    better=Better.NEITHER,
    basis=GB_30428,
    note="按上报时间计；作废、并单不是不予立案。",
    examples=(
        counts("达不到立案条件", WHOLE, PART, declined=True, **_MINE),
        counts("作废", WHOLE, voided=True, **_MINE),
        counts_not("5月上报", opened_at="2026-05-20 09:00", **_MINE),
        _OTHERS,
    ),
)
_ESTABLISHING = {"what": "established", **_MINE}
ESTABLISH_ACCURACY = Ratio(
    key="establish_accuracy",
    label="准确立案率",
    procedures=(KEY,),
    whole=Selection(
        ACTS,
        At("done_at"),
        Condition(
            key="establishing",
            label="立案次数",
            sql=f"f.procedure = '{KEY}' AND f.what = 'established'",
        ),
    ),
    part=Condition(key="accurate", label="没有作废的立案次数", sql="coalesce(f.accurate, FALSE)"),
    better=Better.HIGHER,
    basis=GB_30428,
    note="（立案数−作废数）÷立案数；按立案的值班长计；重办后再次立案另计一次。",
    synonyms=("立案准确率",),
    examples=(
        counts("立案后办下去", WHOLE, PART, accurate=True, **_ESTABLISHING),
        counts("立案后作废", WHOLE, accurate=False, **_ESTABLISHING),
        counts_not("不是立案，是派遣", what="dispatched", accurate=True, **_MINE),
        counts_not("5月立的案", done_at="2026-05-31 17:00", accurate=True, **_ESTABLISHING),
        counts_not("别的流程的立案", what="established", procedure="another"),
    ),
)
FIGURES: tuple[Indicator, ...] = (
    ACCEPT,
    CHECK,
    ESTABLISH,
    DISPATCH,
    FEED_BACK,
    VERIFY,
    CLOSE,
    MISSED_COUNT,
    MISSED_RATE,
    PUBLIC_REPORT_RATE,
    DECLINED_RATE,
    ESTABLISH_ACCURACY,
)
