"""Verifying, calling back, closing, rating and reopening: always by somebody else."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Record, SendBack
from yiwang.engine.language import Action, Part
from yiwang.procedures.appeals import needs as n
from yiwang.procedures.appeals import states as s

VERIFY_PASS = Action(
    key="verify_pass",
    label="核查通过",
    by=(Duty.VERIFIER,),
    at=(s.ANSWERED,),
    to=s.VERIFIED,
    part=Part.CHECKS,
    needs=(n.NOTE,),
    basis="监督权与执行权分离",
)
REWORK = Action(
    key="rework",
    label="核查不通过",
    by=(Duty.VERIFIER,),
    at=(s.ANSWERED,),
    to=s.HANDLING,
    part=Part.CHECKS,
    needs=(n.REASON,),
    does=(SendBack(),),
)
CALL_NOT_REACHED = Action(
    key="call_not_reached",
    label="回访未接通",
    by=(Duty.CALLER,),
    at=(s.VERIFIED,),
    part=Part.CHECKS,
    needs=(n.CALL_NOTE,),
)
CALL_BACK_CLOSE = Action(
    key="call_back_close",
    label="回访办结",
    by=(Duty.CALLER,),
    at=(s.VERIFIED,),
    to=s.CLOSED,
    part=Part.CHECKS,
    needs=(n.SATISFIED, n.SOLVED, n.CALL_NOTE),
    does=(Record(("satisfied", "solved")),),
)
CALL_BACK_REWORK = Action(
    key="call_back_rework",
    label="回访未解决，退回重办",
    by=(Duty.CALLER,),
    at=(s.VERIFIED,),
    to=s.HANDLING,
    part=Part.CHECKS,
    needs=(n.SATISFIED, n.SOLVED, n.REASON),
    does=(Record(("satisfied", "solved")), SendBack()),
)
CLOSE_UNREACHED = Action(
    key="close_unreached",
    label="无法回访办结",
    by=(Duty.CALLER,),
    at=(s.VERIFIED,),
    to=s.CLOSED,
    part=Part.CHECKS,
    after=("call_not_reached", 2),
    needs=(n.NOTE,),
)
CLOSE_WITHOUT_CALL = Action(
    key="close_without_call",
    label="免回访办结",
    by=(Duty.CALLER,),
    at=(s.VERIFIED,),
    to=s.CLOSED,
    part=Part.CHECKS,
    needs=(n.NO_CALL_GROUND, n.NOTE),
)
RATE = Action(
    key="rate",
    label="群众评价",
    by=(Duty.CITIZEN,),
    at=(s.VERIFIED, s.CLOSED),
    at_most=1,
    within="rating",
    needs=(n.SATISFIED, n.SOLVED, n.COMMENT),
    does=(Record(("satisfied", "solved")),),
)
EVALUATE = Action(
    key="evaluate",
    label="第三方评价",
    by=(Duty.ASSESSOR,),
    at=(s.CLOSED,),
    needs=(n.SCORE, n.SATISFIED, n.SOLVED, n.NOTE),
)
REOPEN = Action(
    key="reopen",
    label="重办",
    by=(Duty.SUPERVISOR,),
    at=(s.CLOSED,),
    to=s.HANDLING,
    part=Part.CHECKS,
    within="reopening",
    needs=(n.REASON,),
    does=(SendBack(),),
    grave=True,
)
ACTIONS = (
    VERIFY_PASS,
    REWORK,
    CALL_NOT_REACHED,
    CALL_BACK_CLOSE,
    CALL_BACK_REWORK,
    CLOSE_UNREACHED,
    CLOSE_WITHOUT_CALL,
    RATE,
    EVALUATE,
    REOPEN,
)
