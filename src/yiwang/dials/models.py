"""What staff adjust: appended rows with a day from which they hold, who published them and why."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.engine import register
from yiwang.kernel.worktime import TimeUnit
from yiwang.org.models import Unit


class Published(models.Model):
    """A row that is published once and never changed."""

    valid_from = models.DateTimeField("自")
    published_by = models.CharField("公布人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        abstract = True


class Channel(models.Model):
    """Where an appeal comes from (来源渠道)."""

    key = models.CharField("标识", max_length=40, unique=True)
    label = models.CharField("名称", max_length=40)
    # Cases of this channel carry a number of their own from above.
    outer = models.BooleanField("上级转办", default=False)
    active = models.BooleanField("在用", default=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return self.label


class Category(models.Model):
    """A class of matters; its code holds those above it, two digits a level."""

    # Under which procedure it is offered; those below follow the one above.
    procedure = models.CharField("办理流程", max_length=40, default="appeals")
    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=40)
    level = models.PositiveSmallIntegerField("级")
    keywords = models.CharField("常用词", max_length=300, blank=True)
    # Within this distance and time two appeals may be about the same thing.
    duplicate_metres = models.PositiveIntegerField("重复判断半径（米）", default=300)
    duplicate_days = models.PositiveIntegerField("重复判断天数", default=30)
    # What must be so before a case of this class is closed (结案条件).
    close_condition = models.CharField("结案条件", max_length=200, blank=True)
    active = models.BooleanField("在用", default=True)
    # The notice that was carried out last; 0 for those of the beginning.
    notice = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class CategoryNotice(Published):
    """A category is added, renamed, retired or taken back into use, from a day on."""

    class Kind(models.TextChoices):
        ADD = "add", gettext_noop("新增")
        RENAME = "rename", gettext_noop("更名")
        RETIRE = "retire", gettext_noop("停用")
        RESTORE = "restore", gettext_noop("恢复使用")

    code = models.CharField("代码", max_length=12, db_index=True)
    kind = models.CharField("变更", max_length=8, choices=Kind)
    name = models.CharField("名称", max_length=40)
    keywords = models.CharField("常用词", max_length=300, blank=True)
    # Only for a new class of the first level: under which procedure it is offered.
    procedure = models.CharField("办理流程", max_length=40, blank=True)
    # What it was called before.
    former = models.CharField("原名称", max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.name}"


class LimitNotice(Published):
    """How much time a limit gives, from a day on, for some categories, urgencies or one unit."""

    procedure = models.CharField(max_length=40)
    limit = models.CharField(max_length=30)
    category = models.CharField("分类前缀", max_length=12, blank=True)
    urgency = models.CharField("紧急程度", max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="单位")
    amount = models.PositiveIntegerField("数量")
    time_unit = models.CharField("单位", max_length=12)

    def __str__(self) -> str:
        return f"{self.procedure}.{self.limit} {self.amount}"

    @property
    def limit_label(self) -> str:
        """The Chinese word for the limit."""
        return register.procedure(self.procedure).limit_by_key[self.limit].label

    @property
    def unit_label(self) -> str:
        """The Chinese word for the unit of time."""
        return TimeUnit(self.time_unit).label


class RoutingRule(Published):
    """Which unit a category in an area goes to; a later rule for the same pair takes its place."""

    category = models.CharField("分类前缀", max_length=12, blank=True)
    area = models.CharField("区域前缀", max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="单位")
    # Without a unit: the unit of this kind that manages the area.
    managing_kind = models.CharField("属地单位类别", max_length=12, blank=True)
    retired = models.BooleanField("停用", default=False)

    def __str__(self) -> str:
        return f"{self.category or '*'} × {self.area or '*'}"


class ReplyTemplate(Published):
    """An approved wording for a reply, with {blanks}."""

    key = models.CharField("标识", max_length=40)
    title = models.CharField("标题", max_length=60)
    category = models.CharField("分类前缀", max_length=12, blank=True)
    body = models.TextField("正文")
    retired = models.BooleanField("停用", default=False)

    def __str__(self) -> str:
        return self.title


class WeightNotice(Published):
    """The weights of all parts of one composite indicator, from a day on."""

    indicator = models.CharField("指标", max_length=40, db_index=True)
    # By the key of the part, exact: "1/10".
    weights = models.JSONField("权重")
    published_at = models.DateTimeField("公布时间", auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.indicator} {self.valid_from}"
