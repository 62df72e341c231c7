"""What may be wrong with a reply, in the words that are shown."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.insight.replies.pieces import Span


@dataclass(frozen=True)
class Fault:
    """One kind of fault; a grave one makes the reply a poor one, a light one is advice only."""

    key: str
    label: str
    grave: bool = False
    light: bool = False


FAULTS = (
    Fault("personal", gettext_noop("含个人信息"), grave=True),
    Fault("empty", gettext_noop("没有实质内容"), grave=True),
    Fault("off", gettext_noop("疑似答非所问")),
    Fault("blanks", gettext_noop("空白未填"), grave=True),
    Fault("unanswered", gettext_noop("诉求点未回应")),
    Fault("groundless", gettext_noop("没有依据和事实")),
    Fault("phrases", gettext_noop("套话")),
    Fault("late", gettext_noop("超时答复")),
    Fault("copied", gettext_noop("雷同答复")),
    Fault("parroted", gettext_noop("照抄诉求")),
    Fault("names", gettext_noop("提到姓名"), light=True),
    Fault("greeting", gettext_noop("缺称呼或问候"), light=True),
    Fault("courtesy", gettext_noop("缺礼貌用语"), light=True),
    Fault("short", gettext_noop("过短"), light=True),
    Fault("long", gettext_noop("过长"), light=True),
)
BY_KEY = {fault.key: fault for fault in FAULTS}


@dataclass(frozen=True)
class Finding:
    """A fault in one reply: what exactly, and where it stands in reply or appeal."""

    fault: Fault
    # What fills the sentence: the demand, the phrase, what is missing.
    about: str = ""
    missing: str = ""
    in_reply: tuple[Span, ...] = ()
    in_appeal: tuple[Span, ...] = ()


def finding(key: str, **more: object) -> Finding:
    """A finding of the fault of this key."""
    return Finding(BY_KEY[key], **more)  # type: ignore[arg-type]
