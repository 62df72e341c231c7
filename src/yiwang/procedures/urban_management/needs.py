"""What the actions of urban management must be given."""

from yiwang.engine.language import Choice, Need, NeedKind
from yiwang.engine.needs import *  # noqa: F403 - their words among ours

CATEGORY = Need(key="category", label="问题类别", kind=NeedKind.CATEGORY)
CATEGORY_IF_KNOWN = Need(key="category", label="问题类别", kind=NeedKind.CATEGORY, required=False)
REPORTER = Need(key="reporter", label="反映人", kind=NeedKind.PERSON, required=False)
CONTENT = Need(key="content", label="问题描述", max_length=4000, public=True)
PART = Need(key="part_code", label="部件编码", kind=NeedKind.TEXT, required=False, max_length=20)
PHOTOS_BEFORE = Need(key="files", label="现场照片", kind=NeedKind.FILES)
PHOTOS_AFTER = Need(key="files", label="处置后照片", kind=NeedKind.FILES)
PHOTOS_IF_ANY = Need(key="files", label="照片", kind=NeedKind.FILES, required=False)
MEASURE = Need(key="handling_record", label="处置情况", max_length=2000)
FOUND = Need(key="found", label="现场所见", max_length=1000)
WHERE_FOUND = Need(key="checked_point", label="到场位置", kind=NeedKind.POINT, required=False)
POSTPONED_TO = Need(key="until", label="缓办至", kind=NeedKind.MOMENT)
QUESTION_BANK = Need(
    key="ground",
    label="挂账原因",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("season", "须待季节"),
        Choice("project", "须立项或工程改造"),
        Choice("no_owner", "权属不清，待确权"),
        Choice("law", "须经法定程序"),
    ),
)
NOT_ESTABLISHED = Need(
    key="ground",
    label="不予立案情形",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("false", "核实不属实"),
        Choice("below", "达不到立案条件"),
        Choice("outside", "不在管理范围"),
        Choice("repeat", "已有在办案件"),
        Choice("gone", "现场已恢复"),
    ),
)
SCORE = Need(key="score", label="评价得分", kind=NeedKind.WHOLE_NUMBER, may_be=(0, 100))
