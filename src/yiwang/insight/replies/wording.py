"""The sentence that tells one finding; filled in the language of the reader where it is shown."""

from django.utils.translation import gettext_noop

from yiwang.insight.replies.faults import Finding

SENTENCES = {
    "personal": gettext_noop("含有个人信息，公开前必须删去"),
    "empty": gettext_noop("除礼貌用语和套话外没有实质内容：请写明查到了什么、做了什么、结果如何"),
    "off": gettext_noop("与诉求的事项和地点可能对不上，请核对是否答复了别的诉求"),
    "blanks": gettext_noop("还有空白没有填写：{about}"),
    "unanswered": gettext_noop("未回应：{about}"),
    "groundless": gettext_noop("没有写明依据、核查情况、已采取的措施或完成时间"),
    "phrases": gettext_noop("{about}，还缺：{missing}"),
    "late": gettext_noop("答复超过时限"),
    "copied": gettext_noop("与另外{about}件不同诉求的答复雷同"),
    "parroted": gettext_noop("大段照抄诉求原文"),
    "names": gettext_noop("提到个人姓名，请确认可以公开"),
    "greeting": gettext_noop("没有称呼或问候"),
    "courtesy": gettext_noop("没有礼貌用语"),
    "short": gettext_noop("答复过短"),
    "long": gettext_noop("答复过长，请先写结论"),
}
DIMENSIONS = {
    "relevance": gettext_noop("切题"),
    "completeness": gettext_noop("完整"),
    "grounds": gettext_noop("有据"),
    "timing": gettext_noop("及时"),
    "form": gettext_noop("规范"),
}
SOURCES = {
    "form": gettext_noop("答复格式"),
    "demand": gettext_noop("诉求内容"),
    "template": gettext_noop("答复模板"),
    "article": gettext_noop("知识库"),
    "earlier": gettext_noop("以往答复"),
}


def template_of(finding: Finding) -> str:
    """The sentence of a finding with its blanks."""
    return SENTENCES[finding.fault.key]
