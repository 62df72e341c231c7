"""The closed lists of feeds, with the words on screen."""

from django.db import models
from django.utils.translation import gettext_noop


class Source(models.TextChoices):
    """Where the rows come from (来源方式)."""

    DELIVERY = "delivery", gettext_noop("上传文件")
    FILE = "file", gettext_noop("服务器上的文件")
    DATABASE = "database", gettext_noop("数据库")
    REST = "rest", gettext_noop("接口")
    STORE = "store", gettext_noop("对象存储")


class Mode(models.TextChoices):
    """What a run makes of the rows (更新方式)."""

    # The source is complete: what it no longer has is deleted.
    FULL = "full", gettext_noop("全量")
    # Only what changed comes; rows of the same key are replaced, none is deleted.
    MERGE = "merge", gettext_noop("增量合并")
    APPEND = "append", gettext_noop("增量追加")


class Contract(models.TextChoices):
    """What becomes of a column that was not agreed (字段约定)."""

    QUARANTINE = "quarantine", gettext_noop("新字段隔离并提醒")
    STRICT = "strict", gettext_noop("有新字段即停止")


class Every(models.TextChoices):
    """How often a feed runs by itself (运行周期)."""

    BY_HAND = "by_hand", gettext_noop("手工")
    HOUR = "hour", gettext_noop("每小时")
    DAY = "day", gettext_noop("每日")
    WEEK = "week", gettext_noop("每周")
    MONTH = "month", gettext_noop("每月")


class RunState(models.TextChoices):
    """How a run ended (运行结果)."""

    SUCCEEDED = "succeeded", gettext_noop("成功")
    UNCHANGED = "unchanged", gettext_noop("无变化")
    HELD = "held", gettext_noop("待人工决定")
    FROZEN = "frozen", gettext_noop("已冻结")
    FAILED = "failed", gettext_noop("失败")
    DISMISSED = "dismissed", gettext_noop("已放弃")


# After these the table is what the source said; reminders count them as a delivery.
GOOD = frozenset({RunState.SUCCEEDED, RunState.UNCHANGED})


class Trigger(models.TextChoices):
    """What made a run begin (触发方式)."""

    CLOCK = "clock", gettext_noop("定时")
    PERSON = "person", gettext_noop("人工")
    DELIVERY = "delivery", gettext_noop("文件交付")
    DECISION = "decision", gettext_noop("放行")


class Asked(models.TextChoices):
    """What a person asked of a feed (请求)."""

    RUN = "run", gettext_noop("立即运行")
    RELEASE = "release", gettext_noop("放行")
    DISMISS = "dismiss", gettext_noop("放弃")
