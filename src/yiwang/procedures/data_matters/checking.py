"""Checked anew by the centre or by the next run itself; pressed, taken back, closed, reopened."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Ask, AssignmentStatus, RequestKind, SendBack, Settle
from yiwang.engine.language import Action, Part
from yiwang.procedures.data_matters import needs as n
from yiwang.procedures.data_matters import states as s

CHECKERS = (Duty.DATA_OFFICER, Duty.SYSTEM)

VERIFY_PASS = Action(
    key="verify_pass",
    label="复核通过，结案",
    by=CHECKERS,
    at=(s.ANSWERED,),
    to=s.CLOSED,
    part=Part.CHECKS,
    needs=(n.NOTE,),
    basis="监督权与执行权分离：由中心复核，或由系统按同一规则再查一遍",
)
REWORK = Action(
    key="rework",
    label="复核不通过，退回整改",
    by=CHECKERS,
    at=(s.ANSWERED,),
    to=s.HANDLING,
    part=Part.CHECKS,
    needs=(n.REASON,),
    does=(SendBack(AssignmentStatus.SIGNED),),
)
RECOVER = Action(
    key="recover",
    label="已恢复报送，结案",
    by=CHECKERS,
    at=s.OPEN,
    to=s.CLOSED,
    part=Part.CHECKS,
    only_if=("nature", (n.LATE,)),
    needs=(n.NOTE,),
    basis="数据到了即为恢复，不再要求单位答复",
)
REOPEN = Action(
    key="reopen",
    label="重办",
    by=(Duty.DATA_OFFICER, Duty.SUPERVISOR),
    at=(s.CLOSED,),
    to=s.REGISTERED,
    part=Part.CHECKS,
    within="reopening",
    needs=(n.REASON,),
    grave=True,
)
ASK_WITHDRAWAL = Action(
    key="ask_withdrawal",
    label="申请撤销",
    by=(Duty.DATA_STEWARD, Duty.DATA_OFFICER, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.REASON,),
    does=(Ask(RequestKind.WITHDRAWAL),),
)
GRANT_WITHDRAWAL = Action(
    key="grant_withdrawal",
    label="同意撤销",
    by=(Duty.SUPERVISOR,),
    at=s.OPEN,
    to=s.WITHDRAWN,
    part=Part.CHECKS,
    needs=(n.NOTE,),
    does=(Settle(RequestKind.WITHDRAWAL, True),),
    grave=True,
)
REFUSE_WITHDRAWAL = Action(
    key="refuse_withdrawal",
    label="不同意撤销",
    by=(Duty.SUPERVISOR,),
    at=s.OPEN,
    needs=(n.REASON,),
    does=(Settle(RequestKind.WITHDRAWAL, False),),
)
REMIND = Action(
    key="remind",
    label="催报",
    by=(Duty.DATA_OFFICER, Duty.SYSTEM, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.NOTE,),
)
URGE = Action(key="urge", label="督办", by=(Duty.SUPERVISOR,), at=s.OPEN, needs=(n.REASON,))
INSTRUCT = Action(
    key="instruct", label="领导批示", by=(Duty.LEADER,), at=s.OPEN, needs=(n.INSTRUCTION,)
)
ACTIONS = (
    VERIFY_PASS,
    REWORK,
    RECOVER,
    REOPEN,
    ASK_WITHDRAWAL,
    GRANT_WITHDRAWAL,
    REFUSE_WITHDRAWAL,
    REMIND,
    URGE,
    INSTRUCT,
)
