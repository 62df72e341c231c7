"""How a dispute, a danger or a service runs, from the grid to a closed case that stays quiet."""

from yiwang.engine.counts import Counts
from yiwang.engine.language import Procedure
from yiwang.procedures.grid_matters import (
    handling,
    limits,
    reporting,
    requests,
    states,
    visiting,
)

PROCEDURE = Procedure(
    key="grid_matters",
    label="网格事项",
    prefix="WG",
    basis="GB/T 34300-2017 城乡社区网格化服务管理规范；滨州市网格化服务管理条例（2021）",
    opening=reporting.REPORT,
    states=states.STATES,
    actions=(
        *reporting.ACTIONS,
        *handling.ACTIONS,
        *requests.ACTIONS,
        *visiting.ACTIONS,
    ),
    limits=limits.LIMITS,
    reminders=limits.REMINDERS,
    stages=states.STAGES,
    scored_limit="handle",
    catalogue="yiwang.procedures.grid_matters",
    counts=Counts(
        established=("take_up", "settle_at_once", "dispatch_direct", "designate"),
        fixed=("settle", "settle_at_once"),
        whistled=("whistle",),
        reported_in=("report_in",),
        called=("call_not_reached", "visit", "visit_close"),
        reached=("visit", "visit_close"),
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
