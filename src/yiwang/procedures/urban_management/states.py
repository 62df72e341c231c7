"""Where a matter of urban management may stand, along the seven stages."""

from yiwang.engine.duties import Duty
from yiwang.engine.language import Clock, State

COLLECT, ESTABLISH, DISPATCH, HANDLE = "信息收集", "案卷建立", "任务派遣", "任务处理"
FEED_BACK, VERIFY, EVALUATE = "处理反馈", "核查结案", "综合评价"
STAGES = (COLLECT, ESTABLISH, DISPATCH, HANDLE, FEED_BACK, VERIFY, EVALUATE)

REPORTED = State(key="reported", label="待受理", waits_for=Duty.OPERATOR, stage=COLLECT)
TO_CHECK = State(key="to_check", label="待核实", waits_for=Duty.COLLECTOR, stage=COLLECT)
TO_ESTABLISH = State(
    key="to_establish", label="待立案", waits_for=Duty.SHIFT_LEADER, stage=ESTABLISH
)
ESTABLISHED = State(key="established", label="待派遣", waits_for=Duty.DISPATCHER, stage=DISPATCH)
HANDLING = State(key="handling", label="处置中", waits_for=Duty.HANDLER, stage=HANDLE)
POSTPONED = State(
    key="postponed", label="缓办中", clock=Clock.PAUSES, waits_for=Duty.SUPERVISOR, stage=HANDLE
)
SUSPENDED = State(
    key="suspended", label="已挂账", clock=Clock.PAUSES, waits_for=Duty.SUPERVISOR, stage=HANDLE
)
FED_BACK = State(key="fed_back", label="待反馈审核", waits_for=Duty.DISPATCHER, stage=FEED_BACK)
TO_VERIFY = State(key="to_verify", label="待核查", waits_for=Duty.COLLECTOR, stage=VERIFY)
TO_CLOSE = State(key="to_close", label="待结案", waits_for=Duty.SHIFT_LEADER, stage=VERIFY)
CLOSED = State(key="closed", label="已结案", clock=Clock.STOPS, stage=EVALUATE)
DECLINED = State(key="declined", label="不予立案", clock=Clock.STOPS, stage=ESTABLISH)
MERGED = State(key="merged", label="已并单", clock=Clock.STOPS, stage=ESTABLISH)
VOIDED = State(key="voided", label="已作废", clock=Clock.STOPS, stage=ESTABLISH)

BEFORE_HANDLING = (REPORTED, TO_CHECK, TO_ESTABLISH, ESTABLISHED)
AT_WORK = (ESTABLISHED, HANDLING, POSTPONED, SUSPENDED, FED_BACK, TO_VERIFY, TO_CLOSE)
OPEN = (REPORTED, TO_CHECK, TO_ESTABLISH, *AT_WORK)
STATES = (*OPEN, CLOSED, DECLINED, MERGED, VOIDED)
