"""Dispatching to the unit that owns or manages it, and handling with stages and photos."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import (
    Assign,
    AssignmentStatus,
    MoveAssignment,
    PassDown,
    SendBack,
    Stage,
)
from yiwang.engine.language import Action, Part, When
from yiwang.procedures.urban_management import needs as n
from yiwang.procedures.urban_management import states as s

SENT, SIGNED, REPLIED = AssignmentStatus.SENT, AssignmentStatus.SIGNED, AssignmentStatus.REPLIED

DISPATCH = Action(
    key="dispatch",
    label="派遣",
    by=(Duty.DISPATCHER,),
    at=(s.ESTABLISHED,),
    to=s.HANDLING,
    needs=(n.LEAD_UNIT, n.JOINT_UNITS, n.ROUTED_BY, n.ROUTED_BY_PART, n.NOTE),
    does=(Assign(lead="lead_unit", joint="joint_units"),),
    basis="部件先属主后属地，事件先属地后属主",
)
SEND_BACK_CASE = Action(
    key="send_back_case",
    label="退回立案",
    by=(Duty.DISPATCHER,),
    at=(s.ESTABLISHED,),
    to=s.TO_ESTABLISH,
    needs=(n.REASON,),
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
    basis="无主或职责交叉的由中心指定，不得再次回退",
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
FIRST_STAGE_DONE = Action(
    key="first_stage_done",
    label="第一阶段完成",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    part=Part.HANDLES,
    at_most=1,
    needs=(n.MEASURE, n.PHOTOS_AFTER),
    does=(Stage(ends=("first_stage",), begins=("second_stage",)),),
    basis="如私搭乱建：制止、立案查处、拆除分阶段计时",
)
SECOND_STAGE_DONE = Action(
    key="second_stage_done",
    label="第二阶段完成",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    on=(SIGNED,),
    part=Part.HANDLES,
    at_most=1,
    after=("first_stage_done", 1),
    needs=(n.MEASURE, n.PHOTOS_IF_ANY),
    does=(Stage(ends=("second_stage",)),),
)
FEED_BACK = Action(
    key="feed_back",
    label="处置反馈",
    by=(Duty.HANDLER,),
    at=(s.HANDLING,),
    to=s.FED_BACK,
    when=When.ALL_ANSWERED,
    on=(SIGNED,),
    part=Part.HANDLES,
    needs=(n.MEASURE, n.PHOTOS_AFTER),
    does=(MoveAssignment(REPLIED),),
    basis="处置后照片必须随反馈上传",
)
ACCEPT_FEEDBACK = Action(
    key="accept_feedback",
    label="反馈审核通过",
    by=(Duty.DISPATCHER,),
    at=(s.FED_BACK,),
    to=s.TO_VERIFY,
    needs=(n.NOTE,),
)
REFUSE_FEEDBACK = Action(
    key="refuse_feedback",
    label="反馈退回",
    by=(Duty.DISPATCHER,),
    at=(s.FED_BACK,),
    to=s.HANDLING,
    needs=(n.REASON,),
    does=(SendBack(SIGNED),),
)
ACTIONS = (
    DISPATCH,
    SEND_BACK_CASE,
    DESIGNATE,
    REDISPATCH,
    ADD_JOINT,
    SIGN,
    PASS_DOWN,
    FIRST_STAGE_DONE,
    SECOND_STAGE_DONE,
    FEED_BACK,
    ACCEPT_FEEDBACK,
    REFUSE_FEEDBACK,
)
