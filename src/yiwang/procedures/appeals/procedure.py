"""How an appeal runs, from any channel to a closed case that can be accounted for."""

from yiwang.engine.counts import Counts
from yiwang.engine.language import Procedure
from yiwang.procedures.appeals import checking, handling, intake, limits, states, supervision

PROCEDURE = Procedure(
    key="appeals",
    label="群众诉求",
    prefix="SQ",
    basis="国办发〔2020〕53号；国办函〔2025〕66号；GB/T 33358-2016 政府热线服务规范",
    opening=intake.RECEIVE,
    states=states.STATES,
    actions=(
        *intake.ACTIONS,
        *handling.ACTIONS,
        *supervision.ACTIONS,
        *checking.ACTIONS,
    ),
    limits=limits.LIMITS,
    reminders=limits.REMINDERS,
    stages=states.STAGES,
    scored_limit="handle",
    catalogue="yiwang.procedures.appeals",
    counts=Counts(
        established=("establish", "dispatch_direct"),
        contacted=("contact",),
        called=("call_not_reached", "call_back_close", "call_back_rework"),
        reached=("call_back_close", "call_back_rework"),
        rated=("rate",),
        evaluated=("evaluate",),
        urged=("urge",),
        reminded=("remind",),
        instructed=("instruct",),
        joined=("join",),
        declined=("decline",),
        voided=("void",),
        satisfied=("satisfied", "basically_satisfied"),
        solved=("solved", "basically_solved"),
    ),
)
