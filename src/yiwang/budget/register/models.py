"""Budget units, projects, subjects, and the rows of money, procurement, assets and staff.

Rows of `Kept` are appended and never changed; what was wrong is taken back by a counter-entry.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.budget.register.words import (
    BASIC,
    AssetKind,
    Bought,
    Phase,
    ProjectKind,
    Side,
    Source,
    StaffKind,
    Step,
)
from yiwang.kernel.money import Money
from yiwang.org.models import Unit


class BudgetUnit(models.Model):
    """Who has a budget (预算单位); linked to the unit that works, where there is one."""

    code = models.CharField("预算单位编码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="budget_units")
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    # What the unit is there for, as the overview of its disclosure says.
    duties = models.TextField("主要职责", blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """What money is asked for (项目), under its code."""

    code = models.CharField("项目编码", max_length=30, unique=True)
    name = models.CharField("项目名称", max_length=120)
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, related_name="projects")
    kind = models.CharField("项目类别", max_length=1, choices=ProjectKind)
    first_year = models.PositiveSmallIntegerField("起始年度")
    last_year = models.PositiveSmallIntegerField("终止年度", null=True)
    about = models.TextField("项目说明", blank=True)
    basis = models.CharField("立项依据", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_basic(self) -> bool:
        """Whether its money is basic spending."""
        return self.kind in BASIC


class Subject(models.Model):
    """A subject (科目) as it is called from a year on, beside those that are declared."""

    class Kind(models.TextChoices):
        FUNCTIONAL = "functional", "功能分类"
        ECONOMIC = "economic", "经济分类"

    kind = models.CharField("分类", max_length=10, choices=Kind)
    code = models.CharField("科目编码", max_length=7)
    name = models.CharField("科目名称", max_length=80)
    since_year = models.PositiveSmallIntegerField("自年度")
    # From that year on it is used no more.
    retired = models.BooleanField("停用", default=False)
    source = models.CharField("来源", max_length=200)
    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)

    class Meta:
        ordering: ClassVar = ["kind", "code", "since_year", "id"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Intake(models.Model):
    """A file of the finance system that was taken in (导入); undone by counter-entries."""

    file = models.CharField("文件", max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.CharField("版式", max_length=40)
    report = models.JSONField("报告")
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("导入时间")
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.CharField("撤销人", max_length=40, blank=True)
    reason = models.CharField("撤销理由", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(undone_at=None), name="one_standing_intake"
            )
        ]

    def __str__(self) -> str:
        return self.file


class Kept(models.Model):
    """A row of a year and a unit, with who entered it, when, and on what basis."""

    year = models.PositiveSmallIntegerField("年度")
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, related_name="+")
    # The document that says so: approval, payment voucher, contract.
    document = models.CharField("文号或凭证号", max_length=80, blank=True)
    on = models.DateField("日期")
    basis = models.CharField("依据或摘要", max_length=200)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.BigIntegerField(null=True)
    recorded_name = models.CharField("登记人", max_length=40)
    # The row that this one takes back; at most one does.
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        abstract = True


class Movement(Kept):
    """An amount that moved (台账): the budget of a subject grew, or money was paid."""

    phase = models.CharField("阶段", max_length=10, choices=Phase)
    side = models.CharField("收支", max_length=8, choices=Side, default=Side.SPENDING)
    functional = models.CharField("功能科目", max_length=7, blank=True)
    economic = models.CharField("经济科目", max_length=5, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="movements")
    source = models.CharField("资金来源", max_length=16, choices=Source)
    # Negative for what was taken back, less or refunded.
    fen = models.BigIntegerField("金额（分）")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, related_name="movements")
    line = models.PositiveIntegerField("行", null=True)

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intake", "line", "phase"],
                condition=Q(reverses=None),
                name="one_movement_a_line",
            ),
            models.CheckConstraint(condition=~Q(fen=0), name="movement_of_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["year", "unit", "side", "phase"], name="movement_year_unit"),
            models.Index(fields=["project", "year"], name="movement_project"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.phase} {self.functional} {self.fen}"

    @property
    def money(self) -> Money:
        """The amount."""
        return Money(self.fen)


class Procurement(Kept):
    """What is to be bought or was bought (政府采购), with what is reserved for small firms."""

    step = models.CharField("步骤", max_length=8, choices=Step)
    bought = models.CharField("类别", max_length=8, choices=Bought)
    item = models.CharField("品目编码", max_length=12)
    name = models.CharField("品目名称", max_length=80)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="procurements")
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2, null=True)
    fen = models.BigIntegerField("金额（分）")
    # Of the amount: for small and medium firms, and of that for small and micro ones.
    medium_fen = models.BigIntegerField("中小企业（分）", default=0)
    small_fen = models.BigIntegerField("小微企业（分）", default=0)
    # Whether it is a service bought from society (政府购买服务).
    bought_service = models.BooleanField("政府购买服务", default=False)

    class Meta:
        ordering: ClassVar = ["item", "id"]

    def __str__(self) -> str:
        return f"{self.year} {self.item} {self.fen}"


class Asset(Kept):
    """Assets that are there at the day (有), or are to be bought or were bought in the year."""

    step = models.CharField("步骤", max_length=8, choices=Step)
    kind = models.CharField("资产类别", max_length=10, choices=AssetKind)
    item = models.CharField("资产编码", max_length=12, blank=True)
    name = models.CharField("名称", max_length=80)
    # True for what stands in the books at the day, false for what the year adds.
    in_stock = models.BooleanField("存量", default=False)
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2)
    fen = models.BigIntegerField("金额（分）")

    class Meta:
        ordering: ClassVar = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.year} {self.name} {self.quantity}"


class Staff(Kept):
    """How many posts there are and how many people hold one (人员情况)."""

    kind = models.CharField("人员类别", max_length=12, choices=StaffKind)
    posts = models.IntegerField("编制数", default=0)
    people = models.IntegerField("实有人数")

    class Meta:
        ordering: ClassVar = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.people}"
