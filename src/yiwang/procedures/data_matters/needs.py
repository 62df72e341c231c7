"""What the actions on a data matter must be given."""

from yiwang.engine.language import Choice, Need, NeedKind
from yiwang.engine.needs import *  # noqa: F403 - their words among ours

LATE, WRONG, DISPUTED, LINKING = "late", "wrong", "disputed", "linking"
KIND = Need(
    key="nature",
    label="数据事项类别",
    kind=NeedKind.CHOICE,
    choices=(
        Choice(LATE, "逾期报送"),
        Choice(WRONG, "数据质量问题"),
        Choice(DISPUTED, "数据异议校核"),
        Choice(LINKING, "系统对接"),
    ),
)
MATTER = Need(key="content", label="事项内容", max_length=4000)
CLASS_IF_KNOWN = Need(key="category", label="数据事项分类", kind=NeedKind.CATEGORY, required=False)
CLASS = Need(key="category", label="数据事项分类", kind=NeedKind.CATEGORY)
CHANNEL_IF_ANY = Need(key="channel", label="来源渠道", kind=NeedKind.CHANNEL, required=False)
RESOURCE = Need(
    key="resource", label="数据资源", kind=NeedKind.TEXT, required=False, max_length=120
)
SPAN = Need(
    key="data_period", label="数据所属期", kind=NeedKind.TEXT, required=False, max_length=60
)
ROWS = Need(
    key="bad_rows",
    label="问题行数",
    kind=NeedKind.WHOLE_NUMBER,
    required=False,
    may_be=(0, 10**12),
)
OWNER = Need(key="lead_unit", label="数据责任单位", kind=NeedKind.UNIT)
OUTCOME = Need(
    key="outcome",
    label="整改结果",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("delivered", "已补报"),
        Choice("corrected", "已更正"),
        Choice("right", "经核对数据无误"),
        Choice("linked", "已完成对接"),
        Choice("cannot", "暂不能更正，已说明原因"),
    ),
)
MEASURE = Need(key="handling_record", label="整改说明", max_length=2000)
SUGGESTED = Need(key="suggested_unit", label="建议责任单位", kind=NeedKind.UNIT, required=False)
NOT_TO_BE_TAKEN = Need(
    key="ground",
    label="不予受理情形",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("unclear", "没有说清是哪项数据、错在哪里"),
        Choice("outside", "不属于本平台的数据"),
        Choice("repeat", "已有在办事项"),
        Choice("law", "依法不能更正或提供"),
    ),
)
