"""Reporting a matter of the grid, and who looks at it first."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import (
    Assign,
    AssignmentStatus,
    Record,
    Relimit,
)
from yiwang.engine.language import Action, Part
from yiwang.procedures.grid_matters import needs as n
from yiwang.procedures.grid_matters import states as s

_WHERE = ("category", "area", "address", "point")
_FACTS = (
    "title",
    "content",
    "channel",
    "nature",
    "urgency",
    "reporter",
    "people",
    "confidential",
    "outer_number",
    "outer_due",
    *_WHERE,
)
OWN_PEOPLE = (Duty.GRID_WORKER, Duty.HANDLER)

REPORT = Action(
    key="report",
    label="上报",
    by=(Duty.GRID_WORKER, Duty.OPERATOR, Duty.CITIZEN, Duty.PLATFORM, Duty.SYSTEM),
    to=s.REPORTED,
    needs=(
        n.KIND,
        n.TITLE,
        n.CONTENT,
        n.CHANNEL,
        n.CATEGORY_IF_KNOWN,
        n.URGENCY,
        n.AREA,
        n.ADDRESS,
        n.POINT,
        n.REPORTER,
        n.PEOPLE,
        n.CONFIDENTIAL,
        n.PHOTOS_IF_ANY,
        n.OUTER_NUMBER,
        n.OUTER_DUE,
    ),
    does=(Record(_FACTS),),
    basis="网格员巡查走访发现，或群众反映、上级交办；每件都留电子档案",
)
TAKE_UP = Action(
    key="take_up",
    label="社区受理",
    by=OWN_PEOPLE,
    at=(s.REPORTED,),
    to=s.IN_COMMUNITY,
    part=Part.HANDLES,
    needs=(n.CATEGORY_IF_KNOWN, n.NOTE),
    does=(
        Record(("category",)),
        Assign(own=True, recalls=True, begins=AssignmentStatus.SIGNED),
    ),
    basis="网格员上报的由本社区先办",
)
SETTLE_AT_ONCE = Action(
    key="settle_at_once",
    label="当场自办",
    by=OWN_PEOPLE,
    at=(s.REPORTED,),
    to=s.SELF_SETTLED,
    part=Part.HANDLES,
    needs=(n.MEASURE, n.REPLY_IF_ANY, n.CATEGORY_IF_KNOWN, n.PHOTOS_IF_ANY),
    does=(
        Record(("category", "public_reply")),
        Assign(own=True, recalls=True, begins=AssignmentStatus.REPLIED),
    ),
    basis="网格内能办的当场办结，单独统计自办率，仍由中心回访",
)
DISPATCH_DIRECT = Action(
    key="dispatch_direct",
    label="一单直达",
    by=(Duty.OPERATOR, Duty.DISPATCHER),
    at=(s.REPORTED,),
    to=s.IN_COMMUNITY,
    needs=(n.COMMUNITY, n.CATEGORY_IF_KNOWN, n.ROUTED_BY, n.NOTE),
    does=(
        Record(("category",)),
        Assign(lead="lead_unit", community_only=True, recalls=True),
    ),
    basis="社区先办，办不了的再上报街道",
)
DESIGNATE = Action(
    key="designate",
    label="指定承办",
    by=(Duty.DISPATCHER, Duty.LEADER),
    at=(s.REPORTED, *s.IN_HAND),
    to=s.AT_STREET,
    needs=(n.LEAD_UNIT, n.REASON),
    does=(Assign(lead="lead_unit", designated=True, recalls=True),),
    grave=True,
    basis="跨社区或责任有争议的由中心指定，不得再次退单",
)
DECLINE = Action(
    key="decline",
    label="不予受理",
    by=(Duty.OPERATOR,),
    at=(s.REPORTED,),
    to=s.DECLINED,
    part=Part.CHECKS,
    needs=(n.NOT_A_GRID_MATTER, n.REPLY_IF_ANY),
    does=(Record(("public_reply",)),),
    grave=True,
)
VOID = Action(
    key="void",
    label="作废",
    by=(Duty.SUPERVISOR,),
    at=(s.REPORTED,),
    to=s.VOIDED,
    part=Part.CHECKS,
    needs=(n.REASON,),
    grave=True,
)
MERGE = Action(
    key="merge",
    label="并单",
    by=(Duty.OPERATOR, Duty.DISPATCHER),
    at=(s.REPORTED, *s.IN_HAND),
    to=s.MERGED,
    part=Part.CHECKS,
    needs=(n.MAIN_CASE, n.NOTE),
    does=(Record(("main_case",)),),
    grave=True,
)
JOIN = Action(
    key="join",
    label="并入诉求",
    by=(Duty.OPERATOR, Duty.DISPATCHER, Duty.CITIZEN, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.JOINED_CASE, n.REPORTER, n.CHANNEL, n.CONTENT),
)
RECATEGORISE = Action(
    key="recategorise",
    label="更正分类",
    by=(Duty.OPERATOR, Duty.DISPATCHER),
    at=(s.REPORTED, *s.IN_HAND),
    needs=(n.CATEGORY, n.KIND_IF_WRONG, n.REASON),
    does=(Record(("category", "nature")), Relimit(("handle",))),
)
ACTIONS = (
    TAKE_UP,
    SETTLE_AT_ONCE,
    DISPATCH_DIRECT,
    DESIGNATE,
    DECLINE,
    VOID,
    MERGE,
    JOIN,
    RECATEGORISE,
)
