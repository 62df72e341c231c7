"""Where a data matter may stand: found, handed to the unit that owns the data, checked anew."""

from yiwang.engine.duties import Duty
from yiwang.engine.language import Clock, State

REGISTER, RECTIFY, RECHECK, CLOSE = "登记派单", "单位整改", "复核", "结案"
STAGES = (REGISTER, RECTIFY, RECHECK, CLOSE)

REGISTERED = State(key="registered", label="待派单", waits_for=Duty.DATA_OFFICER, stage=REGISTER)
HANDLING = State(key="handling", label="办理中", waits_for=Duty.DATA_STEWARD, stage=RECTIFY)
ANSWERED = State(key="answered", label="待核查", waits_for=Duty.DATA_OFFICER, stage=RECHECK)
CLOSED = State(key="closed", label="已结案", clock=Clock.STOPS, stage=CLOSE)
DECLINED = State(key="declined", label="不予受理", clock=Clock.STOPS, stage=CLOSE)
MERGED = State(key="merged", label="已并单", clock=Clock.STOPS, stage=CLOSE)
WITHDRAWN = State(key="withdrawn", label="已撤销", clock=Clock.STOPS, stage=CLOSE)
VOIDED = State(key="voided", label="已作废", clock=Clock.STOPS, stage=CLOSE)

OPEN = (REGISTERED, HANDLING, ANSWERED)
STATES = (*OPEN, CLOSED, DECLINED, MERGED, WITHDRAWN, VOIDED)
