"""What the actions on an appeal must be given."""

from yiwang.engine.language import Choice, Need, NeedKind
from yiwang.engine.needs import *  # noqa: F403 - their words among ours

NATURE = Need(
    key="nature",
    label="诉求性质",
    kind=NeedKind.CHOICE,
    required=False,
    choices=(
        Choice("consult", "咨询"),
        Choice("help", "求助"),
        Choice("complaint", "投诉"),
        Choice("report", "举报"),
        Choice("advice", "建议"),
        Choice("praise", "表扬"),
    ),
)
WANTS_CALL = Need(key="wants_call", label="要求回访", kind=NeedKind.YES_NO, required=False)

DECLINE_GROUND = Need(
    key="ground",
    label="不予受理情形",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("emergency_number", "应拨打110、119、120、122等紧急电话"),
        Choice("judicial", "已进入或应通过诉讼、仲裁、复议等途径"),
        Choice("petition", "应通过信访渠道"),
        Choice("discipline", "应向纪检监察机关反映"),
        Choice("secret", "涉及国家秘密、商业秘密或个人隐私"),
        Choice("unlawful", "违反法律法规或公序良俗"),
    ),
)
PUBLIC_REPLY = Need(key="public_reply", label="公开答复", max_length=4000, public=True)
HANDLING_RECORD = Need(key="handling_record", label="办理情况（内部）", max_length=4000)
SOLVED_CLAIM = Need(
    key="solved_claim",
    label="是否解决",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("solved", "已解决"),
        Choice("explained", "已解释说明"),
        Choice("planned", "列入计划"),
    ),
)
KNOWLEDGE = Need(key="knowledge", label="引用的知识", kind=NeedKind.WHOLE_NUMBER, required=False)
CONTACT_NOTE = Need(key="contact_note", label="联系情况", max_length=1000)
COMMENT = Need(key="comment", label="评价内容", required=False, max_length=1000)
NO_CALL_GROUND = Need(
    key="ground",
    label="不回访的原因",
    kind=NeedKind.CHOICE,
    choices=(
        Choice("anonymous", "匿名，没有联系方式"),
        Choice("not_wished", "诉求人不要求回访"),
        Choice("answered_online", "诉求人已在网上评价"),
    ),
)
SCORE = Need(key="score", label="第三方评分", kind=NeedKind.WHOLE_NUMBER, may_be=(0, 100))
