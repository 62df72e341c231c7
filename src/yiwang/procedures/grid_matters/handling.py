"""The community settles it or hands it up; the street whistles, the departments report in."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Assign, AssignmentStatus, MoveAssignment, Record, Role, SendBack
from yiwang.engine.language import Action, Part, When
from yiwang.procedures.grid_matters import needs as n
from yiwang.procedures.grid_matters import states as s
from yiwang.procedures.grid_matters.reporting import OWN_PEOPLE

SENT, SIGNED, REPLIED = AssignmentStatus.SENT, AssignmentStatus.SIGNED, AssignmentStatus.REPLIED

SIGN = Action(
    key="sign",
    label="承办签收",
    by=(Duty.HANDLER, Duty.GRID_WORKER),
    at=(s.IN_COMMUNITY, s.AT_STREET),
    on=(SENT,),
    held_as=Role.LEAD,
    part=Part.HANDLES,
    needs=(n.NOTE,),
    does=(MoveAssignment(SIGNED),),
)
SETTLE = Action(
    key="settle",
    label="社区自办",
    by=OWN_PEOPLE,
    at=(s.IN_COMMUNITY,),
    to=s.SELF_SETTLED,
    on=(SENT, SIGNED),
    part=Part.HANDLES,
    needs=(n.MEASURE, n.REPLY_IF_ANY, n.PHOTOS_IF_ANY),
    does=(Record(("public_reply",)), MoveAssignment(REPLIED)),
    basis="社区自己办结的计入自办率",
)
ESCALATE = Action(
    key="escalate",
    label="上报街道",
    by=OWN_PEOPLE,
    at=(s.IN_COMMUNITY,),
    to=s.AT_STREET,
    on=(SENT, SIGNED),
    part=Part.HANDLES,
    needs=(n.REASON, n.PHOTOS_IF_ANY),
    does=(Assign(above=True, recalls=True),),
    basis="社区办不了的上报街道，由街道牵头",
)
WHISTLE = Action(
    key="whistle",
    label="吹哨",
    by=(Duty.HANDLER,),
    at=(s.AT_STREET, s.WHISTLED),
    to=s.WHISTLED,
    on=(SIGNED,),
    held_as=Role.LEAD,
    part=Part.HANDLES,
    needs=(n.WHISTLE_KIND, n.WHISTLED_UNITS, n.REASON, n.PHOTOS_IF_ANY),
    does=(Record(("urgency",)), Assign(joint="joint_units")),
    basis="街道吹哨、部门报到；街道和部门双方都计入考核",
)
REPORT_IN = Action(
    key="report_in",
    label="报到",
    by=(Duty.HANDLER,),
    at=(s.AT_STREET, s.WHISTLED),
    on=(SENT,),
    held_as=Role.JOINT,
    part=Part.HANDLES,
    needs=(n.NOTE,),
    does=(MoveAssignment(SIGNED),),
)
ANSWER = Action(
    key="answer",
    label="会办答复",
    by=(Duty.HANDLER,),
    at=(s.AT_STREET, s.WHISTLED),
    to=s.TO_CONFIRM,
    when=When.JOINT_ANSWERED,
    on=(SIGNED,),
    held_as=Role.JOINT,
    part=Part.HANDLES,
    needs=(n.MEASURE, n.PHOTOS_IF_ANY),
    does=(MoveAssignment(REPLIED),),
)
SEND_BACK = Action(
    key="send_back",
    label="退回部门重办",
    by=(Duty.HANDLER,),
    at=(s.TO_CONFIRM,),
    to=s.WHISTLED,
    on=(SIGNED,),
    held_as=Role.LEAD,
    part=Part.HANDLES,
    needs=(n.REASON,),
    does=(SendBack(SIGNED),),
    basis="会办结果由吹哨的街道评定",
)
CONFIRM = Action(
    key="confirm",
    label="街道确认办结",
    by=(Duty.HANDLER,),
    at=(s.AT_STREET, s.WHISTLED, s.TO_CONFIRM),
    to=s.CONFIRMED,
    on=(SIGNED,),
    held_as=Role.LEAD,
    last=True,
    part=Part.HANDLES,
    needs=(n.MEASURE, n.REPLY_IF_ANY, n.PHOTOS_IF_ANY),
    does=(Record(("public_reply",)), MoveAssignment(REPLIED)),
)
ACTIONS = (SIGN, SETTLE, ESCALATE, WHISTLE, REPORT_IN, ANSWER, SEND_BACK, CONFIRM)
