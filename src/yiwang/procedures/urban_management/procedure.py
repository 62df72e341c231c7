"""How a part or an event runs, from the street to a closed case and back to the street."""

from yiwang.engine.counts import Counts
from yiwang.engine.language import Procedure
from yiwang.procedures.urban_management import (
    approvals,
    checking,
    collecting,
    handling,
    limits,
    states,
)

PROCEDURE = Procedure(
    key="urban_management",
    label="城市管理",
    prefix="CG",
    basis="GB/T 30428 数字化城市管理信息系统；CJ/T 315-2009 监管案件立案、处置与结案",
    opening=collecting.REPORT,
    states=states.STATES,
    actions=(
        *collecting.ACTIONS,
        *handling.ACTIONS,
        *approvals.ACTIONS,
        *checking.ACTIONS,
    ),
    limits=limits.LIMITS,
    reminders=limits.REMINDERS,
    stages=states.STAGES,
    scored_limit="handle",
    catalogue="yiwang.procedures.urban_management",
    counts=Counts(
        established=("establish",),
        found_true=("check_true",),
        found_false=("check_false",),
        fixed=("fix_on_spot",),
        evaluated=("evaluate",),
        urged=("urge",),
        instructed=("instruct",),
        joined=("join",),
        declined=("decline",),
        voided=("void",),
    ),
)
