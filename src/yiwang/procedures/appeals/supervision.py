"""Deciding requests, urging, instructing: the supervising side of an appeal."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Ask, Extend, Record, RequestKind, Settle
from yiwang.engine.language import Action, Part, When
from yiwang.procedures.appeals import needs as n
from yiwang.procedures.appeals import states as s

GRANT_RETURN = Action(
    key="grant_return",
    label="同意退单",
    by=(Duty.DISPATCHER,),
    at=(s.HANDLING,),
    to=s.ESTABLISHED,
    when=When.NO_LEAD_LEFT,
    needs=(n.NOTE,),
    does=(Settle(RequestKind.RETURN, True),),
)
REFUSE_RETURN = Action(
    key="refuse_return",
    label="驳回退单",
    by=(Duty.DISPATCHER,),
    at=(s.HANDLING,),
    needs=(n.REASON,),
    does=(Settle(RequestKind.RETURN, False),),
)
GRANT_OBJECTION = Action(
    key="grant_objection",
    label="异议成立",
    by=(Duty.SUPERVISOR,),
    at=s.AT_WORK,
    needs=(n.REASON,),
    does=(Settle(RequestKind.OBJECTION, True),),
)
REFUSE_OBJECTION = Action(
    key="refuse_objection",
    label="异议不成立",
    by=(Duty.SUPERVISOR,),
    at=s.AT_WORK,
    needs=(n.REASON,),
    does=(Settle(RequestKind.OBJECTION, False),),
)
GRANT_EXTENSION = Action(
    key="grant_extension",
    label="同意延期",
    by=(Duty.SUPERVISOR,),
    at=(s.HANDLING,),
    at_most=2,
    needs=(n.EXTRA_AMOUNT, n.NOTE),
    does=(
        Extend(("handle", "unit_reply", "close"), "amount"),
        Settle(RequestKind.EXTENSION, True),
    ),
    basis="延期经审批后，时限与考核分母由同一条记录一并调整",
)
REFUSE_EXTENSION = Action(
    key="refuse_extension",
    label="不同意延期",
    by=(Duty.SUPERVISOR,),
    at=(s.HANDLING, s.ANSWERED),
    needs=(n.REASON,),
    does=(Settle(RequestKind.EXTENSION, False),),
)
GRANT_SUSPENSION = Action(
    key="grant_suspension",
    label="同意挂账",
    by=(Duty.SUPERVISOR,),
    at=(s.HANDLING,),
    to=s.SUSPENDED,
    needs=(n.UNTIL, n.NOTE),
    does=(Record(("until",)), Settle(RequestKind.SUSPENSION, True)),
)
REFUSE_SUSPENSION = Action(
    key="refuse_suspension",
    label="不同意挂账",
    by=(Duty.SUPERVISOR,),
    at=(s.HANDLING, s.ANSWERED),
    needs=(n.REASON,),
    does=(Settle(RequestKind.SUSPENSION, False),),
)
RESUME = Action(
    key="resume",
    label="恢复办理",
    by=(Duty.SUPERVISOR, Duty.SYSTEM),
    at=(s.SUSPENDED,),
    to=s.HANDLING,
    needs=(n.NOTE,),
)
ASK_WITHDRAWAL = Action(
    key="ask_withdrawal",
    label="申请撤销",
    by=(Duty.OPERATOR, Duty.CITIZEN, Duty.PLATFORM),
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
URGE = Action(key="urge", label="督办", by=(Duty.SUPERVISOR,), at=s.OPEN, needs=(n.REASON,))
REMIND = Action(
    key="remind",
    label="催办",
    by=(Duty.OPERATOR, Duty.CALLER, Duty.DISPATCHER, Duty.CITIZEN, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.NOTE,),
)
INSTRUCT = Action(
    key="instruct", label="领导批示", by=(Duty.LEADER,), at=s.OPEN, needs=(n.INSTRUCTION,)
)
ACTIONS = (
    GRANT_RETURN,
    REFUSE_RETURN,
    GRANT_OBJECTION,
    REFUSE_OBJECTION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    GRANT_SUSPENSION,
    REFUSE_SUSPENSION,
    RESUME,
    ASK_WITHDRAWAL,
    GRANT_WITHDRAWAL,
    REFUSE_WITHDRAWAL,
    URGE,
    REMIND,
    INSTRUCT,
)
