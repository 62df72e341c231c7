"""The unit signs, delivers or corrects; it may ask for time, or say that it is not its data."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import (
    Ask,
    AssignmentStatus,
    Extend,
    MoveAssignment,
    PassDown,
    Record,
    RequestKind,
    Settle,
)
from yiwang.engine.language import Action, Part, When
from yiwang.procedures.data_matters import needs as n
from yiwang.procedures.data_matters import states as s

SENT, SIGNED, REPLIED = AssignmentStatus.SENT, AssignmentStatus.SIGNED, AssignmentStatus.REPLIED
UNIT = (Duty.DATA_STEWARD, Duty.HANDLER)

SIGN = Action(
    key="sign",
    label="承办签收",
    by=UNIT,
    at=(s.HANDLING,),
    on=(SENT,),
    part=Part.HANDLES,
    needs=(n.NOTE,),
    does=(MoveAssignment(SIGNED),),
)
PASS_DOWN = Action(
    key="pass_down",
    label="转下级办理",
    by=UNIT,
    at=(s.HANDLING,),
    on=(SENT, SIGNED),
    part=Part.HANDLES,
    needs=(n.LOWER_UNIT, n.NOTE),
    does=(PassDown("lower_unit"),),
)
RECTIFY = Action(
    key="rectify",
    label="整改答复",
    by=UNIT,
    at=(s.HANDLING,),
    to=s.ANSWERED,
    when=When.ALL_ANSWERED,
    on=(SIGNED,),
    part=Part.HANDLES,
    needs=(n.OUTCOME, n.MEASURE, n.FILES),
    does=(Record(("outcome",)), MoveAssignment(REPLIED)),
)
ASK_RETURN = Action(
    key="ask_return",
    label="提出异议（不是本单位数据）",
    by=UNIT,
    at=(s.HANDLING,),
    on=(SENT, SIGNED),
    needs=(n.REASON, n.SUGGESTED, n.FILES),
    does=(Ask(RequestKind.RETURN),),
)
GRANT_RETURN = Action(
    key="grant_return",
    label="异议成立，另派单位",
    by=(Duty.DATA_OFFICER,),
    at=(s.HANDLING,),
    to=s.REGISTERED,
    when=When.NO_LEAD_LEFT,
    needs=(n.NOTE,),
    does=(Settle(RequestKind.RETURN, True),),
)
REFUSE_RETURN = Action(
    key="refuse_return",
    label="异议不成立",
    by=(Duty.DATA_OFFICER,),
    at=(s.HANDLING,),
    needs=(n.REASON,),
    does=(Settle(RequestKind.RETURN, False),),
)
ASK_EXTENSION = Action(
    key="ask_extension",
    label="申请延期",
    by=UNIT,
    at=(s.HANDLING,),
    on=(SIGNED,),
    before_due="handle",
    needs=(n.EXTRA_AMOUNT, n.REASON, n.FILES),
    does=(Ask(RequestKind.EXTENSION),),
    basis="延期应在期满前申请并说明理由",
)
GRANT_EXTENSION = Action(
    key="grant_extension",
    label="同意延期",
    by=(Duty.DATA_OFFICER,),
    at=(s.HANDLING,),
    at_most=2,
    needs=(n.EXTRA_AMOUNT, n.NOTE),
    does=(Extend(("handle", "unit_reply"), "amount"), Settle(RequestKind.EXTENSION, True)),
    basis="延期经审批后，时限与考核分母由同一条记录一并调整",
)
REFUSE_EXTENSION = Action(
    key="refuse_extension",
    label="不同意延期",
    by=(Duty.DATA_OFFICER,),
    at=(s.HANDLING, s.ANSWERED),
    needs=(n.REASON,),
    does=(Settle(RequestKind.EXTENSION, False),),
)
ACTIONS = (
    SIGN,
    PASS_DOWN,
    RECTIFY,
    ASK_RETURN,
    GRANT_RETURN,
    REFUSE_RETURN,
    ASK_EXTENSION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
)
