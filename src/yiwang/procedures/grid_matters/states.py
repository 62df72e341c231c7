"""Where a grid matter may stand: the community first, then the street, then the departments."""

from yiwang.engine.duties import Duty
from yiwang.engine.language import Clock, State

REPORT, COMMUNITY_FIRST, COORDINATE = "发现上报", "社区先办", "街道协调"
WHISTLE, CONFIRM, VISIT, CLOSE = "吹哨报到", "街道确认", "回访", "结案"
STAGES = (REPORT, COMMUNITY_FIRST, COORDINATE, WHISTLE, CONFIRM, VISIT, CLOSE)

REPORTED = State(key="reported", label="待受理", waits_for=Duty.OPERATOR, stage=REPORT)
IN_COMMUNITY = State(
    key="in_community", label="社区办理中", waits_for=Duty.GRID_WORKER, stage=COMMUNITY_FIRST
)
AT_STREET = State(key="at_street", label="街道办理中", waits_for=Duty.HANDLER, stage=COORDINATE)
WHISTLED = State(key="whistled", label="部门会办中", waits_for=Duty.HANDLER, stage=WHISTLE)
TO_CONFIRM = State(key="to_confirm", label="待街道确认", waits_for=Duty.HANDLER, stage=CONFIRM)
SELF_SETTLED = State(key="self_settled", label="自办待回访", waits_for=Duty.CALLER, stage=VISIT)
CONFIRMED = State(key="confirmed", label="待回访", waits_for=Duty.CALLER, stage=VISIT)
CLOSED = State(key="closed", label="已结案", clock=Clock.STOPS, stage=CLOSE)
DECLINED = State(key="declined", label="不予受理", clock=Clock.STOPS, stage=CLOSE)
MERGED = State(key="merged", label="已并单", clock=Clock.STOPS, stage=CLOSE)
WITHDRAWN = State(key="withdrawn", label="已撤销", clock=Clock.STOPS, stage=CLOSE)
VOIDED = State(key="voided", label="已作废", clock=Clock.STOPS, stage=CLOSE)

IN_HAND = (IN_COMMUNITY, AT_STREET, WHISTLED)
SETTLED = (SELF_SETTLED, CONFIRMED)
AT_WORK = (*IN_HAND, TO_CONFIRM, *SETTLED)
OPEN = (REPORTED, *AT_WORK)
STATES = (*OPEN, CLOSED, DECLINED, MERGED, WITHDRAWN, VOIDED)
