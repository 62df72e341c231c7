"""What units and reporters may ask for, and who decides on it."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Ask, AssignmentStatus, Extend, RequestKind, Settle
from yiwang.engine.language import Action, Part, When
from yiwang.procedures.grid_matters import needs as n
from yiwang.procedures.grid_matters import states as s

SENT, SIGNED = AssignmentStatus.SENT, AssignmentStatus.SIGNED
_EXTENDED = ("handle", "community", "street", "joint", "unit_handle")

ASK_RETURN = Action(
    key="ask_return",
    label="申请退单",
    by=(Duty.HANDLER, Duty.GRID_WORKER),
    at=s.IN_HAND,
    on=(SENT, SIGNED),
    needs=(n.REASON, n.PHOTOS_IF_ANY),
    does=(Ask(RequestKind.RETURN),),
)
GRANT_RETURN = Action(
    key="grant_return",
    label="同意退单",
    by=(Duty.DISPATCHER,),
    at=s.IN_HAND,
    to=s.REPORTED,
    when=When.NO_LEAD_LEFT,
    needs=(n.NOTE,),
    does=(Settle(RequestKind.RETURN, True),),
)
REFUSE_RETURN = Action(
    key="refuse_return",
    label="驳回退单",
    by=(Duty.DISPATCHER,),
    at=s.IN_HAND,
    needs=(n.REASON,),
    does=(Settle(RequestKind.RETURN, False),),
)
ASK_EXTENSION = Action(
    key="ask_extension",
    label="申请延期",
    by=(Duty.HANDLER, Duty.GRID_WORKER),
    at=s.IN_HAND,
    on=(SIGNED,),
    before_due="handle",
    needs=(n.EXTRA_AMOUNT, n.REASON, n.PHOTOS_IF_ANY),
    does=(Ask(RequestKind.EXTENSION),),
    basis="延期应在期满前申请并说明理由",
)
GRANT_EXTENSION = Action(
    key="grant_extension",
    label="同意延期",
    by=(Duty.SUPERVISOR,),
    at=s.IN_HAND,
    at_most=2,
    needs=(n.EXTRA_AMOUNT, n.NOTE),
    does=(Extend(_EXTENDED, "amount"), Settle(RequestKind.EXTENSION, True)),
    basis="延期经审批后，时限与考核分母由同一条记录一并调整",
)
REFUSE_EXTENSION = Action(
    key="refuse_extension",
    label="不同意延期",
    by=(Duty.SUPERVISOR,),
    at=(*s.IN_HAND, s.TO_CONFIRM),
    needs=(n.REASON,),
    does=(Settle(RequestKind.EXTENSION, False),),
)
ASK_WITHDRAWAL = Action(
    key="ask_withdrawal",
    label="申请撤销",
    by=(Duty.GRID_WORKER, Duty.OPERATOR, Duty.CITIZEN, Duty.PLATFORM),
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
ACTIONS = (
    ASK_RETURN,
    GRANT_RETURN,
    REFUSE_RETURN,
    ASK_EXTENSION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
    ASK_WITHDRAWAL,
    GRANT_WITHDRAWAL,
    REFUSE_WITHDRAWAL,
)
