"""What the actions on a grid matter must be given."""

from yiwang.engine.language import Choice, Need, NeedKind
from yiwang.engine.needs import *  # noqa: F403 - their words among ours

CATEGORY = Need(key="category", label="事项分类", kind=NeedKind.CATEGORY)
CATEGORY_IF_KNOWN = Need(key="category", label="事项分类", kind=NeedKind.CATEGORY, required=False)
REPORTER = Need(key="reporter", label="反映人", kind=NeedKind.PERSON, required=False)
DISPUTE, DANGER, SERVICE = "dispute", "danger", "service"
KIND = Need(
    key="nature",
    label="事项类别",
    kind=NeedKind.CHOICE,
    choices=(
        Choice(DISPUTE, "矛盾纠纷"),
        Choice(DANGER, "安全隐患"),
        Choice(SERVICE, "民生服务"),
    ),
)
KIND_IF_WRONG = Need(
    key="nature",
    label="事项类别",
    kind=NeedKind.CHOICE,
    required=False,
    choices=KIND.choices,
)
WHISTLE_KIND = Need(
    key="urgency",
    label="哨别",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("advance", "工作推进哨"),
        Choice("hard", "攻坚克难哨"),
        Choice("emergency", "应急处置哨"),
    ),
)
WHISTLED_UNITS = Need(key="joint_units", label="吹哨部门", kind=NeedKind.UNITS)
PHOTOS_IF_ANY = Need(key="files", label="照片", kind=NeedKind.FILES, required=False)
MEASURE = Need(key="handling_record", label="办理情况", max_length=2000)
REPLY_IF_ANY = Need(
    key="public_reply", label="公开答复", required=False, max_length=4000, public=True
)
NOT_A_GRID_MATTER = Need(
    key="ground",
    label="不予受理情形",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("emergency_number", "应拨打110、119、120等紧急电话"),
        Choice("judicial", "已进入或应通过诉讼、仲裁、复议等途径"),
        Choice("outside", "不属于网格事项"),
        Choice("false", "核实不属实"),
        Choice("repeat", "已有在办事项"),
    ),
)
VISIT_NOTE = Need(key="call_note", label="回访记录", max_length=1000)
MODEL = Need(
    key="model_case",
    label="典型案例",
    kind=NeedKind.CHOICE,
    choices=(Choice("yes", "评为典型案例"), Choice("no", "取消典型案例")),
)
