"""Registering a data matter, and handing it to the unit that owns the data."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Assign, Record, Relimit
from yiwang.engine.language import Action, Part
from yiwang.procedures.data_matters import needs as n
from yiwang.procedures.data_matters import states as s

CORRECTING = "政务数据共享条例：使用部门对数据有疑义的，提出校核申请，提供部门核实、更正"
_FACTS = (
    "title",
    "content",
    "channel",
    "nature",
    "category",
    "resource",
    "data_period",
    "bad_rows",
    "outer_number",
    "outer_due",
)
REGISTER = Action(
    key="register",
    label="登记数据事项",
    by=(
        Duty.SYSTEM,
        Duty.DATA_OFFICER,
        Duty.DATA_STEWARD,
        Duty.SUPERVISOR,
        Duty.PLATFORM,
    ),
    to=s.REGISTERED,
    needs=(
        n.KIND,
        n.TITLE,
        n.MATTER,
        n.CLASS_IF_KNOWN,
        n.RESOURCE,
        n.SPAN,
        n.ROWS,
        n.CHANNEL_IF_ANY,
        n.FILES,
        n.OUTER_NUMBER,
        n.OUTER_DUE,
    ),
    does=(Record(_FACTS),),
    basis=CORRECTING,
)
DISPATCH = Action(
    key="dispatch",
    label="派给责任单位",
    by=(Duty.DATA_OFFICER, Duty.SYSTEM),
    at=(s.REGISTERED,),
    to=s.HANDLING,
    needs=(n.OWNER, n.CLASS_IF_KNOWN, n.NOTE),
    does=(Record(("category",)), Assign(lead="lead_unit", recalls=True)),
    basis="谁提供、谁负责：数据由提供单位更正",
)
DESIGNATE = Action(
    key="designate",
    label="指定责任单位",
    by=(Duty.DATA_OFFICER, Duty.LEADER),
    at=(s.REGISTERED, s.HANDLING),
    to=s.HANDLING,
    needs=(n.OWNER, n.REASON),
    does=(Assign(lead="lead_unit", designated=True, recalls=True),),
    grave=True,
    basis="归属有争议的由数据管理机构指定，不得再次退单",
)
DECLINE = Action(
    key="decline",
    label="不予受理",
    by=(Duty.DATA_OFFICER,),
    at=(s.REGISTERED,),
    to=s.DECLINED,
    part=Part.CHECKS,
    needs=(n.NOT_TO_BE_TAKEN, n.REASON),
    grave=True,
)
VOID = Action(
    key="void",
    label="作废",
    by=(Duty.SUPERVISOR,),
    at=(s.REGISTERED, s.HANDLING),
    to=s.VOIDED,
    part=Part.CHECKS,
    needs=(n.REASON,),
    grave=True,
)
MERGE = Action(
    key="merge",
    label="并单",
    by=(Duty.DATA_OFFICER,),
    at=(s.REGISTERED, s.HANDLING),
    to=s.MERGED,
    part=Part.CHECKS,
    needs=(n.MAIN_CASE, n.NOTE),
    does=(Record(("main_case",)),),
    grave=True,
)
JOIN = Action(
    key="join",
    label="并入同类事项",
    by=(Duty.DATA_OFFICER, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.JOINED_CASE, n.CHANNEL_IF_ANY, n.MATTER),
)
RECATEGORISE = Action(
    key="recategorise",
    label="更正分类",
    by=(Duty.DATA_OFFICER,),
    at=(s.REGISTERED, s.HANDLING),
    needs=(n.CLASS, n.REASON),
    does=(Record(("category",)), Relimit(("handle", "unit_reply"))),
)
ACTIONS = (DISPATCH, DESIGNATE, DECLINE, VOID, MERGE, JOIN, RECATEGORISE)
