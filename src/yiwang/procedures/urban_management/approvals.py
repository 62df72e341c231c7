"""回退, 延期, 缓办 and 挂账: asked by the unit, and each with its chain of approval."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import (
    Ask,
    AssignmentStatus,
    Endorse,
    Extend,
    Record,
    RequestKind,
    Settle,
)
from yiwang.engine.language import Action, State, When
from yiwang.procedures.urban_management import needs as n
from yiwang.procedures.urban_management import states as s

SENT, SIGNED = AssignmentStatus.SENT, AssignmentStatus.SIGNED
_EXTENDED = ("handle", "unit_handle", "close", "first_stage", "second_stage")
_CHAIN = "值班长初审、督办员或领导终审，逐级审批"

ASK_RETURN = Action(
    key="ask_return",
    label="申请回退",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SENT, SIGNED),
    needs=(n.REASON, n.PHOTOS_IF_ANY),
    does=(Ask(RequestKind.RETURN),),
)
GRANT_RETURN = Action(
    key="grant_return",
    label="同意回退",
    by=(Duty.DISPATCHER,),
    at=(s.HANDLING,),
    to=s.ESTABLISHED,
    when=When.NO_LEAD_LEFT,
    needs=(n.NOTE,),
    does=(Settle(RequestKind.RETURN, True),),
)
REFUSE_RETURN = Action(
    key="refuse_return",
    label="驳回回退",
    by=(Duty.DISPATCHER,),
    at=(s.HANDLING,),
    needs=(n.REASON,),
    does=(Settle(RequestKind.RETURN, False),),
)
ASK_EXTENSION = Action(
    key="ask_extension",
    label="申请延期",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    before_due="handle",
    needs=(n.EXTRA_AMOUNT, n.REASON, n.PHOTOS_IF_ANY),
    does=(Ask(RequestKind.EXTENSION),),
)
GRANT_EXTENSION = Action(
    key="grant_extension",
    label="同意延期",
    by=(Duty.SUPERVISOR,),
    at=(s.HANDLING,),
    at_most=1,
    needs=(n.EXTRA_AMOUNT, n.NOTE),
    does=(Extend(_EXTENDED, "amount"), Settle(RequestKind.EXTENSION, True, endorsed=1)),
    basis=_CHAIN,
)
GRANT_SECOND_EXTENSION = Action(
    key="grant_second_extension",
    label="同意再次延期",
    by=(Duty.LEADER,),
    at=(s.HANDLING,),
    after=("grant_extension", 1),
    at_most=1,
    needs=(n.EXTRA_AMOUNT, n.REASON),
    does=(Extend(_EXTENDED, "amount"), Settle(RequestKind.EXTENSION, True, endorsed=1)),
    basis="再次延期由领导批准，最多一次",
)
ASK_POSTPONEMENT = Action(
    key="ask_postponement",
    label="申请缓办",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    needs=(n.POSTPONED_TO, n.REASON, n.PHOTOS_IF_ANY),
    does=(Ask(RequestKind.POSTPONEMENT),),
)
GRANT_POSTPONEMENT = Action(
    key="grant_postponement",
    label="同意缓办",
    by=(Duty.SUPERVISOR,),
    at=(s.HANDLING,),
    to=s.POSTPONED,
    needs=(n.POSTPONED_TO, n.NOTE),
    does=(Record(("until",)), Settle(RequestKind.POSTPONEMENT, True, endorsed=1)),
    basis=_CHAIN,
)
ASK_SUSPENSION = Action(
    key="ask_suspension",
    label="申请挂账",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    needs=(n.QUESTION_BANK, n.UNTIL, n.REASON, n.PHOTOS_IF_ANY),
    does=(Ask(RequestKind.SUSPENSION),),
)
GRANT_SUSPENSION = Action(
    key="grant_suspension",
    label="同意挂账",
    by=(Duty.LEADER,),
    at=(s.HANDLING,),
    to=s.SUSPENDED,
    needs=(n.UNTIL, n.NOTE),
    does=(Record(("until",)), Settle(RequestKind.SUSPENSION, True, endorsed=2)),
    basis="挂账进入问题库，由值班长、督办员初审，领导批准",
)
RESUME = Action(
    key="resume",
    label="恢复办理",
    by=(Duty.SUPERVISOR, Duty.SYSTEM),
    at=(s.POSTPONED, s.SUSPENDED),
    to=s.HANDLING,
    needs=(n.NOTE,),
)


def _endorse(kind: RequestKind, *by: Duty) -> Action:
    return Action(
        key=f"endorse_{kind.value}",
        label=f"初审{kind.label}",
        by=by,
        at=(s.HANDLING,),
        needs=(n.NOTE,),
        does=(Endorse(kind),),
    )


def _refuse(kind: RequestKind, *by: Duty) -> Action:
    at: tuple[State, ...] = (s.HANDLING, s.FED_BACK, s.TO_VERIFY)
    return Action(
        key=f"refuse_{kind.value}",
        label=f"不同意{kind.label}",
        by=by,
        at=at,
        needs=(n.REASON,),
        does=(Settle(kind, False),),
    )


ACTIONS = (
    ASK_RETURN,
    GRANT_RETURN,
    REFUSE_RETURN,
    ASK_EXTENSION,
    _endorse(RequestKind.EXTENSION, Duty.SHIFT_LEADER),
    GRANT_EXTENSION,
    GRANT_SECOND_EXTENSION,
    _refuse(RequestKind.EXTENSION, Duty.SHIFT_LEADER, Duty.SUPERVISOR, Duty.LEADER),
    ASK_POSTPONEMENT,
    _endorse(RequestKind.POSTPONEMENT, Duty.SHIFT_LEADER),
    GRANT_POSTPONEMENT,
    _refuse(RequestKind.POSTPONEMENT, Duty.SHIFT_LEADER, Duty.SUPERVISOR),
    ASK_SUSPENSION,
    _endorse(RequestKind.SUSPENSION, Duty.SHIFT_LEADER, Duty.SUPERVISOR),
    GRANT_SUSPENSION,
    _refuse(RequestKind.SUSPENSION, Duty.SHIFT_LEADER, Duty.SUPERVISOR, Duty.LEADER),
    RESUME,
)
