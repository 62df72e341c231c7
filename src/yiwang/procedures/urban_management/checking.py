"""核查, closing, rework and evaluation: never by who handled it."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import SendBack
from yiwang.engine.language import Action, Part
from yiwang.procedures.urban_management import needs as n
from yiwang.procedures.urban_management import states as s

VERIFY_PASS = Action(
    key="verify_pass",
    label="核查通过",
    by=(Duty.COLLECTOR,),
    at=(s.TO_VERIFY,),
    to=s.TO_CLOSE,
    part=Part.CHECKS,
    needs=(n.FOUND, n.PHOTOS_AFTER, n.WHERE_FOUND),
    basis="监督权与执行权分离：由监督员到现场核查",
)
REWORK = Action(
    key="rework",
    label="核查不通过",
    by=(Duty.COLLECTOR,),
    at=(s.TO_VERIFY,),
    to=s.HANDLING,
    part=Part.CHECKS,
    needs=(n.FOUND, n.PHOTOS_AFTER, n.WHERE_FOUND),
    does=(SendBack(),),
)
CLOSE = Action(
    key="close",
    label="结案",
    by=(Duty.SHIFT_LEADER,),
    at=(s.TO_CLOSE,),
    to=s.CLOSED,
    part=Part.CHECKS,
    needs=(n.NOTE,),
    basis="GB/T 30428.8：达到结案条件的予以结案",
)
VERIFY_AGAIN = Action(
    key="verify_again",
    label="退回重新核查",
    by=(Duty.SHIFT_LEADER,),
    at=(s.TO_CLOSE,),
    to=s.TO_VERIFY,
    part=Part.CHECKS,
    needs=(n.REASON,),
)
REOPEN = Action(
    key="reopen",
    label="重办",
    by=(Duty.SUPERVISOR,),
    at=(s.CLOSED,),
    to=s.ESTABLISHED,
    part=Part.CHECKS,
    within="reopening",
    needs=(n.REASON,),
    grave=True,
)
EVALUATE = Action(
    key="evaluate",
    label="综合评价",
    by=(Duty.ASSESSOR,),
    at=(s.CLOSED,),
    needs=(n.SCORE, n.NOTE),
)
URGE = Action(key="urge", label="督办", by=(Duty.SUPERVISOR,), at=s.OPEN, needs=(n.REASON,))
INSTRUCT = Action(
    key="instruct", label="领导批示", by=(Duty.LEADER,), at=s.OPEN, needs=(n.INSTRUCTION,)
)
ACTIONS = (VERIFY_PASS, REWORK, CLOSE, VERIFY_AGAIN, REOPEN, EVALUATE, URGE, INSTRUCT)
