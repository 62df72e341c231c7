"""How late or wrong data goes back to its unit, and comes out right."""

from yiwang.engine.counts import Counts
from yiwang.engine.language import Procedure
from yiwang.procedures.data_matters import checking, handling, limits, registering, states

PROCEDURE = Procedure(
    key="data_matters",
    label="数据事项",
    prefix="SJ",
    basis="政务数据共享条例：谁提供、谁负责，数据有疑义的应当核实更正",
    opening=registering.REGISTER,
    states=states.STATES,
    actions=(*registering.ACTIONS, *handling.ACTIONS, *checking.ACTIONS),
    limits=limits.LIMITS,
    reminders=limits.REMINDERS,
    stages=states.STAGES,
    scored_limit="handle",
    catalogue="yiwang.procedures.data_matters",
    counts=Counts(
        established=("dispatch", "designate"),
        urged=("urge",),
        reminded=("remind",),
        instructed=("instruct",),
        joined=("join",),
        declined=("decline",),
        voided=("void",),
    ),
)
