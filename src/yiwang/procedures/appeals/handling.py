"""Dispatching an appeal and handling it in the units."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import (
    Ask,
    Assign,
    AssignmentStatus,
    MoveAssignment,
    PassDown,
    Record,
    RequestKind,
)
from yiwang.engine.language import Action, Part, When
from yiwang.procedures.appeals import needs as n
from yiwang.procedures.appeals import states as s

SENT, SIGNED = AssignmentStatus.SENT, AssignmentStatus.SIGNED
DRAFTED, REPLIED = AssignmentStatus.DRAFTED, AssignmentStatus.REPLIED
REVIEWED_UNIT = "reviews_replies"
_REPLY = (n.HANDLING_RECORD, n.PUBLIC_REPLY, n.SOLVED_CLAIM, n.FILES)

DISPATCH = Action(
    key="dispatch",
    label="派遣",
    by=(Duty.DISPATCHER,),
    at=(s.ESTABLISHED,),
    to=s.HANDLING,
    needs=(n.LEAD_UNIT, n.JOINT_UNITS, n.ROUTED_BY, n.NOTE),
    does=(Assign(lead="lead_unit", joint="joint_units"),),
)
DISPATCH_DIRECT = Action(
    key="dispatch_direct",
    label="一单直达",
    by=(Duty.OPERATOR, Duty.DISPATCHER),
    at=(s.ACCEPTED, s.ESTABLISHED),
    to=s.HANDLING,
    needs=(n.COMMUNITY, n.CATEGORY_IF_KNOWN, n.ROUTED_BY, n.NOTE),
    does=(Record(("category",)), Assign(lead="lead_unit", community_only=True)),
)
DESIGNATE = Action(
    key="designate",
    label="指定承办",
    by=(Duty.DISPATCHER, Duty.LEADER),
    at=(s.ESTABLISHED, s.HANDLING),
    to=s.HANDLING,
    needs=(n.LEAD_UNIT, n.REASON),
    does=(Assign(lead="lead_unit", designated=True, recalls=True),),
    grave=True,
    basis="潍坊市12345条例：责任有争议的由中心指定，不得再次退回",
)
REDISPATCH = Action(
    key="redispatch",
    label="改派",
    by=(Duty.DISPATCHER,),
    at=(s.HANDLING,),
    needs=(n.LEAD_UNIT, n.JOINT_UNITS, n.REASON),
    does=(Assign(lead="lead_unit", joint="joint_units", recalls=True),),
)
ADD_JOINT = Action(
    key="add_joint",
    label="加派",
    by=(Duty.DISPATCHER,),
    at=(s.HANDLING,),
    needs=(n.MORE_UNITS, n.NOTE),
    does=(Assign(joint="joint_units"),),
)
SIGN = Action(
    key="sign",
    label="承办签收",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SENT,),
    part=Part.HANDLES,
    needs=(n.NOTE,),
    does=(MoveAssignment(SIGNED),),
)
CONTACT = Action(
    key="contact",
    label="联系群众",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    part=Part.HANDLES,
    needs=(n.CONTACT_NOTE,),
)
PASS_DOWN = Action(
    key="pass_down",
    label="转下级办理",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SENT, SIGNED),
    part=Part.HANDLES,
    needs=(n.LOWER_UNIT, n.NOTE),
    does=(PassDown("lower_unit"),),
)
REPLY = Action(
    key="reply",
    label="办结答复",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    to=s.ANSWERED,
    when=When.ALL_ANSWERED,
    on=(SIGNED,),
    part=Part.HANDLES,
    not_for_trait=REVIEWED_UNIT,
    needs=_REPLY,
    does=(Record(("public_reply",)), MoveAssignment(REPLIED)),
)
SUBMIT_DRAFT = Action(
    key="submit_draft",
    label="提交答复稿",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    part=Part.HANDLES,
    needs=_REPLY,
    does=(MoveAssignment(DRAFTED),),
)
APPROVE_DRAFT = Action(
    key="approve_draft",
    label="审核通过",
    by=(Duty.REVIEWER,),
    at=(s.HANDLING,),
    to=s.ANSWERED,
    when=When.ALL_ANSWERED,
    on=(DRAFTED,),
    part=Part.HANDLES,
    needs=(n.PUBLIC_REPLY, n.NOTE),
    does=(Record(("public_reply",)), MoveAssignment(REPLIED)),
)
SEND_BACK_DRAFT = Action(
    key="send_back_draft",
    label="退回修改",
    by=(Duty.REVIEWER,),
    at=(s.HANDLING,),
    on=(DRAFTED,),
    part=Part.HANDLES,
    needs=(n.REASON,),
    does=(MoveAssignment(SIGNED),),
)
ASK_RETURN = Action(
    key="ask_return",
    label="申请退单",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SENT, SIGNED),
    needs=(n.REASON, n.FILES),
    does=(Ask(RequestKind.RETURN),),
)
OBJECT = Action(
    key="object",
    label="提出异议",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SENT, SIGNED),
    needs=(n.REASON, n.FILES),
    does=(Ask(RequestKind.OBJECTION),),
)
ASK_EXTENSION = Action(
    key="ask_extension",
    label="申请延期",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    before_due="handle",
    needs=(n.EXTRA_AMOUNT, n.REASON, n.FILES),
    does=(Ask(RequestKind.EXTENSION),),
    basis="延期应在期满前申请并说明理由",
)
ASK_SUSPENSION = Action(
    key="ask_suspension",
    label="申请挂账",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    needs=(n.UNTIL, n.REASON, n.FILES),
    does=(Ask(RequestKind.SUSPENSION),),
)
REPORT_UP = Action(
    key="report_up",
    label="上报请示",
    by=(Duty.HANDLER, Duty.OPERATOR, Duty.DISPATCHER),
    at=s.AT_WORK,
    needs=(n.REASON, n.FILES),
)
ACTIONS = (
    DISPATCH,
    DISPATCH_DIRECT,
    DESIGNATE,
    REDISPATCH,
    ADD_JOINT,
    SIGN,
    CONTACT,
    PASS_DOWN,
    REPLY,
    SUBMIT_DRAFT,
    APPROVE_DRAFT,
    SEND_BACK_DRAFT,
    ASK_RETURN,
    OBJECT,
    ASK_EXTENSION,
    ASK_SUSPENSION,
    REPORT_UP,
)
