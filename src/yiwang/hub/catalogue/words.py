"""The closed lists of the catalogue, with the words on screen.

basis: 政务信息资源目录编制指南（试行）; GB/T 43697-2024 (grades).
"""

from django.db import models
from django.utils.translation import gettext_noop


class Group(models.TextChoices):
    """The class of a resource (类): the first sign of its code."""

    BASE = "1", gettext_noop("基础")
    THEME = "2", gettext_noop("主题")
    DEPARTMENT = "3", gettext_noop("部门")


class Sharing(models.TextChoices):
    """How other units may have a resource (共享类型)."""

    UNCONDITIONAL = "unconditional", gettext_noop("无条件共享")
    CONDITIONAL = "conditional", gettext_noop("有条件共享")
    NONE = "none", gettext_noop("不予共享")


class Opening(models.TextChoices):
    """Whether the public may have it (开放属性)."""

    OPEN = "open", gettext_noop("无条件开放")
    ON_REQUEST = "on_request", gettext_noop("有条件开放")
    CLOSED = "closed", gettext_noop("不予开放")


class Period(models.TextChoices):
    """How often it is brought up to date (更新周期)."""

    LIVE = "live", gettext_noop("实时")
    DAILY = "daily", gettext_noop("每日")
    WEEKLY = "weekly", gettext_noop("每周")
    MONTHLY = "monthly", gettext_noop("每月")
    QUARTERLY = "quarterly", gettext_noop("每季度")
    HALF_YEARLY = "half_yearly", gettext_noop("每半年")
    YEARLY = "yearly", gettext_noop("每年")
    IRREGULAR = "irregular", gettext_noop("不定期")
    NEVER = "never", gettext_noop("不更新")


class Grade(models.TextChoices):
    """How much harm a leak would do (数据分级); general data has four levels."""

    GENERAL_1 = "general_1", gettext_noop("一般1级")
    GENERAL_2 = "general_2", gettext_noop("一般2级")
    GENERAL_3 = "general_3", gettext_noop("一般3级")
    GENERAL_4 = "general_4", gettext_noop("一般4级")
    IMPORTANT = "important", gettext_noop("重要")
    CORE = "core", gettext_noop("核心")


class Form(models.TextChoices):
    """In which form it is kept (信息资源格式)."""

    TABLE = "table", gettext_noop("库表")
    FILE = "file", gettext_noop("文件")
    FOLDER = "folder", gettext_noop("文件夹")
    SERVICE = "service", gettext_noop("接口")
    LINK = "link", gettext_noop("链接")
