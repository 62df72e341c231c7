"""Return visits, closing, rework and model cases: never by who handled it."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import AssignmentStatus, Record, SendBack, Stage
from yiwang.engine.language import Action, Part
from yiwang.procedures.grid_matters import needs as n
from yiwang.procedures.grid_matters import states as s

DISPUTES = ("nature", (n.DISPUTE,))
OTHERS = ("nature", (n.DANGER, n.SERVICE))
_VISITED = (n.SATISFIED, n.SOLVED, n.VISIT_NOTE)
_ANSWERS = Record(("satisfied", "solved"))
_AGAIN = (SendBack(AssignmentStatus.SIGNED), Stage(ends=(), begins=("handle",)))

VISIT = Action(
    key="visit",
    label="首次回访",
    by=(Duty.CALLER,),
    at=s.SETTLED,
    part=Part.CHECKS,
    only_if=DISPUTES,
    needs=_VISITED,
    does=(_ANSWERS, Stage(ends=("first_visit", "self_visit"), begins=("second_visit",))),
    basis="矛盾纠纷化解后先看是否稳定，到期再访，不反复的才结案",
)
VISIT_CLOSE = Action(
    key="visit_close",
    label="再访结案",
    by=(Duty.CALLER,),
    at=s.SETTLED,
    to=s.CLOSED,
    part=Part.CHECKS,
    only_if=DISPUTES,
    after=("visit", 1),
    needs=_VISITED,
    does=(_ANSWERS,),
)
CLOSE = Action(
    key="close",
    label="核实结案",
    by=(Duty.CALLER, Duty.VERIFIER),
    at=s.SETTLED,
    to=s.CLOSED,
    part=Part.CHECKS,
    only_if=OTHERS,
    needs=(n.VISIT_NOTE, n.PHOTOS_IF_ANY),
    basis="安全隐患、民生服务经中心核实一次即可结案",
)
NOT_REACHED = Action(
    key="call_not_reached",
    label="回访未接通",
    by=(Duty.CALLER,),
    at=s.SETTLED,
    part=Part.CHECKS,
    needs=(n.CALL_NOTE,),
)
CLOSE_UNREACHED = Action(
    key="close_unreached",
    label="无法回访办结",
    by=(Duty.CALLER,),
    at=s.SETTLED,
    to=s.CLOSED,
    part=Part.CHECKS,
    after=("call_not_reached", 2),
    needs=(n.NOTE,),
)
REWORK_COMMUNITY = Action(
    key="rework_community",
    label="未解决，退回社区",
    by=(Duty.CALLER, Duty.VERIFIER),
    at=(s.SELF_SETTLED,),
    to=s.IN_COMMUNITY,
    part=Part.CHECKS,
    needs=(n.REASON,),
    does=_AGAIN,
)
REWORK = Action(
    key="rework",
    label="未解决，退回街道",
    by=(Duty.CALLER, Duty.VERIFIER),
    at=(s.CONFIRMED,),
    to=s.AT_STREET,
    part=Part.CHECKS,
    needs=(n.REASON,),
    does=_AGAIN,
)
REOPEN = Action(
    key="reopen",
    label="重办",
    by=(Duty.SUPERVISOR,),
    at=(s.CLOSED,),
    to=s.REPORTED,
    part=Part.CHECKS,
    within="reopening",
    needs=(n.REASON,),
    grave=True,
)
MARK_MODEL = Action(
    key="mark_model",
    label="典型案例评定",
    by=(Duty.EDITOR, Duty.SUPERVISOR),
    at=(s.CLOSED,),
    needs=(n.MODEL, n.REASON),
    does=(Record(("model_case",)),),
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
    VISIT,
    VISIT_CLOSE,
    CLOSE,
    NOT_REACHED,
    CLOSE_UNREACHED,
    REWORK_COMMUNITY,
    REWORK,
    REOPEN,
    MARK_MODEL,
    URGE,
    REMIND,
    INSTRUCT,
)
