"""Where an appeal may stand."""

from yiwang.engine.duties import Duty
from yiwang.engine.language import Clock, State

RECEIVE, ESTABLISH, DISPATCH = "受理", "立案", "派遣"
HANDLE, VERIFY, CALL_BACK, CLOSE = "处置", "核查", "回访", "结案"
STAGES = (RECEIVE, ESTABLISH, DISPATCH, HANDLE, VERIFY, CALL_BACK, CLOSE)

RECEIVED = State(key="received", label="待签收", waits_for=Duty.OPERATOR, stage=RECEIVE)
ACCEPTED = State(key="accepted", label="待立案", waits_for=Duty.OPERATOR, stage=ESTABLISH)
ESTABLISHED = State(key="established", label="待派遣", waits_for=Duty.DISPATCHER, stage=DISPATCH)
HANDLING = State(key="handling", label="办理中", waits_for=Duty.HANDLER, stage=HANDLE)
SUSPENDED = State(
    key="suspended", label="已挂账", clock=Clock.PAUSES, waits_for=Duty.SUPERVISOR, stage=HANDLE
)
ANSWERED = State(key="answered", label="待核查", waits_for=Duty.VERIFIER, stage=VERIFY)
VERIFIED = State(key="verified", label="待回访", waits_for=Duty.CALLER, stage=CALL_BACK)
CLOSED = State(key="closed", label="已结案", clock=Clock.STOPS, stage=CLOSE)
DECLINED = State(key="declined", label="不予受理", clock=Clock.STOPS, stage=CLOSE)
MERGED = State(key="merged", label="已并单", clock=Clock.STOPS, stage=CLOSE)
WITHDRAWN = State(key="withdrawn", label="已撤销", clock=Clock.STOPS, stage=CLOSE)
VOIDED = State(key="voided", label="已作废", clock=Clock.STOPS, stage=CLOSE)

BEFORE_HANDLING = (RECEIVED, ACCEPTED, ESTABLISHED)
AT_WORK = (ESTABLISHED, HANDLING, SUSPENDED, ANSWERED, VERIFIED)
OPEN = (RECEIVED, ACCEPTED, *AT_WORK)
STATES = (*OPEN, CLOSED, DECLINED, MERGED, WITHDRAWN, VOIDED)
