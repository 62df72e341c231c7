"""Collecting: what is reported, checked on the spot and established as a case."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import Record, Relimit
from yiwang.engine.language import Action, Part
from yiwang.procedures.urban_management import needs as n
from yiwang.procedures.urban_management import states as s

_WHERE = ("category", "urgency", "area", "address", "point", "part_code")
_FACTS = ("title", "content", "channel", "reporter", "outer_number", "outer_due", *_WHERE)
_WHAT = (n.CATEGORY, n.URGENCY, n.AREA, n.ADDRESS, n.POINT, n.PART)

REPORT = Action(
    key="report",
    label="上报",
    by=(
        Duty.COLLECTOR,
        Duty.OPERATOR,
        Duty.GRID_WORKER,
        Duty.CITIZEN,
        Duty.PLATFORM,
        Duty.SYSTEM,
    ),
    to=s.REPORTED,
    needs=(
        n.TITLE,
        n.CONTENT,
        n.CHANNEL,
        n.CATEGORY_IF_KNOWN,
        *_WHAT[1:],
        n.REPORTER,
        n.PHOTOS_IF_ANY,
        n.OUTER_NUMBER,
        n.OUTER_DUE,
    ),
    does=(Record(_FACTS),),
    basis="监督员巡查发现，或公众举报、视频巡查、上级交办",
)
ASK_CHECK = Action(
    key="ask_check",
    label="派核实",
    by=(Duty.OPERATOR,),
    at=(s.REPORTED,),
    to=s.TO_CHECK,
    needs=(n.CATEGORY_IF_KNOWN, n.AREA, n.ADDRESS, n.POINT, n.NOTE),
    does=(Record(("category", "area", "address", "point")),),
    basis="公众举报立案前由监督员到现场核实",
)
CHECK_TRUE = Action(
    key="check_true",
    label="核实属实",
    by=(Duty.COLLECTOR,),
    at=(s.TO_CHECK,),
    to=s.TO_ESTABLISH,
    needs=(n.FOUND, n.PHOTOS_BEFORE, n.WHERE_FOUND, *_WHAT),
    does=(Record(_WHERE),),
)
CHECK_FALSE = Action(
    key="check_false",
    label="核实不属实",
    by=(Duty.COLLECTOR,),
    at=(s.TO_CHECK,),
    to=s.TO_ESTABLISH,
    needs=(n.FOUND, n.PHOTOS_BEFORE, n.WHERE_FOUND),
    basis="是否立案由值班长决定，监督员只报告所见",
)
SUBMIT = Action(
    key="submit",
    label="提交立案",
    by=(Duty.OPERATOR,),
    at=(s.REPORTED,),
    to=s.TO_ESTABLISH,
    needs=(*_WHAT, n.NOTE),
    does=(Record(_WHERE),),
    basis="监督员上报的即为亲眼所见，不再核实",
)
FIX_ON_SPOT = Action(
    key="fix_on_spot",
    label="自行处置",
    by=(Duty.COLLECTOR,),
    at=(s.REPORTED, s.TO_CHECK),
    to=s.TO_CLOSE,
    needs=(n.MEASURE, n.PHOTOS_AFTER, n.WHERE_FOUND, n.CATEGORY_IF_KNOWN),
    does=(Record(("category",)),),
    basis="监督员随手可以处置的小问题，前后照片齐全的由值班长结案，单独统计",
)
ESTABLISH = Action(
    key="establish",
    label="立案",
    by=(Duty.SHIFT_LEADER,),
    at=(s.TO_ESTABLISH,),
    to=s.ESTABLISHED,
    needs=(*_WHAT, n.NOTE),
    does=(Record(_WHERE),),
    basis="GB/T 30428.8：符合立案条件的予以立案",
)
DECLINE = Action(
    key="decline",
    label="不予立案",
    by=(Duty.SHIFT_LEADER,),
    at=(s.REPORTED, s.TO_ESTABLISH),
    to=s.DECLINED,
    part=Part.CHECKS,
    needs=(n.NOT_ESTABLISHED, n.NOTE),
    grave=True,
)
CHECK_AGAIN = Action(
    key="check_again",
    label="退回重新核实",
    by=(Duty.SHIFT_LEADER,),
    at=(s.TO_ESTABLISH,),
    to=s.TO_CHECK,
    needs=(n.REASON,),
)
VOID = Action(
    key="void",
    label="作废",
    by=(Duty.SUPERVISOR,),
    at=s.BEFORE_HANDLING,
    to=s.VOIDED,
    part=Part.CHECKS,
    needs=(n.REASON,),
    grave=True,
)
MERGE = Action(
    key="merge",
    label="并单",
    by=(Duty.OPERATOR, Duty.SHIFT_LEADER),
    at=(s.REPORTED, s.TO_ESTABLISH),
    to=s.MERGED,
    part=Part.CHECKS,
    needs=(n.MAIN_CASE, n.NOTE),
    does=(Record(("main_case",)),),
    grave=True,
)
JOIN = Action(
    key="join",
    label="并入诉求",
    by=(Duty.OPERATOR, Duty.SHIFT_LEADER, Duty.CITIZEN, Duty.PLATFORM),
    at=s.OPEN,
    needs=(n.JOINED_CASE, n.REPORTER, n.CHANNEL, n.CONTENT),
)
RECATEGORISE = Action(
    key="recategorise",
    label="更正分类",
    by=(Duty.SHIFT_LEADER, Duty.DISPATCHER),
    at=s.AT_WORK,
    needs=(n.CATEGORY, n.URGENCY, n.PART, n.REASON),
    does=(Record(("category", "urgency", "part_code")), Relimit(("handle", "close"))),
)
ACTIONS = (
    ASK_CHECK,
    CHECK_TRUE,
    CHECK_FALSE,
    SUBMIT,
    FIX_ON_SPOT,
    ESTABLISH,
    DECLINE,
    CHECK_AGAIN,
    VOID,
    MERGE,
    JOIN,
    RECATEGORISE,
)
