"""Needs for which most procedures ask in the same words."""

from yiwang.engine.language import Choice, Need, NeedKind

TITLE = Need(key="title", label="标题", kind=NeedKind.TEXT, max_length=120)
CONTENT = Need(key="content", label="诉求内容", max_length=4000, public=True)
CHANNEL = Need(key="channel", label="来源渠道", kind=NeedKind.CHANNEL)
URGENCY = Need(
    key="urgency",
    label="紧急程度",
    kind=NeedKind.CHOICE,
    required=False,
    choices=(
        Choice("normal", "一般"),
        Choice("urgent", "紧急"),
        Choice("emergency", "特急（涉及人身安全）"),
    ),
)
CATEGORY = Need(key="category", label="诉求分类", kind=NeedKind.CATEGORY)
CATEGORY_IF_KNOWN = Need(key="category", label="诉求分类", kind=NeedKind.CATEGORY, required=False)
AREA = Need(key="area", label="所属区域", kind=NeedKind.AREA, required=False)
ADDRESS = Need(key="address", label="地址", kind=NeedKind.TEXT, required=False, max_length=200)
POINT = Need(key="point", label="位置", kind=NeedKind.POINT, required=False)
REPORTER = Need(key="reporter", label="诉求人", kind=NeedKind.PERSON, required=False)
PEOPLE = Need(
    key="people",
    label="涉及人数",
    kind=NeedKind.WHOLE_NUMBER,
    required=False,
    may_be=(1, 100_000),
)
FILES = Need(key="files", label="附件", kind=NeedKind.FILES, required=False)
OUTER_NUMBER = Need(
    key="outer_number", label="上级工单编号", kind=NeedKind.TEXT, required=False, max_length=64
)
OUTER_DUE = Need(key="outer_due", label="市级截止时间", kind=NeedKind.MOMENT, required=False)
REASON = Need(key="reason", label="理由", max_length=1000)
NOTE = Need(key="note", label="意见", required=False, max_length=1000)
LEAD_UNIT = Need(key="lead_unit", label="主办单位", kind=NeedKind.UNIT)
JOINT_UNITS = Need(key="joint_units", label="协办单位", kind=NeedKind.UNITS, required=False)
MORE_UNITS = Need(key="joint_units", label="加派单位", kind=NeedKind.UNITS)
LOWER_UNIT = Need(key="lower_unit", label="下级单位", kind=NeedKind.UNIT)
ROUTED_BY = Need(
    key="routed_by", label="依据的派单规则", kind=NeedKind.WHOLE_NUMBER, required=False
)
ROUTED_BY_PART = Need(
    key="routed_by_part",
    label="依据的部件",
    kind=NeedKind.TEXT,
    required=False,
    max_length=20,
)
MAIN_CASE = Need(key="main_case", label="并入的案件编号", kind=NeedKind.CASE)
JOINED_CASE = Need(key="joined_case", label="并入本案的编号", kind=NeedKind.CASE, required=False)
EXTRA_AMOUNT = Need(
    key="amount", label="延长多少（与原时限同单位）", kind=NeedKind.WHOLE_NUMBER, may_be=(1, 60)
)
UNTIL = Need(key="until", label="挂账至", kind=NeedKind.MOMENT)
INSTRUCTION = Need(key="instruction", label="批示内容", max_length=1000)
CONFIDENTIAL = Need(key="confidential", label="保密件", kind=NeedKind.YES_NO, required=False)
COMMUNITY = Need(key="lead_unit", label="社区（村）", kind=NeedKind.UNIT)
SATISFIED = Need(
    key="satisfied",
    label="是否满意",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("satisfied", "满意"),
        Choice("basically_satisfied", "基本满意"),
        Choice("unsatisfied", "不满意"),
    ),
)
SOLVED = Need(
    key="solved",
    label="是否解决",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("solved", "解决"),
        Choice("basically_solved", "基本解决"),
        Choice("unsolved", "未解决"),
    ),
)
CALL_NOTE = Need(key="call_note", label="回访记录", required=False, max_length=1000)

__all__ = [
    "ADDRESS",
    "AREA",
    "CALL_NOTE",
    "CATEGORY",
    "CATEGORY_IF_KNOWN",
    "CHANNEL",
    "COMMUNITY",
    "CONFIDENTIAL",
    "CONTENT",
    "EXTRA_AMOUNT",
    "FILES",
    "INSTRUCTION",
    "JOINED_CASE",
    "JOINT_UNITS",
    "LEAD_UNIT",
    "LOWER_UNIT",
    "MAIN_CASE",
    "MORE_UNITS",
    "NOTE",
    "OUTER_DUE",
    "OUTER_NUMBER",
    "PEOPLE",
    "POINT",
    "REASON",
    "REPORTER",
    "ROUTED_BY",
    "ROUTED_BY_PART",
    "SATISFIED",
    "SOLVED",
    "TITLE",
    "UNTIL",
    "URGENCY",
]
