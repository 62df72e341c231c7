"""Receiving an appeal, establishing it or answering it at once."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Record, Relimit
from yiwang.engine.language import Action, Part
from yiwang.procedures.appeals import needs as n
from yiwang.procedures.appeals import states as s

BASIS_RECEIPT = "国办发〔2020〕53号：受理→派单→办理→答复→督办→办结→回访→评价"

_FACTS = (
    "title",
    "content",
    "channel",
    "nature",
    "urgency",
    "category",
    "area",
    "address",
    "point",
    "reporter",
    "people",
    "confidential",
    "wants_call",
    "outer_number",
    "outer_due",
)
RECEIVE = Action(
    key="receive",
    label="登记",
    by=(Duty.OPERATOR, Duty.CITIZEN, Duty.PLATFORM, Duty.SYSTEM),
    to=s.RECEIVED,
    needs=(
        n.TITLE,
        n.CONTENT,
        n.CHANNEL,
        n.NATURE,
        n.URGENCY,
        n.CATEGORY_IF_KNOWN,
        n.AREA,
        n.ADDRESS,
        n.POINT,
        n.REPORTER,
        n.PEOPLE,
        n.CONFIDENTIAL,
        n.WANTS_CALL,
        n.FILES,
        n.OUTER_NUMBER,
        n.OUTER_DUE,
    ),
    does=(Record(_FACTS),),
    basis=BASIS_RECEIPT,
)
ACCEPT = Action(
    key="accept",
    label="签收",
    by=(Duty.OPERATOR,),
    at=(s.RECEIVED,),
    to=s.ACCEPTED,
    needs=(n.NOTE,),
)
ESTABLISH = Action(
    key="establish",
    label="立案",
    by=(Duty.OPERATOR,),
    at=(s.ACCEPTED,),
    to=s.ESTABLISHED,
    needs=(n.CATEGORY, n.NATURE, n.URGENCY, n.AREA, n.ADDRESS, n.POINT, n.NOTE),
    does=(Record(("category", "nature", "urgency", "area", "address", "point")),),
)
ANSWER_AT_ONCE = Action(
    key="answer_at_once",
    label="直接答复",
    by=(Duty.OPERATOR,),
    at=(s.ACCEPTED,),
    to=s.CLOSED,
    needs=(n.PUBLIC_REPLY, n.KNOWLEDGE, n.CATEGORY_IF_KNOWN),
    does=(Record(("category", "public_reply")),),
    basis="咨询类诉求依知识库即时答复，答复即办结",
)
DECLINE = Action(
    key="decline",
    label="不予受理",
    by=(Duty.OPERATOR,),
    at=(s.ACCEPTED,),
    to=s.DECLINED,
    needs=(n.DECLINE_GROUND, n.PUBLIC_REPLY),
    does=(Record(("public_reply",)),),
    grave=True,
    basis="北京市接诉即办工作条例：不予受理的应当告知理由",
)
VOID = Action(
    key="void",
    label="作废",
    by=(Duty.SUPERVISOR,),
    at=s.BEFORE_HANDLING,
    to=s.VOIDED,
    needs=(n.REASON,),
    grave=True,
)
MERGE = Action(
    key="merge",
    label="并单",
    by=(Duty.OPERATOR, Duty.DISPATCHER),
    at=(s.RECEIVED, s.ACCEPTED, s.ESTABLISHED, s.HANDLING),
    to=s.MERGED,
    part=Part.CHECKS,
    needs=(n.MAIN_CASE, n.NOTE),
    does=(Record(("main_case",)),),
    grave=True,
    basis="国办函〔2025〕66号：重复诉求原则上并单",
)
JOIN = Action(
    key="join",
    label="并入诉求",
    by=(Duty.OPERATOR, Duty.DISPATCHER, Duty.CITIZEN, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.JOINED_CASE, n.REPORTER, n.CHANNEL, n.CONTENT),
    basis="国办函〔2025〕66号：重复诉求原则上并单",
)
RECATEGORISE = Action(
    key="recategorise",
    label="更正分类",
    by=(Duty.OPERATOR, Duty.DISPATCHER, Duty.SUPERVISOR),
    at=s.AT_WORK,
    needs=(n.CATEGORY, n.URGENCY, n.REASON),
    does=(Record(("category", "urgency")), Relimit(("handle", "unit_reply", "close"))),
)
ACTIONS = (ACCEPT, ESTABLISH, ANSWER_AT_ONCE, DECLINE, VOID, MERGE, JOIN, RECATEGORISE)
