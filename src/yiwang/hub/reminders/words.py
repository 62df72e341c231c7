"""The closed lists of reminders, with the words on screen."""

from django.db import models
from django.utils.translation import gettext_noop


class Span(models.TextChoices):
    """What one delivery is owed for (报送周期)."""

    HOUR = "hour", gettext_noop("每小时")
    DAY = "day", gettext_noop("每日")
    WORKDAY = "workday", gettext_noop("每个工作日")
    WEEK = "week", gettext_noop("每周")
    MONTH = "month", gettext_noop("每月")
    QUARTER = "quarter", gettext_noop("每季度")
    HALF_YEAR = "half_year", gettext_noop("每半年")
    YEAR = "year", gettext_noop("每年")


class Counted(models.TextChoices):
    """How the day of a month and of longer spans is counted."""

    WORKDAY = "workday", gettext_noop("第几个工作日")
    CALENDAR_DAY = "calendar_day", gettext_noop("第几日，遇休息日顺延")


class State(models.TextChoices):
    """Where a delivery that is owed stands (报送状态)."""

    NORMAL = "normal", gettext_noop("正常")
    SOON = "soon", gettext_noop("即将到期")
    LATE = "late", gettext_noop("逾期")
    SEVERE = "severe", gettext_noop("严重逾期")
    RECOVERED = "recovered", gettext_noop("已恢复")
    EXCUSED = "excused", gettext_noop("免报")
