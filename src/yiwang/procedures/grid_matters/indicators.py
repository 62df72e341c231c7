"""What is measured of grid matters only: each waiting, 自办, and 吹哨报到 on both sides."""

from yiwang.measure.facts import ACTS
from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import (
    At,
    Condition,
    Indicator,
    Selection,
    Side,
    Value,
    counts,
    counts_not,
)
from yiwang.measure.narrowing import of_procedure
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import FIXED_RATE, RECEIVED
from yiwang.measure.standard.sources import GB_34300
from yiwang.measure.standard.steps import Waiting, in_time
from yiwang.procedures.grid_matters import limits

WHOLE, PART = Side.WHOLE, Side.PART
KEY = "grid_matters"
WHISTLING = "北京市接诉即办工作条例：街道吹哨、部门报到，双方都计入考核"
_MAY = {"done_at": "2026-05-31 17:00"}

WAITINGS = tuple(
    in_time(
        Waiting(
            procedure=KEY,
            steps=tuple(limit.key for limit in under),
            key=f"grid_{key}_in_time",
            label=f"网格{what}及时率",
            what=what,
            basis=GB_34300,
            synonyms=(f"按时{what}率", f"{what}及时率"),
        )
    )
    for key, what, under in (
        ("accept", "受理", (limits.ACCEPT,)),
        ("community", "社区办理", (limits.COMMUNITY,)),
        ("street", "街道办理", (limits.STREET,)),
        ("joint", "部门会办", (limits.JOINT,)),
        ("confirm", "街道确认", (limits.CONFIRM,)),
        ("visit", "办结回访", (limits.SELF_VISIT, limits.FIRST_VISIT)),
    )
)
SELF_SETTLED = of_procedure(
    FIXED_RATE,
    KEY,
    key="grid_self_settled_rate",
    label="社区自办率",
    synonyms=("网格自办率", "自办率"),
)


def _act(what: str) -> dict[str, Value]:
    return {"procedure": KEY, "what": what, "late": None}


def _acts(what: str, label: str) -> Selection:
    sql = f"f.procedure = '{KEY}' AND f.what = '{what}'"
    return Selection(ACTS, At("done_at"), Condition(key=what, label=label, sql=sql))


def _count(key: str, label: str, what: str, note: str) -> Count:
    return Count(
        key=key,
        label=label,
        procedures=(KEY,),
        of=_acts(what, label),
        better=Better.NEITHER,
        basis=WHISTLING,
        note=note,
        examples=(
            counts("一次", WHOLE, **_act(what)),
            counts("同一事项再来一次，另计", WHOLE, **(_act(what) | {"seq": 9})),
            counts_not("别的动作", **_act("reworked")),
            counts_not("5月的", **(_act(what) | _MAY)),
            counts_not("别的流程", **(_act(what) | {"procedure": "another"})),
        ),
    )


WHISTLED = _count(
    "whistled", "吹哨数", "whistled", "计给吹哨的街道；按吹哨的动作计，一次吹给几个部门也是一次。"
)
REPORTED_IN = _count(
    "reported_in", "报到数", "reported_in", "计给报到的部门；收到哨没有报到、直接答复的不计。"
)
REPORT_IN_IN_TIME = Ratio(
    key="report_in_in_time",
    label="按时报到率",
    procedures=(KEY,),
    whole=_acts("reported_in", "报到数"),
    part=Condition(key="in_time", label="按时报到数", sql="NOT coalesce(f.late, FALSE)"),
    better=Better.HIGHER,
    basis=WHISTLING,
    note="分母是已报到的次数；没有来的不在内，看承办签收及时率；时限随哨别公布。",
    synonyms=("报到及时率", "及时报到率"),
    examples=(
        counts("时限内报到", WHOLE, PART, **(_act("reported_in") | {"late": False})),
        counts("过时限才报到", WHOLE, **(_act("reported_in") | {"late": True})),
        counts_not("吹哨的一方", **_act("whistled")),
        counts_not("5月报到", **(_act("reported_in") | _MAY)),
        counts_not("别的流程", **(_act("reported_in") | {"procedure": "another"})),
    ),
)
_OPENED = of_procedure(RECEIVED, KEY).of
_MINE: dict[str, Value] = {"procedure": KEY}
DECLINED_RATE = Ratio(
    key="grid_declined_rate",
    label="网格事项不予受理率",
    procedures=(KEY,),
    whole=_OPENED,
    part=Condition(key="declined", label="不予受理数", sql="f.declined"),
    better=Better.NEITHER,
    basis=GB_34300,
    note="按上报时间计；作废、撤销、并单不是不予受理。",
    examples=(
        counts("不属于网格事项", WHOLE, PART, declined=True, **_MINE),
        counts("社区受理了", WHOLE, **_MINE),
        counts_not("5月上报", opened_at="2026-05-20 09:00", **_MINE),
        counts_not("别的流程", procedure="another"),
    ),
)
INDICATORS: tuple[Indicator, ...] = (
    *WAITINGS,
    SELF_SETTLED,
    WHISTLED,
    REPORTED_IN,
    REPORT_IN_IN_TIME,
    DECLINED_RATE,
)
